/** `Notification`: shown ones are noted, and a test can click them. https://electronjs.org/docs/api/notification */
import { EventEmitter } from 'node:events';
import { appState } from './app-state.ts';
import { note } from './happenings.ts';
import { StandInEvent } from './pose.ts';

const shown = new Map<string, StandInNotification>();

export class StandInNotification
  extends EventEmitter
  implements Pick<Electron.Notification, 'title' | 'body' | 'show' | 'close'>
{
  readonly title: string;
  readonly body: string;

  static isSupported(): boolean {
    return true;
  }

  constructor({ title = '', body = '' }: Electron.NotificationConstructorOptions = {}) {
    super();
    if (!appState.ready) throw new Error('Cannot create Notification before app is ready');
    if (typeof title !== 'string' || typeof body !== 'string') throw new TypeError('title and body are strings');
    this.title = title;
    this.body = body;
  }

  /** Nothing is shown before; showing it again shows it once more. */
  show(): void {
    shown.set(this.body, this);
    note({ what: 'notification', title: this.title, body: this.body });
    setImmediate(() => this.emit('show', new StandInEvent()));
  }

  close(): void {
    shown.delete(this.body);
  }
}

/** The person clicks the newest that says so. */
export function clickNotification(body: string): void {
  const clicked = shown.get(body);
  if (!clicked) throw new Error(`no notification says: ${body}`);
  clicked.emit('click', new StandInEvent());
}
