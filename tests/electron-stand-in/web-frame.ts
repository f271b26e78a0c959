/** `WebFrameMain`: one frame of a page, with the address and origin Chromium says it has. */
import { pose } from './pose.ts';

export interface FrameFacts {
  readonly id: string;
  parent: string | null;
  url: string;
  origin: string;
}

export class StandInFrame implements Pick<
  Electron.WebFrameMain,
  'postMessage' | 'isDestroyed' | 'url' | 'origin' | 'parent' | 'top'
> {
  readonly #facts: FrameFacts;
  readonly #find: (id: string) => StandInFrame | null;
  readonly #post: (channel: string, message: unknown, transfer: readonly object[]) => void;

  constructor(
    facts: FrameFacts,
    find: (id: string) => StandInFrame | null,
    post: (channel: string, message: unknown, transfer: readonly object[]) => void,
  ) {
    this.#facts = facts;
    this.#find = find;
    this.#post = post;
  }

  get url(): string {
    return this.#facts.url;
  }
  get origin(): string {
    return this.#facts.origin;
  }
  get parent(): Electron.WebFrameMain | null {
    const parent = this.#facts.parent === null ? null : this.#find(this.#facts.parent);
    return parent && pose<Electron.WebFrameMain>(parent);
  }
  get top(): Electron.WebFrameMain | null {
    return this.parent === null ? pose<Electron.WebFrameMain>(this) : this.parent.top;
  }
  isDestroyed(): boolean {
    return this.#find(this.#facts.id) === null;
  }
  postMessage(channel: string, message: unknown, transfer: readonly object[] = []): void {
    this.#post(channel, message, transfer);
  }
}
