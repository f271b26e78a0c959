/**
 * Every letter there is: each kind under each law in each language, as a text that is kept beside this test and approved by reading it; and the same letters as PDF and as
 * e-mail draft, read back by other programs.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Driven, nobody, pigeonFacts } from '../../engine/departures/made.ts';
import { composeLetter } from '../../engine/letters/desk.ts';
import { letterDraft } from '../../engine/letters/draft.ts';
import type { Letter } from '../../engine/letters/letter.ts';
import { letterPdf } from '../../engine/letters/pdf.ts';
import { letterText, plainLetter } from '../../engine/letters/text.ts';
import { networks } from '../../networks/index.ts';
import { NetworkFacts, ProtectingLaw } from '../../shared/facts/index.ts';
import { LetterForm, LetterKind, LetterLanguage, LetterWanted } from '../../shared/letters/index.ts';

const form = (change: Partial<LetterForm> = {}): LetterForm =>
  LetterForm.parse({
    name: 'Solène Valcroix',
    address: '12, rue des Lilas\n75020 Paris',
    email: 'solene@example.org',
    accountEmail: 'sv@example.net',
    situation: 'locked',
    since: '2026-02-01',
    country: 'FR',
    to: null,
    ...change,
  });

const facts = pigeonFacts((of) => {
  const known = (value: string) => ({
    value,
    confidence: 'official' as const,
    date: '2026-01',
    sources: ['a'],
    note: null,
    contradicts: [],
  });
  of.gdpr.controllerEea = known('Pigeon Post Limited');
  of.gdpr.postalAddress = known('Pigeon Post Limited, 1 Dovecote Lane, Dublin');
  of.gdpr.contactEmail = known('privacy@pigeon.example');
  for (const law of ProtectingLaw.options)
    if (law !== 'gdpr')
      of.controllers.push({
        id: `in-${law}`,
        law,
        role: 'controller',
        name: 'Pigeon Post, Inc.',
        address: '2 Roost Street, San Francisco',
        email: law === 'ccpa' ? null : 'privacy@pigeon.example',
        note: null,
        confidence: 'official',
        date: '2026-01',
        sources: ['a'],
      });
});

const wanted = (kind: LetterKind, language: LetterLanguage, change: Partial<LetterForm> = {}): LetterWanted =>
  LetterWanted.parse({ kind, language, form: form(change), despite: true });

async function written(one: Driven, what: LetterWanted, at: string): Promise<Letter> {
  const letter = await composeLetter(one.departure, what, new Date(at));
  one.tell({ type: 'write', letter }, at);
  return letter;
}

/** Asked on the 5th of March, reminded on the 12th of May, complained of on the 10th of June; nobody answers. */
async function course(law: ProtectingLaw, matter: 'access' | 'erasure', language: LetterLanguage) {
  const one = new Driven(facts, { ...nobody, law });
  const request = await written(one, wanted(matter, language), '2026-03-05T10:00:00Z');
  one.tell({ type: 'letter-sent', letter: request.id }, '2026-03-05T11:00:00Z');
  const reminder = await written(one, wanted('reminder', language), '2026-05-12T10:00:00Z');
  one.tell({ type: 'letter-sent', letter: reminder.id }, '2026-05-12T11:00:00Z');
  const complaint = await written(one, wanted('complaint', language), '2026-06-10T10:00:00Z');
  return { request, reminder, complaint };
}

const snapshot = (letter: Letter): string => plainLetter(letterText(letter));

describe.each(ProtectingLaw.options)('under %s', (law) => {
  describe.each(LetterLanguage.options)('in %s', (language) => {
    it.each(['access', 'erasure'] as const)('says what was approved: %s, its reminder, the complaint', async (matter) => {
      const all = await course(law, matter, language);
      for (const [name, letter] of Object.entries(all)) {
        const text = snapshot(letter);
        expect(text).not.toMatch(/undefined|null|\[object|\{\w+\}|NaN/);
        const kind = name === 'request' ? matter : `${matter}-${name}`;
        await expect(text).toMatchFileSnapshot(`texts/${law}.${kind}.${language}.txt`);
      }
    });
  });
});

it('leaves out what is not given, and says nothing in its place', async () => {
  const one = new Driven(facts);
  const sparse = { address: null, accountEmail: null, situation: 'open', since: null, country: null } as const;
  const text = snapshot(await composeLetter(one.departure, wanted('access', 'en', sparse), new Date('2026-03-05T10:00:00Z')));
  expect(text).toContain('Solène Valcroix\nsolene@example.org\n\nPigeon Post Limited');
  expect(text).not.toMatch(/registered with|locked|\n\n\n/);
});

it('says what an answer was: more time, a refusal', async () => {
  const one = new Driven(facts);
  const request = await written(one, wanted('access', 'en'), '2026-03-05T10:00:00Z');
  one.tell({ type: 'letter-sent', letter: request.id }, '2026-03-05T11:00:00Z');
  one.tell({ type: 'letter-answered', letter: request.id, how: 'extended' }, '2026-03-20T10:00:00Z');
  const reminder = await written(one, wanted('reminder', 'en'), '2026-06-09T10:00:00Z');
  expect(snapshot(reminder)).toContain(
    'On 20 March 2026 you asked for more time. The period for your answer ended on 5 June 2026',
  );
  one.tell({ type: 'letter-sent', letter: reminder.id }, '2026-06-09T11:00:00Z');
  one.tell({ type: 'letter-answered', letter: reminder.id, how: 'refused' }, '2026-06-11T10:00:00Z');
  const complaint = snapshot(await composeLetter(one.departure, wanted('complaint', 'en'), new Date('2026-06-11T12:00:00Z')));
  expect(complaint).toContain('- 11 June 2026: it refused, or did not do what I had asked.');
  expect(complaint).not.toContain('no answer');
});

describe('what cannot be said is refused', () => {
  const at = new Date('2026-03-05T10:00:00Z');
  const code = async (one: Driven, what: LetterWanted): Promise<string> =>
    composeLetter(one.departure, what, at).then(
      () => 'written',
      (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'a bug'),
    );

  it.each([
    ['no-law', new Driven(facts, { ...nobody, law: 'other' }), wanted('access', 'en')],
    ['no-law', new Driven(facts, { ...nobody, law: null }), wanted('access', 'en')],
    ['no-controller', new Driven(pigeonFacts()), wanted('access', 'en')],
    ['written', new Driven(pigeonFacts()), wanted('access', 'en', { to: { name: 'Pigeon', address: null, email: null } })],
    ['no-letter', new Driven(facts), wanted('reminder', 'en')],
    ['gate-closed', new Driven(facts), { ...wanted('erasure', 'en'), despite: false }],
  ] as const)('%s', async (expected, one, what) => {
    expect(await code(one, what)).toBe(expected);
  });

  it('a complaint where it is not known to whom', async () => {
    const one = new Driven(facts);
    const request = await written(one, wanted('access', 'en'), '2026-01-05T10:00:00Z');
    one.tell({ type: 'letter-sent', letter: request.id, day: '2026-01-05' }, '2026-03-01T10:00:00Z');
    expect(await code(one, wanted('complaint', 'en', { country: null }))).toBe('no-authority');
    expect(await code(one, wanted('complaint', 'en'))).toBe('written');
  });

  it('a text that would add a line to the head of an e-mail', () => {
    expect(LetterForm.safeParse({ ...form(), name: 'A\r\nBcc: b@example.org' }).success).toBe(false);
    expect(LetterForm.safeParse({ ...form(), email: null, address: null }).success).toBe(false);
  });
});

describe('read back by other programs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'adieu-letters-'));
  const squeezed = (text: string): string => text.replaceAll(/[\s\u00a0\u202f\u200b•-]+/g, '');

  const reads = spawnSync('pdftotext', ['-v']).error === undefined;
  it.skipIf(!reads).each(LetterLanguage.options)('the PDF holds the same words (%s)', async (language) => {
    const { complaint } = await course('gdpr', 'access', language);
    const text = letterText(complaint);
    const pdf = await letterPdf(text, complaint.day);
    expect(pdf.equals(await letterPdf(text, complaint.day))).toBe(true);
    const file = join(folder, `${language}.pdf`);
    writeFileSync(file, pdf);
    const read = squeezed(execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }));
    for (const block of text.body)
      for (const part of block.type === 'text' ? [block.text] : block.items) expect(read).toContain(squeezed(part));
    for (const line of [...text.from, ...text.to, text.date]) expect(read).toContain(squeezed(line));
  });

  it('no PDF with holes in it', async () => {
    const one = new Driven(facts);
    const letter = await composeLetter(
      one.departure,
      wanted('access', 'en', { to: { name: '北京微梦', address: null, email: null } }),
      new Date('2026-03-05T10:00:00Z'),
    );
    await expect(letterPdf(letterText(letter), letter.day)).rejects.toMatchObject({ code: 'pdf-characters' });
    expect((await letterDraft(letter, letterText(letter))).length).toBeGreaterThan(0);
  });

  it.each(LetterLanguage.options)('the draft is one that Python’s own parser takes (%s)', async (language) => {
    const { request } = await course('gdpr', 'erasure', language);
    const text = letterText(request);
    const draft = await letterDraft(request, text);
    expect(draft.equals(await letterDraft(request, text))).toBe(true);
    const file = join(folder, `${language}.eml`);
    writeFileSync(file, draft);
    const script = `
import email, email.policy, json, sys
m = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)
print(json.dumps({'to': str(m['To']), 'from': str(m['From']), 'subject': str(m['Subject']), 'unsent': m['X-Unsent'], 'text': m.get_body().get_content(), 'defects': len(m.defects)}))`;
    const read: unknown = JSON.parse(execFileSync('python3', ['-c', script, file], { encoding: 'utf8' }));
    expect(read).toMatchObject({
      to: 'Pigeon Post Limited <privacy@pigeon.example>',
      from: 'Solène Valcroix <solene@example.org>',
      subject: text.subject,
      unsent: '1',
      defects: 0,
    });
    expect(squeezed((read as { text: string }).text)).toBe(squeezed(plainLetter(text)));
    // Seven bits on the way: no mail program has to guess.
    expect(draft.toString('latin1')).not.toMatch(/[\x80-\xff]/);
  });

  it('a draft to nobody known has no To', async () => {
    const { request } = await course('ccpa', 'access', 'en');
    expect((await letterDraft(request, letterText(request))).toString('utf8')).not.toMatch(/^To:/m);
  });
});

it('can be written for every network whose facts name who answers for the data', async () => {
  let some = 0;
  for (const { facts: file } of networks) {
    if (file === null) continue;
    const of = NetworkFacts.parse(JSON.parse(readFileSync(file, 'utf8')));
    for (const law of ProtectingLaw.options) {
      const one = new Driven(of, { ...nobody, law });
      const named =
        law === 'gdpr'
          ? of.gdpr.controllerEea.value !== null
          : of.controllers.some((other) => other.law === law && other.role === 'controller');
      const making = composeLetter(one.departure, wanted('access', 'fr'), new Date('2026-03-05T10:00:00Z'));
      if (!named) {
        await expect(making).rejects.toMatchObject({ code: 'no-controller' });
        continue;
      }
      some += 1;
      expect(snapshot(await making)).not.toMatch(/undefined|null|\[object|\{\w+\}/);
    }
  }
  expect(some).toBeGreaterThan(30);
});
