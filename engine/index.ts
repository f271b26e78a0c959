/** The engine: everything Adieu does, behind the contract. A door starts one in a process of its own and connects its page to `router`. */
import type { PickedFile, Place } from '../shared/contract/index.ts';
import type { Outside } from './outlook/index.ts';
import type { FoundHome } from './place/find.ts';
import type { Keychain } from './vault/keychain.ts';
import type { router } from './router.ts';
import type { Refusal } from '../shared/errors.ts';

export interface EngineOptions {
  /** The folder in which everything lives; `findHome` says which. A path alone is one that was asked for. */
  readonly home: string | FoundHome;
  /** The door starts another engine in this one's place: everything lives elsewhere now. */
  readonly startAgain?: () => void;
  /** A module that exports `networks: readonly Network[]`: worker threads load it too. */
  readonly networks: URL;
  readonly keychain: Keychain;
  readonly door: 'electron' | 'browser' | 'direct';
  readonly version: string;
  /** `clockAt`; the system's, where nothing is said. */
  readonly now?: () => Date;
  /** The door tells reminders through the system; otherwise the page tells them while it is open. */
  readonly notifies?: boolean;
  /** Records an import writes in one transaction; few, and there are many moments at which it can be stopped. */
  readonly commitRecords?: number;
  /** Where looks from outside go in place of the world; only tests hand one in. */
  readonly dial?: Outside['dial'];
}

/** What a door may ask of the engine beside the contract. None of it is reachable from a page. */
export interface Engine {
  readonly router: typeof router;
  /** The context every call needs: `createRouterClient(engine.router, { context: engine.context })`, `handler.upgrade(port, { context: engine.context })`. */
  readonly context: import('./router.ts').Context;
  /** Tokens for files and folders of this machine; they are opened when read, never now. */
  pick(paths: readonly string[]): Promise<PickedFile[]>;
  /** A file that comes as bytes: it goes straight into an encrypted file in the vault, never in plain onto the disk. */
  receive(name: string, bytes: AsyncIterable<Buffer>): Promise<PickedFile>;
  /** A folder of this machine in which an open copy may be written. */
  offerPlace(folder: string): Promise<Place>;
  /** Why nothing can be done here: the place where everything lives is not there, or another engine is moving it. */
  readonly blocked: Refusal | null;
  /** Moves everything to this very folder, new or empty; a job. For the command line, where people give paths. Throws as `Moving.move`. */
  moveTo(folder: string): string;
  /** Everything lies in this folder already, or in the `Adieu` in it. Throws as `Moving.openAt`. */
  openAt(folder: string): Promise<void>;
  /** Writes an open copy into a folder, under this name or one of its own; a job. For the command line, where people give paths. */
  copy(archive: string, to: { readonly folder: string; readonly name?: string; readonly zip: boolean }): string;
  /** What is to be told now, each once, in the person's language, or in this one where they chose none. Throws `Refusal('vault-locked')`. */
  remind(language: 'en' | 'fr'): { departure: string; title: string; body: string }[];
  /** Whether a host stands in the facts: a door may open its pages in the person's own browser. */
  knowsHost(host: string): Promise<boolean>;
  /** Errors that are no refusals, newest last; of jobs, whose own state only says that there was one. */
  bugs(): readonly unknown[];
  /** Versions of what is built in. */
  engines(): { readonly sqlite: string; readonly cipher: string };
  /** Stops jobs at their next checkpoint and closes every file. */
  close(): Promise<void>;
}

export { startEngine } from './start.ts';
