/**
 * What the page may ask of main, and the check that it is the page that asks. Seven asks, each with a schema; paths come from the preload (which has them
 * from the system, by `webUtils`) or from a dialog, and go to the engine; what goes back to the page are tokens.
 */
import { BrowserWindow, dialog, ipcMain, type IpcMainInvokeEvent, type WebContents, type WebFrameMain } from 'electron';
import { writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { SavedName, savedLimit } from '../shared/bridge.ts';
import type { PickedFile, Place } from '../shared/contract/index.ts';
import { appOrigin, isAppPage } from './app-origin.ts';
import { channels } from './channels.ts';
import type { EngineHost } from './engine-host.ts';
import { Paths } from './messages.ts';

/** Why an ask was not answered; all the page learns. */
const notAllowed = 'not allowed';

const NoArguments = z.tuple([]);
const TakeArguments = z.tuple([Paths]);
const StayArguments = z.tuple([z.boolean()]);
const SaveArguments = z.tuple([SavedName, z.instanceof(Uint8Array).refine(({ byteLength }) => byteLength <= savedLimit)]);
const ChooseArguments = z.tuple([z.enum(['files', 'folder'])]);

/** Whether Adieu stays in the tray, and how that is changed. */
export interface Staying {
  readonly stays: () => boolean;
  readonly setStays: (on: boolean) => void;
}

/** Answers the page's asks. `reconnect` gives every page that had a line to the engine a new one. */
export function answerPage(engine: EngineHost, staying: Staying): { reconnect(): void } {
  const connected = new Set<WebContents>();

  function connect(contents: WebContents): void {
    if (!isOurPage(contents.mainFrame)) return;
    contents.mainFrame.postMessage(channels.port, null, [engine.connect()]);
  }

  answer(channels.connect, NoArguments, (event) => {
    if (!connected.has(event.sender)) event.sender.once('destroyed', () => connected.delete(event.sender));
    connected.add(event.sender);
    connect(event.sender);
  });
  answer(channels.take, TakeArguments, (_event, paths) => engine.pick(paths));
  answer(channels.choose, ChooseArguments, (event, what) => choose(engine, event.sender, what));
  answer(channels.place, NoArguments, (event) => place(engine, event.sender));
  answer(channels.stays, NoArguments, () => staying.stays());
  answer(channels.stay, StayArguments, (_event, on) => {
    staying.setStays(on);
    return staying.stays();
  });
  answer(channels.save, SaveArguments, (event, name, bytes) => save(event.sender, name, bytes));

  return {
    reconnect() {
      for (const contents of connected) connect(contents);
    },
  };
}

/** Ours is the main frame of the page, by its exact origin and address: no frame in it, no other document, no other window. */
function isOurPage(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && frame.origin === appOrigin && isAppPage(frame.url);
}

function answer<Arguments extends unknown[]>(
  channel: string,
  schema: z.ZodType<Arguments>,
  reply: (event: IpcMainInvokeEvent, ...args: Arguments) => unknown,
): void {
  ipcMain.handle(channel, (event, ...args: unknown[]) => {
    if (!isOurPage(event.senderFrame)) throw new Error(notAllowed);
    const checked = schema.safeParse(args);
    if (!checked.success) throw new Error(notAllowed);
    return reply(event, ...checked.data);
  });
}

async function choose(engine: EngineHost, contents: WebContents, what: 'files' | 'folder'): Promise<PickedFile[]> {
  const chosen = await ask(contents, what === 'files' ? ['openFile', 'multiSelections'] : ['openDirectory']);
  return chosen.length === 0 ? [] : engine.pick(chosen);
}

async function place(engine: EngineHost, contents: WebContents): Promise<Place | null> {
  const [folder] = await ask(contents, ['openDirectory', 'createDirectory']);
  return folder === undefined ? null : engine.offerPlace(folder);
}

/** The person says where; the page learns only whether it was saved. */
async function save(contents: WebContents, name: string, bytes: Uint8Array): Promise<boolean> {
  const window = BrowserWindow.fromWebContents(contents);
  const options: Electron.SaveDialogOptions = { defaultPath: name };
  const asked = window ? await dialog.showSaveDialog(window, options) : await dialog.showSaveDialog(options);
  if (asked.canceled || asked.filePath === '') return false;
  await writeFile(asked.filePath, bytes);
  return true;
}

async function ask(contents: WebContents, properties: NonNullable<Electron.OpenDialogOptions['properties']>): Promise<string[]> {
  const window = BrowserWindow.fromWebContents(contents);
  const asked = window ? await dialog.showOpenDialog(window, { properties }) : await dialog.showOpenDialog({ properties });
  return asked.canceled ? [] : asked.filePaths;
}
