/** What an end-to-end test asks of a door, so that the same test goes through each of them. */
import type { Page } from '@playwright/test';

export type DoorName = 'browser' | 'electron-stand-in' | 'electron';

/** Options of a Playwright project. */
export interface DoorOptions {
  doorName: DoorName;
}

export interface Opening {
  /** Where this Adieu keeps everything. */
  readonly home: string;
  /** The person's own folder (`HOME`), where open copies are offered a place. */
  readonly person: string;
  /** What the system says: `en-GB`, `fr-FR`. */
  readonly locale: string;
  /** Where the engine's clock stands; the present, where nothing is said. */
  readonly now?: string | undefined;
  readonly colours: 'light' | 'dark';
  /** Called with the window's page before anything is loaded in it. */
  readonly watch: (page: Page) => void;
}

export interface OpenedDoor {
  readonly page: Page;
  /** Hands files of this machine over the way a person does in this door, on a screen that takes files. */
  give(files: readonly string[]): Promise<void>;
  /** Drops files or folders of this machine onto the page. */
  drop(paths: readonly string[]): Promise<void>;
  /** Says before it opens what is chosen in the system's next dialogue. */
  answerDialogue(paths: readonly string[]): Promise<void>;
  /** Closes the window and waits until the engine's process has ended. */
  close(): Promise<void>;
}

export interface Door {
  readonly name: DoorName;
  /** Why this door cannot be opened here, or null. */
  missing(): Promise<string | null>;
  open(opening: Opening): Promise<OpenedDoor>;
  /** Ends what several openings share. */
  close(): Promise<void>;
}
