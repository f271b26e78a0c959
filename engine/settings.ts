import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Settings } from '../shared/contract/index.ts';

const usual: Settings = { language: 'system', theme: 'system' };

/** Language and theme, in a small file of their own: they say nothing about anybody, and are needed before the vault is open. */
export class SettingsFile {
  readonly #file: string;

  constructor(home: string) {
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

  set(change: { readonly [K in keyof Settings]?: Settings[K] | undefined }): Settings {
    const now = this.get();
    const settings = { language: change.language ?? now.language, theme: change.theme ?? now.theme };
    // Of this process alone: another copy may be writing its own.
    const fresh = `${this.#file}-${process.pid}-new`;
    try {
      writeFileSync(fresh, JSON.stringify(settings), { mode: 0o600 });
      renameSync(fresh, this.#file);
    } catch (error) {
      rmSync(fresh, { force: true });
      throw error;
    }
    return settings;
  }
}
