import { expect, it } from 'vitest';
import { DamagedFile, type Draft, type ExportFile } from '../../engine/intake/toolkit/index.ts';
import { readSheet } from './sheet.ts';

const line = (id: number, more = ''): string => `"${id}","2015-05-09 11:14:12 +0000","text ${id}"${more}\n`;

async function read(text: string, damage: DamagedFile | null): Promise<{ drafts: Draft[]; end: unknown }> {
  const file: ExportFile = {
    path: 'tweets.csv',
    bytes: text.length,
    input: 0,
    async *open() {
      yield Buffer.from(`"tweet_id","timestamp","text"\n${text}`);
      if (damage !== null) throw damage;
    },
  };
  const drafts: Draft[] = [];
  const out = { record: (draft: Draft) => drafts.push(draft), refuse() {}, warn() {}, breathe: () => Promise.resolve() };
  const end = await readSheet(file, out, new Set()).then(
    () => null,
    (error: unknown) => error,
  );
  return { drafts, end };
}

it('a sheet that breaks off gives every row before that, and says so', async () => {
  const cut = new DamagedFile('cut-off');
  const { drafts, end } = await read(`${line(1)}${line(2)}"3","2015-05-0`, cut);
  expect(end).toBe(cut);
  expect(drafts.map(({ key, locator }) => [key, locator])).toEqual([
    ['1', 'row 1'],
    ['2', 'row 2'],
  ]);
});

it('cells behind the last column are kept', async () => {
  const { drafts, end } = await read(line(1, ',"more"'), null);
  expect(end).toBeNull();
  expect(drafts).toMatchObject([{ raw: { 'column 4': 'more' } }]);
});
