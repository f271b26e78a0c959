/** Open copies as jobs, for the contract: where they go, writing one, checking one. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { CheckReport, Place } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/errors.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Picks } from '../picks.ts';
import type { SettingsFile } from '../settings.ts';
import { checkCopy } from './check.ts';
import { copyName, freeName, freeRoom, offeredPlaces, placeLabel } from './places.ts';
import type { CopySource } from './source.ts';
import { writeCopy } from './write.ts';

/** Opens an archive for writing out; `close` when done. Throws `Refusal('no-archive' | 'vault-locked')`. */
export type OpenSource = (archive: string) => { source: CopySource; close(): void };

export class CopyJobs {
  readonly #places = new Map<string, string>();
  readonly #open: OpenSource;
  readonly #jobs: Jobs;
  readonly #picks: Picks;
  readonly #settings: SettingsFile;
  readonly #now: () => Date;

  readonly #whole: (place: string, report: CheckReport) => Promise<void>;

  /** `whole` is told of every copy that was checked and is intact. */
  constructor(
    open: OpenSource,
    jobs: Jobs,
    picks: Picks,
    settings: SettingsFile,
    now: () => Date,
    whole: (place: string, report: CheckReport) => Promise<void>,
  ) {
    this.#open = open;
    this.#jobs = jobs;
    this.#picks = picks;
    this.#settings = settings;
    this.#now = now;
    this.#whole = whole;
  }

  async places(): Promise<Place[]> {
    return Promise.all((await offeredPlaces()).map(({ folder }) => this.offer(folder)));
  }

  /** A token for a folder: the page never learns the path. */
  async offer(folder: string): Promise<Place> {
    const known = [...this.#places].find(([, path]) => path === folder)?.[0];
    const token = known ?? randomUUID();
    this.#places.set(token, folder);
    return { token, label: placeLabel(folder), free: await freeRoom(folder) };
  }

  /** What a place stands for. Throws `Refusal('no-token')`. */
  folder(place: string): string {
    const folder = this.#places.get(place);
    if (folder === undefined) throw new Refusal('no-token');
    return folder;
  }

  start({ archive, place, zip }: { archive: string; place: string; zip: boolean }): string {
    return this.startIn(archive, this.folder(place), zip);
  }

  /** `name`: what the copy is called; one of its own that is free unless given. */
  startIn(archive: string, folder: string, zip: boolean, name?: string): string {
    // Refuses at once where there is no such archive.
    this.#open(archive).close();
    return this.#jobs.start('copy', archive, async (control) => {
      const { source, close } = this.#open(archive);
      try {
        const called = name ?? (await freeName(folder, copyName(source.archive, this.#now()), zip));
        const { language } = this.#settings.get();
        const french =
          language === 'fr' || (language === 'system' && /^fr/i.test(Intl.DateTimeFormat().resolvedOptions().locale));
        const copy = await writeCopy(source, {
          into: folder,
          name: called,
          zip,
          language: french ? 'fr' : 'en',
          signal: control.signal,
          onProgress: (progress) => control.progress('writing', progress),
          now: this.#now,
        });
        const file = zip ? `${called}.zip` : called;
        const path = join(folder, file);
        const [picked] = await this.#picks.paths([path]);
        return {
          job: 'copy',
          copy: { ...copy, name: file, place: placeLabel(path), ...(picked === undefined ? {} : { token: picked.token }) },
        };
      } finally {
        close();
      }
    });
  }

  check(token: string): string {
    const [input] = this.#picks.inputs([token]);
    if (input?.kind !== 'path') throw new Refusal('no-token');
    return this.#jobs.start('check', null, async (control) => {
      const check = await checkCopy(input.path, {
        signal: control.signal,
        onProgress: (progress) => control.progress('checking', progress),
      });
      if (check.intact) await this.#whole(input.path, check);
      return { job: 'check', check };
    });
  }
}
