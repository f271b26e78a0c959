/** What an end-to-end test asks of a door, so that the same test goes through each of them. */
import type { Page } from '@playwright/test';

export type DoorName = 'browser' | 'electron-stand-in' | 'electron';

/** Options of a Playwright project. */
export interface DoorOptions {
  doorName: DoorName;
}

export interface Opening {
  /** Where this Adieu is told to keep everything; empty: it is told nothing, and keeps it where the person does. */
  readonly home: string;
  /** The person's own folder (`HOME`), where open copies are offered a place. */
  readonly person: string;
  /** What the system says: `en-GB`, `fr-FR`. */
  readonly locale: string;
  /** Where the engine's clock stands; the present, where nothing is said. */
  readonly now?: string | undefined;
  /** Beside what every door gets, e.g. the proxy that leads to a world outside of the test's own. */
  readonly env?: NodeJS.ProcessEnv | undefined;
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
  /** Does what makes the app hand a file over, and has it saved as `path`: through the system's dialogue, or as a download. */
  saveAs(path: string, act: () => Promise<void>): Promise<void>;
  /** `kill -9` for the engine's process. */
  killEngine(): Promise<void>;
  /** What the system around a desktop app shows and does; null where the door has no part in it, or a test cannot see it. */
  readonly system: DesktopSystem | null;
  /** Closes the window and waits until the engine's process has ended. */
  close(): Promise<void>;
}

export interface DesktopSystem {
  /** All that were shown so far. */
  notifications(): Promise<readonly { readonly title: string; readonly body: string }[]>;
  /** The person clicks the one that says so. */
  clickNotification(body: string): void;
  /** The computer wakes up. */
  wake(): void;
  /** Whether there is a sign in the tray. */
  inTray(): Promise<boolean>;
  /** The person chooses from the menu of the tray, counted from its top. */
  chooseFromTray(position: number): void;
  /** Closes the window and nothing else. */
  closeWindow(): void;
  /** The window that is opened next. Called before it is. */
  nextWindow(): Promise<Page>;
}

export interface Door {
  readonly name: DoorName;
  /** Why this door cannot be opened here, or null. */
  missing(): Promise<string | null>;
  open(opening: Opening): Promise<OpenedDoor>;
  /** Ends what several openings share. */
  close(): Promise<void>;
}
