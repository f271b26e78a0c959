import { expect, it } from 'vitest';
import { Event } from '../events.ts';
import { copy, Driven, proof, collection } from '../made.ts';
import { fold } from '../state.ts';
import { receiptHtml } from './html.ts';
import { receiptPdf } from './pdf.ts';
import { receiptOf } from './receipt.ts';

const whole = (): Driven =>
  new Driven()
    .tell({ type: 'requested' }, '2026-03-01T10:00:00Z')
    .tell({ type: 'ready' }, '2026-03-02T10:00:00Z')
    .tell({ type: 'collect', collection: collection() }, '2026-03-03T10:00:00Z')
    .tell({ type: 'do', task: 'check.account' }, '2026-03-03T10:01:00Z')
    .tell({ type: 'prove', proof: proof() }, '2026-03-03T10:02:00Z')
    .tell({ type: 'copy', copy: copy() }, '2026-03-03T10:03:00Z')
    .tell(
      { type: 'skip', task: 'farewell.bio', reason: 'There <script>is</script> no "bio" & none\u0000 wanted' },
      '2026-03-04T10:00:00Z',
    )
    .tell({ type: 'closed' }, '2026-03-05T10:00:00Z')
    .tell({ type: 'looks', agreed: true }, '2026-04-10T10:00:00Z')
    .tell(
      {
        type: 'look',
        look: {
          at: '2026-04-10T10:00:00Z',
          verdict: 'gone',
          because: 'agrees',
          caveat: null,
          answers: [
            {
              probe: 'page',
              weight: 'clear',
              address: 'https://pigeon.example/@dove',
              status: 404,
              says: 'gone',
              signal: '404',
              failed: null,
              redirects: [],
              milliseconds: 80,
            },
          ],
        },
      },
      '2026-04-10T10:00:00Z',
    );

it('says what was asked, given, done and seen, in the person’s language and time', () => {
  const html = receiptHtml(receiptOf(whole().departure, 'en'));
  for (const said of [
    '1 March 2026 at 11:00',
    'export.zip',
    '0'.repeat(64),
    'https://pigeon.example/@dove',
    '404',
    'Gone for good',
    '4 April 2026',
    'Pigeon help',
    'not for me',
  ])
    expect(html).toContain(said);
  const french = receiptHtml(receiptOf(whole().departure, 'fr'));
  for (const said of ['Reçu d’un départ', '1 mars 2026 à 11:00', 'Disparu pour de bon', 'pas pour moi', '<html lang="fr">'])
    expect(french).toContain(said);
});

it('calls tasks by their titles, also in the record of everything', () => {
  const html = receiptHtml(receiptOf(whole().departure, 'en'));
  expect(html).toContain('task left out: ');
  expect(html).not.toContain('check.account');
  expect(html).not.toContain('farewell.bio');
});

it('lets no text act in it', () => {
  const html = receiptHtml(receiptOf(whole().departure, 'en'));
  expect(html).not.toContain('<script');
  expect(html).toContain('&lt;script&gt;is&lt;/script&gt; no &quot;bio&quot; &amp; none');
});

it('is the same when it is written again, whenever that is', async () => {
  const { events, departure } = whole();
  const again = fold(events.map((event) => Event.parse(JSON.parse(JSON.stringify(event)))));
  if (again === null) throw new Error('nothing to fold');
  for (const language of ['en', 'fr'] as const) {
    const [one, two] = [receiptOf(departure, language), receiptOf(again, language)];
    expect(receiptHtml(two)).toBe(receiptHtml(one));
    const pdf = await receiptPdf(one);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    // The clock of the machine has gone on since the first was written.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect((await receiptPdf(two)).equals(pdf)).toBe(true);
  }
});

it('shows what was taken back as taken back', () => {
  const one = whole();
  one.tell({ type: 'unsay', event: 8 + 1 }, '2026-04-11T10:00:00Z');
  const receipt = receiptOf(one.departure, 'en');
  expect(JSON.stringify(receipt.blocks)).toContain('account closed (taken back)');
  expect(JSON.stringify(receipt.blocks)).toContain('The account has not been closed.');
});
