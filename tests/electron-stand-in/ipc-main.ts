/** `ipcMain`: handlers of the app, called with the frame that really sent the message. */
import { EventEmitter } from 'node:events';
import { note } from './happenings.ts';

type Handler = Parameters<Electron.IpcMain['handle']>[1];

class StandInIpcMain extends EventEmitter implements Pick<Electron.IpcMain, 'handle' | 'removeHandler'> {
  readonly #handlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, handler);
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  async invoke(channel: string, event: Electron.IpcMainInvokeEvent, args: readonly unknown[]): Promise<unknown> {
    const origin = event.senderFrame?.origin ?? 'null';
    try {
      const handler = this.#handlers.get(channel);
      if (!handler) throw new Error(`No handler registered for '${channel}'`);
      const value: unknown = await handler(event, ...args);
      note({ what: 'ipc', channel, origin, refused: null });
      return value;
    } catch (error) {
      note({ what: 'ipc', channel, origin, refused: String(error) });
      throw error;
    }
  }
}

export const ipcMain = new StandInIpcMain();
