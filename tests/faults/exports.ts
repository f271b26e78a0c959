/** Whole exports of every network that is read, to be damaged: the project's own, and, where they are there, samples others have published. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { sampleTikTok } from '../../networks/tiktok/sample.ts';
import { unzip, type Given } from '../read-with.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const samples = process.env['ADIEU_EXPORTS'] ?? join(root, '../shared/exports');

export interface Sample {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Every published file of the networks that are read, as it lies there. */
export function publishedFiles(): Sample[] {
  if (!existsSync(samples)) return [];
  return ['tiktok', 'x-twitter', 'mastodon', 'instagram']
    .flatMap((network) =>
      readdirSync(join(samples, network), { recursive: true, encoding: 'utf8' }).map((name) => join(samples, network, name)),
    )
    .filter((path) => /\.(?:zip|json|js|csv|txt|html)$/i.test(path) && !/(?:SOURCE|expected)\.json$/.test(path))
    .filter((path) => statSync(path).isFile())
    .map((path) => ({ name: basename(path), bytes: readFileSync(path) }));
}

/** Exports as their files. */
export async function wholeExports(): Promise<{ name: string; files: Given[] }[]> {
  const own = await unzip(await buffer(sampleTikTok({ followers: 40, posts: 5, messages: 12 }).stream()));
  const found = [{ name: 'the sample', files: own }];
  if (!existsSync(samples)) return found;
  const fixtures = 'RobinOehler__unfollowtool-export-parsers/tests/fixtures';
  for (const name of [
    'instagram/what-if-horizon__what-if-data-donation/pytests/public_testfiles/IG_public_test_file.zip',
    `instagram/${fixtures}/instagram/ig_2025_json.zip`,
    `instagram/${fixtures}/instagram/ig_legacy_2021.zip`,
    `x-twitter/${fixtures}/x/x_basic.zip`,
    `x-twitter/${fixtures}/x/x_multipart.zip`,
  ])
    found.push({ name, files: await unzip(readFileSync(join(samples, name))) });
  for (const name of [
    'x-twitter/joeamroo__knowledgemaxxing/tests/fixtures',
    'tiktok/what-if-horizon__what-if-data-donation/pytests/public_testfiles',
    'mastodon/dvorakroth__fedi-archive-tool/example-archives/ish@ish.works',
  ]) {
    const folder = join(samples, name);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
      statSync(join(folder, path)).isFile(),
    );
    found.push({
      name,
      files: files.map((path) => ({ path: path.split(sep).join('/'), content: readFileSync(join(folder, path)) })),
    });
  }
  return found;
}
