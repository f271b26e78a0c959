/** Leaving a network that leaves no way back: what has to be done before is locked in its order, and nothing counts down afterwards. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import reddit from '../../networks/reddit/facts.json' with { type: 'json' };
import { expect } from './adieu.ts';
import { axe } from './axe.ts';
import { mouse } from './walk/hands.ts';
import { test } from './walk/test.ts';
import { Walk } from './walk/walk.ts';
import type { Language } from './words.ts';

const network = 'Reddit';
const account = 'solene_valcroix';
const begun = '2026-11-02';
const erased = Temporal.PlainDate.from(begun).add({ days: reddit.closure.fullErasureDays.value }).toString();
const nothingAfterwards = reddit.rules.find(({ id }) => id === 'nothing-afterwards')?.title;

for (const [language, colours] of [
  ['en', 'light'],
  ['fr', 'dark'],
] as const satisfies [Language, 'light' | 'dark'][]) {
  test.describe(`${language}, ${colours}`, () => {
    test.use({ language, colours, prepared: {} });

    test('nothing comes back, so everything comes before', async ({ open, say, outside, folder }) => {
      test.setTimeout(600_000);
      outside.stage.answer = (_, response) =>
        void response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":404}');
      const walk = new Walk(await open({ now: `${begun}T12:00:00Z`, env: outside.env }), say, mouse);
      const { page } = walk;

      await test.step('decide and settle', async () => {
        await walk.choose({
          network,
          handle: account,
          answers: { money: 'no', logins: 'no', pages: 'no', team: 'no' },
          findMe: 'https://valcroix.example',
          law: 'gdpr',
        });
        await axe(page, 'what leaving means');
        await walk.begin(network);
        await walk.done('decide.know');
        await walk.look('settle');
        await walk.doneAllBut();
      });

      await test.step('before the export is in, the closing is locked, and so is what would empty the account', async () => {
        await walk.look('close');
        const posts = await walk.unfold('close.remove-posts');
        await expect(posts.getByText(say('wizard.locked'))).toBeVisible();
        await expect(posts.getByRole('button', { name: say('wizard.done'), exact: true })).toBeHidden();
        const close = await walk.unfold('close.account');
        await expect(close.getByText(say('wizard.lockedGate'))).toBeVisible();
        await expect(close.locator('li[data-met=false]').first()).toContainText(nothingAfterwards?.[language] ?? '');
        await axe(page, 'locked');
        await (await walk.unfold('close.remove-posts')).getByText(say('wizard.locked')).locator('..').getByRole('link').click();
        await expect(walk.head('collect.import')).toBeFocused();
      });

      await test.step('ask, collect, check', async () => {
        await walk.look('request');
        await (await walk.unfold('request.export')).getByRole('button', { name: say('wizard.asked') }).click();
        await expect(walk.said(say('said.requested'))).toBeVisible();
        await walk.look('collect');
        await walk.unfold('collect.import');
        const comments = join(folder, 'reddit.txt');
        await writeFile(comments, 'We took the night train.');
        await walk.keepWhole(network, account, comments);
        await walk.look('collect');
        await walk.doneAllBut();
        await walk.look('check');
        await walk.check();
        await walk.look('people');
        await walk.doneAllBut();
        await walk.look('farewell');
        await walk.doneAllBut();
      });

      await test.step('close: there is no way back, and the page says so', async () => {
        await walk.look('close');
        await walk.done('close.remove-posts');
        await (await walk.unfold('close.account')).getByRole('link', { name: say('gate.go') }).click();
        await expect(page.getByText(reddit.closure.cancelRule.value[language]).first()).toBeVisible();
        await axe(page, 'the closing');
        await walk.close(network, account);
        await walk.at('confirm');
        await walk.date('erased', erased);
        await walk.address('/close');
        await expect(page.getByText(say('close.closedForGood'))).toBeVisible();
        await walk.address('?stage=grace');
        await walk.at('grace');
        await expect(page.getByText(say('grace.none'))).toBeVisible();
        await axe(page, 'no grace period');
      });

      await test.step('confirm: hints are no proof', async () => {
        await walk.look('confirm');
        const card = await walk.unfold('confirm.look');
        await card.getByRole('button', { name: say('looks.agree') }).click();
        await expect(walk.said(say('verdict.unsure'))).toBeVisible();
        await expect(card.getByText(say('because.only-hints'))).toBeVisible();
        await walk.done('confirm.look', 'confirm.erasure');
        await walk.goOn('done');
        await walk.done('done.receipt');
        await expect(page.getByText(say('wizard.finished'))).toBeVisible();
      });
    });
  });
}
