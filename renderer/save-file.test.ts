import { expect, test } from 'vitest';
import { SavedName } from '../shared/bridge.ts';
import { plainName } from './save-file.ts';

test.for([
  ['receipt.pdf', 'receipt.pdf'],
  ['TikTok @x: receipt.pdf', 'TikTok @x- receipt.pdf'],
  ['../../etc/passwd.html', '-..-etc-passwd.html'],
  ['a\\b/c.ics', 'a-b-c.ics'],
  ['...', 'adieu.'],
  [`${'x'.repeat(400)}.csv`, `${'x'.repeat(120)}.csv`],
])('%s is saved as %s', ([given, plain]) => {
  expect(plainName(given ?? '')).toBe(plain);
});

test('what is saved through the bridge is one name of a kind that a double click only shows', () => {
  for (const name of ['receipt.pdf', 'Reçu d’Élise.html', 'a.b.ics', 'tiktok-dove-2026-04-07.adieu'])
    expect(SavedName.safeParse(name).success, name).toBe(true);
  for (const name of [
    'x.exe',
    '../x.pdf',
    'a/b.pdf',
    'a\\b.pdf',
    'C:x.pdf',
    'pdf',
    '.pdf',
    'x.pdf.sh',
    '.adieu',
    '../x.adieu',
    'x.adieu.sh',
  ])
    expect(SavedName.safeParse(name).success, name).toBe(false);
});
