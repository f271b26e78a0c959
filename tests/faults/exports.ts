/** Exports to be damaged: the project's own, and, where they are there, samples others have published, also of networks whose exports are only kept. */
import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { sampleTikTok } from '../../networks/tiktok/sample.ts';
import { unzip, type Given } from '../read-with.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const samples = process.env['ADIEU_EXPORTS'] ?? join(root, '../shared/exports');

/** Where a folder of samples is not called as the network is. */
const called: Readonly<Record<string, string>> = { 'x-twitter': 'x' };

export interface Sample {
  readonly network: string;
  readonly name: string;
  readonly bytes: Buffer;
}

export interface WholeExport {
  readonly network: string;
  readonly name: string;
  readonly files: readonly Given[];
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => !/(?:^|[/\\])(?:SOURCE|expected)\.json$/.test(path) && statSync(join(folder, path)).isFile())
    .toSorted();

/** Every published file as it lies there, once. */
export function publishedFiles(): Sample[] {
  if (!existsSync(samples)) return [];
  const found = new Map<string, Sample>();
  for (const folder of readdirSync(samples).filter((name) => statSync(join(samples, name)).isDirectory()))
    for (const path of filesBelow(join(samples, folder))) {
      const sample = {
        network: called[folder] ?? folder,
        name: basename(path),
        bytes: readFileSync(join(samples, folder, path)),
      };
      found.set(`${sample.network} ${sample.name} ${hash('sha256', sample.bytes)}`, sample);
    }
  return [...found.values()];
}

/** Exports as their files. */
export async function wholeExports(): Promise<WholeExport[]> {
  const own = await unzip(await buffer(sampleTikTok({ followers: 40, posts: 5, messages: 12 }).stream()));
  const found: WholeExport[] = [{ network: 'tiktok', name: 'the sample', files: own }];
  if (!existsSync(samples)) return found;
  const fixtures = 'RobinOehler__unfollowtool-export-parsers/tests/fixtures';
  const network = (name: string): string => called[name.slice(0, name.indexOf('/'))] ?? name.slice(0, name.indexOf('/'));
  for (const name of [
    'instagram/what-if-horizon__what-if-data-donation/pytests/public_testfiles/IG_public_test_file.zip',
    `instagram/${fixtures}/instagram/ig_2025_json.zip`,
    `instagram/${fixtures}/instagram/ig_legacy_2021.zip`,
    `x-twitter/${fixtures}/x/x_basic.zip`,
    `x-twitter/${fixtures}/x/x_multipart.zip`,
    `facebook/${fixtures}/facebook/fb_2025_json_macos_rezip.zip`,
    `facebook/${fixtures}/facebook/fb_2019_html.zip`,
    'youtube/what-if-horizon__what-if-data-donation/pytests/public_testfiles/YT_public_test_file.zip',
  ])
    found.push({ network: network(name), name, files: await unzip(readFileSync(join(samples, name))) });
  for (const name of [
    'x-twitter/joeamroo__knowledgemaxxing/tests/fixtures',
    'tiktok/what-if-horizon__what-if-data-donation/pytests/public_testfiles',
    'mastodon/dvorakroth__fedi-archive-tool/example-archives/ish@ish.works',
    'discord/ethanriverpage__memoria/package',
    'bluesky/bluesky-social__indigo/testing/testdata',
    'tumblr/composed-from-readers',
    'whatsapp/joweich__chat-miner/test/whatsapp',
  ]) {
    const folder = join(samples, name);
    const files = filesBelow(folder).map((path) => ({
      path: path.split(sep).join('/'),
      content: readFileSync(join(folder, path)),
    }));
    found.push({ network: network(name), name, files });
  }
  return found;
}
