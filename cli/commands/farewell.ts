/** The farewell kit on the command line. What is not said is as it was last left, or as the departure has it. */
import { resolve } from 'node:path';
import { FarewellForm, type FarewellKit } from '../../shared/farewell/index.ts';
import { placeOf } from '../../engine/farewell/places.ts';
import { Refusal } from '../../shared/errors.ts';
import { prepareTarget } from '../copy-target.ts';
import { jsonIn } from '../json-in.ts';
import { parsed } from '../parsed.ts';
import { print, printJson } from '../output.ts';
import { language, say } from '../say.ts';
import type { GlobalOptions } from '../session.ts';
import { tell } from '../tell.ts';
import { withDeparture } from './departures.ts';

export interface FarewellOptions {
  readonly to: string;
  readonly where?: readonly string[];
  readonly closingDay?: string;
  readonly sign?: string;
  readonly tone?: string;
  readonly language?: 'en' | 'fr' | 'both';
  readonly answers?: string;
}

export async function farewell(given: string, options: FarewellOptions, globals: GlobalOptions): Promise<void> {
  await withDeparture(given, globals, async ({ client, engine }, departure) => {
    const { form: draft } = await client.farewell.draft({ departure, language });
    const form = formOf(draft, options);
    const { networkName } = await client.departures.get({ departure });
    const { folder, name, putBack } = prepareTarget(resolve(options.to), false);
    if (name === null) throw new Refusal('exists', { file: options.to });
    try {
      const saved = await engine.context.farewell.save(departure, form, { folder, name, zip: false, language });
      const kit = await client.farewell.kit({ departure, form });
      if (globals.json === true) return printJson({ path: resolve(options.to), ...saved, ...kit });
      const pictures = form.languages.length * 4;
      print(say('farewell.made', { path: options.to, texts: kit.texts.length, pictures, steps: kit.schedule.length }));
      warn(kit, saved.lacking, networkName);
    } catch (error) {
      putBack();
      throw error;
    }
  });
}

function formOf(draft: object & { places: readonly unknown[] }, options: FarewellOptions): FarewellForm {
  const file = options.answers === undefined ? {} : jsonIn(options.answers);
  if (typeof file !== 'object' || file === null || Array.isArray(file))
    throw new Refusal('bad-input', { reason: say('reason.answers') });
  const said = {
    ...(options.where === undefined ? {} : { places: options.where.map(placeOf) }),
    ...(options.closingDay === undefined ? {} : { closingDay: options.closingDay }),
    ...(options.sign === undefined ? {} : { sign: options.sign }),
    ...(options.tone === undefined ? {} : { tone: options.tone }),
    ...(options.language === undefined ? {} : { languages: options.language === 'both' ? ['en', 'fr'] : [options.language] }),
  };
  const whole = { ...draft, ...file, ...said };
  if (whole.places.length === 0) throw new Refusal('bad-input', { reason: say('reason.no-place') });
  return parsed(FarewellForm, whole);
}

function warn({ texts, code }: FarewellKit, lacking: readonly string[], network: string): void {
  const unknown = texts.flatMap(({ id, limit }) => (limit.known === 'no' ? [{ id, most: limit.value }] : []));
  const [first] = unknown;
  if (first !== undefined)
    tell(say('farewell.unknown', { network, kinds: [...new Set(unknown.map(({ id }) => id))].join(', '), most: first.most }));
  const long = texts.filter(({ fits }) => !fits).map(({ id, language: of }) => `${of}/${id}`);
  if (long.length > 0) tell(say('farewell.too-long', { texts: long.join(', ') }));
  if (lacking.length > 0) tell(say('farewell.lacking', { characters: lacking.join(' ') }));
  if (code.opens === 'text') tell(say('farewell.text-code', { content: code.content }));
}
