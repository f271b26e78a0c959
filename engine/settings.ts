import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Settings } from '../shared/contract/index.ts';
import { alone } from './vault/hold.ts';
import { writeWhole } from './write-whole.ts';

const usual: Settings = { language: 'system', theme: 'system' };

/** Language and theme, in a small file of their own: they say nothing about anybody, and are needed before the vault is open. */
export class SettingsFile {
  readonly #home: string;
  readonly #file: string;

  constructor(home: string) {
    this.#home = home;
    this.#file = join(home, 'settings.json');
  }

  get(): Settings {
    try {
      const { language = usual.language, theme = usual.theme } = Settings.partial().parse(
        JSON.parse(readFileSync(this.#file, 'utf8')),
      );
      return { language, theme };
    } catch {
      // Not there, or not ours: the usual ones do no harm.
      return usual;
    }
  }

  /** Throws `Refusal('in-use')`. */
  set(change: { readonly [K in keyof Settings]?: Settings[K] | undefined }): Settings {
    return alone(this.#home, 'settings', () => {
      const now = this.get();
      const settings = { language: change.language ?? now.language, theme: change.theme ?? now.theme };
      writeWhole(this.#file, JSON.stringify(settings));
      return settings;
    });
  }
}
