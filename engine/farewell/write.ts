/**
 * Writes a kit: `README.txt`, `texts/<language>/…txt`, `pictures/…png` with `alt.txt`, `schedule.ics`, `kit.json`. It is whole or it is not there, and nothing that is
 * there is written over.
 */
import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FarewellForm, FarewellKit, FarewellLanguage } from '../../shared/farewell/index.ts';
import { Refusal } from '../../shared/errors.ts';
import type { DatedThing } from '../calendar/dates.ts';
import { calendarFile } from '../calendar/file.ts';
import { safeSegment } from '../copies/names.ts';
import { placeLabel } from '../copies/places.ts';
import { FolderSink, syncFolder, ZipSink } from '../copies/sink.ts';
import { placeUnfinished, sweepUnfinished } from '../copies/unfinished.ts';
import { asRefusal, giveName, refuseTaken } from '../copies/write.ts';
import { kitReadme } from './readme.ts';
import type { Account } from './texts.ts';

export interface KitContents {
  readonly form: FarewellForm;
  readonly account: Account;
  readonly kit: FarewellKit;
  readonly dates: readonly DatedThing[];
  readonly made: Date;
}

export interface KitOptions {
  readonly into: string;
  readonly name: string;
  readonly zip: boolean;
  readonly language: FarewellLanguage;
}

export interface WrittenKit {
  readonly path: string;
  readonly files: number;
  readonly bytes: number;
  readonly lacking: string[];
}

/** Throws `Refusal('exists' | 'no-room' | 'not-found' | 'not-readable')`. */
export async function writeKit(contents: KitContents, options: KitOptions): Promise<WrittenKit> {
  const { into, zip } = options;
  const name = safeSegment(options.name);
  const target = path.join(into, zip ? `${name}.zip` : name);
  try {
    const there = await stat(into).catch(() => null);
    if (there?.isDirectory() !== true) throw new Refusal('not-found', { file: placeLabel(into) });
    await refuseTaken(target);
    await sweepUnfinished(into);
    const work = await placeUnfinished(into);
    try {
      const made = path.join(work, zip ? `${name}.zip` : name);
      const written = await writeInto(made, name, contents, options);
      await giveName(made, target, zip);
      await syncFolder(into);
      return { path: target, ...written };
    } finally {
      await rm(work, { recursive: true, force: true, maxRetries: 3 });
    }
  } catch (error) {
    throw asRefusal(error, options);
  }
}

async function writeInto(
  made: string,
  name: string,
  contents: KitContents,
  { zip, language }: KitOptions,
): Promise<Omit<WrittenKit, 'path'>> {
  if (!zip) await mkdir(made);
  const sink = zip ? new ZipSink(made, name, contents.made) : new FolderSink(made);
  const total = { files: 0, bytes: 0 };
  const put = async (file: string, content: string | Buffer): Promise<void> => {
    const bytes = Buffer.from(content);
    const open = await sink.create(file, { bytes: bytes.length, packed: file.endsWith('.png') });
    await open.write(bytes);
    await open.close();
    total.files++;
    total.bytes += bytes.length;
  };
  try {
    const { form, account, kit, dates } = contents;
    for (const { id, language: of, text } of kit.texts) await put(`texts/${of}/${id}.txt`, `${text}\n`);
    const { picturesOf } = await import('./pictures.ts');
    const pictures = [];
    for await (const { png, ...picture } of picturesOf(form, account)) {
      await put(`pictures/${picture.name}`, png);
      pictures.push(picture);
    }
    const lacking = [...new Set(pictures.flatMap((picture) => picture.lacking))];
    await put('pictures/alt.txt', pictures.map(({ name: of, alt }) => `${of}\n${alt}\n`).join('\n'));
    await put('schedule.ics', calendarFile(dates, language));
    await put('README.txt', kitReadme({ ...contents, lacking }, language));
    const about = {
      network: account.facts.id,
      handle: account.handle,
      made: contents.made.toISOString(),
      factsOf: account.facts.researchedOn,
    };
    await put('kit.json', `${JSON.stringify({ ...about, form, ...kit, pictures }, null, 2)}\n`);
    await sink.finish();
    return { ...total, lacking };
  } catch (error) {
    await sink.abandon();
    throw error;
  }
}
