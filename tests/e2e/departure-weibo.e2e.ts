/** Leaving a network of which little is known, and that gives no export: the screens say what nobody knows, and what to do all the same. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import weibo from '../../networks/weibo/facts.json' with { type: 'json' };
import { expect } from './adieu.ts';
import { axe } from './axe.ts';
import { mouse } from './walk/hands.ts';
import { test } from './walk/test.ts';
import { Walk } from './walk/walk.ts';
import type { Language } from './words.ts';

const network = 'Weibo';
const account = 'solene.valcroix';
const begun = '2026-11-02';
const graceDays = weibo.closure.gracePeriodDays.value;
const over = Temporal.PlainDate.from(begun)
  .add({ days: graceDays + 1 })
  .toString();
const reason = { en: 'Saved by hand', fr: 'Enregistré à la main' } as const;

for (const [language, colours] of [
  ['en', 'light'],
  ['fr', 'dark'],
] as const satisfies [Language, 'light' | 'dark'][]) {
  test.describe(`${language}, ${colours}`, () => {
    test.use({ language, colours, prepared: {} });

    test('what nobody knows is said, with what to do about it', async ({ open, say, outside, folder }) => {
      test.setTimeout(600_000);
      // A wall, as the facts warn of.
      outside.stage.answer = (_, response) => void response.writeHead(403, { 'content-type': 'text/html' }).end('<p>login</p>');
      const on = async (day: string): Promise<Walk> =>
        new Walk(await open({ now: `${day}T12:00:00Z`, env: outside.env }), say, mouse);
      let walk = await on(begun);

      await test.step('the questions nobody answers are counted and named', async () => {
        const { page } = walk;
        await walk.choose({
          network,
          handle: account,
          answers: { money: 'no', logins: 'no', pages: 'no', team: 'no' },
          findMe: 'https://valcroix.example',
          law: 'gdpr',
        });
        await expect(page.getByText(say('leave.dateUnknown')).first()).toBeVisible();
        const unknown = page
          .getByRole('group')
          .filter({ has: page.locator('summary') })
          .last();
        await unknown.locator('summary').click();
        expect(await unknown.getByRole('listitem').count()).toBeGreaterThan(5);
        await axe(page, 'what leaving means');
        await walk.begin(network);
        await walk.done('decide.know');
        await walk.goOn('settle');
        await walk.doneAllBut();
      });

      await test.step('no export: by hand, or in writing', async () => {
        const { page } = walk;
        await walk.goOn('request');
        const request = await walk.unfold('request.export');
        await expect(request.getByText(say('wizard.givesNone', { network }))).toBeVisible();
        await expect(request.getByRole('link', { name: say('beside.stuckGo') })).toBeVisible();
        await axe(page, 'no export');
        // The gate asks for none.
        await walk.look('close');
        const close = await walk.unfold('close.account');
        await expect(close.getByRole('heading', { name: say('gate.open') })).toBeVisible();
        await walk.look('check');
        await expect(walk.task('check.account').getByText(say('wizard.needed'))).toBeHidden();
        await walk.look('request');
        await walk.notForMe('request.export', reason[language]);
        await walk.goOn('wait');
        await walk.notForMe('wait.ready', reason[language]);
      });

      await test.step('what was saved by hand is kept whole, and held to the same standard', async () => {
        const { page } = walk;
        await walk.goOn('collect');
        await walk.unfold('collect.import');
        const notes = join(folder, 'weibo.txt');
        await writeFile(notes, 'We took the night train.');
        await walk.keepWhole(network, account, notes);
        await walk.look('close');
        const close = await walk.unfold('close.account');
        await expect(close.locator('li[data-met=false]')).toHaveCount(3);
        await axe(page, 'the gate, shut');
        await walk.look('collect');
        await walk.doneAllBut();
        await walk.look('check');
        await walk.check();
        await walk.look('people');
        await walk.doneAllBut();
        await walk.look('farewell');
        await walk.doneAllBut();
      });

      await test.step('the grace period: what is not known of it is said', async () => {
        const { page } = walk;
        await walk.look('close');
        await (await walk.unfold('close.account')).getByRole('link', { name: say('gate.go') }).click();
        await axe(page, 'the closing');
        await walk.close(network, account);
        await expect(walk.said(say('grace.daysLeft', { days: graceDays }))).toBeVisible();
        await expect(page.getByText(say('grace.doNotKnown', { network }))).toBeVisible();
        await walk.look('confirm');
        const erased = page.locator('dl > div').filter({ hasText: say('clock.erased') });
        await expect(erased).toContainText(say('clock.unknown'));
        await walk.look('grace');
        await axe(page, 'the grace period');
        await walk.doneAllBut();
      });

      await test.step('a wall outside: it cannot be said, and her own eyes count', async () => {
        await walk.adieu.close();
        walk = await on(over);
        const { page } = walk;
        await walk.enter(network);
        await walk.at('confirm');
        const card = await walk.unfold('confirm.look');
        await card.getByRole('button', { name: say('looks.agree') }).click();
        await expect(walk.said(say('verdict.unsure'))).toContainText(say('told.newest-unsure'));
        await expect(card.getByText(say('because.blocked'))).toBeVisible();
        await axe(page, 'a wall');
        await walk.done('confirm.look', 'confirm.erasure');
        await walk.goOn('done');
        await (await walk.unfold('done.receipt')).getByRole('link', { name: say('wizard.seeReceipt') }).click();
        await expect(page.getByRole('article')).toContainText('weibo.txt');
        await axe(page, 'the receipt');
      });
    });
  });
}
