/** Starts the compiled main in plain Node against the stand-in and gives a test Playwright's page of its window. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { findOrInstallChromium } from '../../scripts/chromium.ts';
import type { FromStandIn, ToStandIn } from './control.ts';
import type { Happening } from './happenings.ts';
import { settingsVariable, type StandInSettings } from './settings.ts';

const register = fileURLToPath(new URL('./register.ts', import.meta.url));

type Report = Extract<FromStandIn, { say: 'report' }>;

export interface RunOptions {
  /** The compiled main. */
  readonly main: string;
  readonly home: string;
  readonly locale?: string;
  readonly packaged?: boolean;
  readonly env?: NodeJS.ProcessEnv;
  /** Done to the first window before it loads anything. */
  readonly before?: (page: Page) => Promise<void>;
}

export interface StandIn {
  readonly page: Page;
  /** Of main. */
  readonly pid: number | undefined;
  /** The next window that has loaded. */
  nextWindow(): Promise<Page>;
  /** Everything the process said. */
  readonly said: () => string;
  /** The next file dialog is answered so; with nothing the person closes it. */
  dialog(filePaths: readonly string[]): void;
  /** The person closes the window. */
  closeWindow(): void;
  /** The computer wakes up. */
  wake(): void;
  /** The person clicks the notification that says so. */
  clickNotification(body: string): void;
  /** The person chooses from the menu of the tray, counted from its top. */
  chooseFromTray(position: number): void;
  happenings(): Promise<readonly Happening[]>;
  /** What main's every object has beside what JavaScript gave it: nothing, unless somebody got at its prototype. */
  pollution(): Promise<readonly string[]>;
  /** Quits the app and waits for it; the exit code. */
  quit(): Promise<number>;
}

/** A started process and the promise of its end. */
export interface Started {
  readonly child: ChildProcess;
  readonly folder: string;
  readonly ended: Promise<number>;
  readonly said: () => string;
}

/** Starts main and waits for nothing. Whoever calls removes `folder`. */
export async function startProcess(options: RunOptions): Promise<Started> {
  const folder = await mkdtemp(join(tmpdir(), 'adieu-stand-in-'));
  const settings: StandInSettings = {
    chromium: await findOrInstallChromium(),
    folder,
    locale: options.locale ?? 'en-GB',
    packaged: options.packaged ?? false,
    name: 'Adieu',
    version: '0.1.0',
    held: options.before !== undefined,
  };
  const child = spawn(process.execPath, ['--import', register, options.main], {
    env: { ...(options.env ?? process.env), ADIEU_HOME: options.home, [settingsVariable]: JSON.stringify(settings) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
  return { child, folder, ended, said: () => said };
}

/** Starts main and waits for its window to have loaded. */
export async function runStandIn(options: RunOptions): Promise<StandIn> {
  const { child, folder, ended, said } = await startProcess(options);
  const reports = new Map<number, (report: Report) => void>();
  let lastAsk = 0;
  const tell = (message: ToStandIn) => child.send(message);
  const report = () =>
    new Promise<Report>((resolve) => {
      reports.set(++lastAsk, resolve);
      tell({ do: 'report', ask: lastAsk });
    });
  type Window = Extract<FromStandIn, { say: 'made' | 'loaded' }>;
  let hear: (window: Window) => void = () => {};
  const heard = () =>
    new Promise<Window>((resolve) => {
      hear = resolve;
    });
  const first = await new Promise<Window>((resolve, reject) => {
    hear = resolve;
    child.on('message', (message: FromStandIn) => {
      if (message.say !== 'report') hear(message);
      else reports.get(message.ask)?.(message);
    });
    void ended.then((code) => reject(new Error(`main ended with ${code}:\n${said()}`)));
  });
  const browser = await chromium.connectOverCDP(first.endpoint, { isLocal: true });
  const page = await pageOf(browser, first.target);
  if (options.before) {
    await options.before(page);
    const loaded = heard();
    tell({ do: 'load' });
    await Promise.race([loaded, ended.then((code) => Promise.reject(new Error(`main ended with ${code}:\n${said()}`)))]);
  }
  return {
    page,
    pid: child.pid,
    nextWindow: async () => pageOf(browser, (await heard()).target),
    said,
    dialog: (filePaths) => tell({ do: 'dialog', answer: { canceled: filePaths.length === 0, filePaths: [...filePaths] } }),
    closeWindow: () => tell({ do: 'close-window' }),
    wake: () => tell({ do: 'wake' }),
    clickNotification: (body) => tell({ do: 'click-notification', body }),
    chooseFromTray: (position) => tell({ do: 'choose-from-tray', position }),
    happenings: async () => (await report()).happenings,
    pollution: async () => (await report()).pollution,
    quit: async () => {
      if (child.exitCode === null && child.connected) tell({ do: 'quit' });
      const code = await ended;
      await browser.close().catch(() => {});
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      return code;
    },
  };
}

async function pageOf(browser: Browser, target: string): Promise<Page> {
  for (const context of browser.contexts()) {
    for (const page of context.pages()) {
      const line = await context.newCDPSession(page);
      const { targetInfo } = await line.send('Target.getTargetInfo');
      await line.detach();
      if (targetInfo.targetId === target) return page;
    }
  }
  throw new Error('Playwright does not see the window');
}
