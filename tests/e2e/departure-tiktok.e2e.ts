/**
 * The whole departure of a public figure with 80,000 followers from TikTok, on its screens: from the first one to the receipt, in both languages, with a mouse and with
 * the keyboard alone. The engine's clock stands where the story is, and the network stands on this machine.
 */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import tiktok from '../../networks/tiktok/facts.json' with { type: 'json' };
import { expect } from './adieu.ts';
import { axe } from './axe.ts';
import { saveAs } from './saving.ts';
import { tallyOf } from './steps.ts';
import { keyboard, mouse, type Hands } from './walk/hands.ts';
import { followers, test } from './walk/test.ts';
import { Walk, type Beginning } from './walk/walk.ts';
import type { Language } from './words.ts';

const account = 'solene.valcroix';
const beginning: Beginning = {
  network: 'TikTok',
  handle: `@${account}`,
  answers: { money: 'yes', logins: 'yes', pages: 'no', team: 'yes' },
  findMe: 'https://valcroix.example',
  law: 'gdpr',
};

const after = (day: string, duration: string | { days: number }): string => Temporal.PlainDate.from(day).add(duration).toString();

const graceDays = tiktok.closure.gracePeriodDays.value;
const begun = '2026-11-02';
const expectedBy = after(begun, tiktok.export.readyTime.value.max);
const fetched = after(expectedBy, { days: 1 });
const linkDies = after(fetched, tiktok.export.linkLifetime.value);
const closed = '2026-12-01';
const goneOn = after(closed, { days: graceDays });
const lastDay = after(goneOn, { days: -1 });
/** The day of the reminder before the last day. */
const warned = after(lastDay, { days: -2 });
const goneAfterAll = after(warned, { days: graceDays });
const over = after(goneAfterAll, { days: 1 });

const reasons = {
  en: { subscriptions: 'No subscription', payouts: 'Nothing was ever earned' },
  fr: { subscriptions: 'Aucun abonnement', payouts: 'Rien n’a jamais été gagné' },
} as const;
const reminders = {
  en: { ready: /^Your export should be ready by now/, grace: /^The way back closes in a few days/ },
  fr: { ready: /^Votre export devrait être prêt/, grace: /^La porte se referme dans quelques jours/ },
} as const;

interface Manner {
  readonly language: Language;
  readonly colours: 'light' | 'dark';
  readonly hands: Hands;
  readonly how: string;
}

for (const { language, colours, hands, how } of [
  { language: 'en', colours: 'light', hands: mouse, how: 'with a mouse' },
  { language: 'fr', colours: 'dark', hands: mouse, how: 'with a mouse' },
  { language: 'en', colours: 'dark', hands: keyboard, how: 'with the keyboard alone' },
] satisfies Manner[]) {
  test.describe(`${language}, ${colours}, ${how}`, () => {
    test.use({ language, colours, prepared: {} });

    test('eighty thousand followers, from the decision to the receipt', async ({
      open,
      say,
      given,
      outside,
      folder,
      person,
      doorName,
      mishaps,
    }) => {
      test.skip(
        doorName !== 'browser' && (language !== 'en' || hands === keyboard),
        'the page is the same in every door: through this one the whole way is gone once',
      );
      test.setTimeout(900_000);
      // As the facts say that TikTok answers for an account that is not there.
      outside.stage.answer = (request, response) => {
        if (request.url?.startsWith('/oembed') === true)
          response.writeHead(400, { 'content-type': 'application/json' }).end('{"code":400,"message":"Something went wrong"}');
        else response.writeHead(200, { 'content-type': 'text/html' }).end('<script>{"statusCode":10221}</script>');
      };
      const on = async (day: string): Promise<Walk> =>
        new Walk(await open({ now: `${day}T12:00:00Z`, env: outside.env }), say, hands);
      let walk = await on(begun);
      /** The window is closed, and opened again on that day. */
      const until = async (day: string): Promise<void> => {
        await walk.adieu.close();
        walk = await on(day);
      };

      await test.step('decide: the network, six questions, what leaving means', async () => {
        const { page } = walk;
        await walk.choose(beginning);
        const grace = page.locator('dl > div').filter({ hasText: say('fact.closure.gracePeriodDays') });
        await expect(grace).toContainText(say('leave.dateGrace', { day: say.day(after(begun, { days: graceDays })) }));
        await expect(page.getByText(say('leave.dateBy', { day: say.day(expectedBy) }))).toBeVisible();
        await axe(page, 'what leaving means');
        await walk.begin('TikTok');
        await axe(page, 'decide');
        await walk.done('decide.know');
        // Where people will find her was asked before it began.
        await expect(walk.task('decide.where')).toHaveAttribute('data-state', 'done');
      });

      await test.step('settle: done, not for me, remind me', async () => {
        await walk.goOn('settle');
        await axe(walk.page, 'settle');
        // She runs no pages: nothing is asked of them.
        await expect(walk.head('settle.owned-pages-groups')).toBeHidden();
        await walk.done('settle.balance');
        await walk.notForMe('settle.creator-payouts', reasons[language].payouts);
        await walk.notForMe('settle.subscriptions', reasons[language].subscriptions);
        await walk.remind('settle.team', after(begun, { days: 1 }));
        await walk.doneAllBut('settle.team');
      });

      await test.step('request: the export is asked for on the pages of the network', async () => {
        const { page } = walk;
        await walk.look('request');
        await walk.done('request.quiet-days', 'request.all-data-json');
        const card = await walk.unfold('request.export');
        await axe(page, 'request');
        await hands.press(card.getByRole('button', { name: say('wizard.asked'), exact: true }));
        await expect(walk.said(say('said.requested'))).toBeVisible();
        await walk.date('asked', begun);
        await walk.date('expected-by', expectedBy);
      });

      await test.step('wait: the days pass, and a reminder comes', async () => {
        await until(fetched);
        const { page, adieu } = walk;
        const { ready } = reminders[language];
        if (adieu.system === null) {
          const told = page.getByRole('region', { name: say('reminders.label') });
          await expect(told.getByText(ready)).toBeVisible();
          await expect(told).toHaveAttribute('aria-live', 'polite');
          await hands.press(told.getByRole('link').last());
        } else {
          const { system } = adieu;
          await expect
            .poll(async () => (await system.notifications()).map(({ body }) => body))
            .toContainEqual(expect.stringMatching(ready));
          await walk.enter('TikTok');
        }
        await expect(walk.heading(say('wizard.title', { network: 'TikTok' }))).toBeVisible();
        await walk.look('wait');
        const card = await walk.unfold('wait.ready');
        await axe(page, 'wait');
        await hands.press(card.getByRole('button', { name: say('wizard.ready'), exact: true }));
        await expect(walk.said(say('said.ready'))).toBeVisible();
        await walk.date('link-dies', linkDies);
      });

      await test.step('collect: the import belongs to the departure, and moves it on', async () => {
        const { page } = walk;
        await walk.look('collect');
        await walk.unfold('collect.import');
        await axe(page, 'collect');
        await walk.import('TikTok', given.file, followers);
        await expect(
          page.getByText(say('account.asExpected', { what: say('relations.follower'), expected: followers })),
        ).toBeVisible();
        const [found = 0, kept, duplicate, refused] = await tallyOf(page, say('kinds.relation'));
        expect(found).toBeGreaterThan(followers);
        expect([kept, duplicate, refused]).toEqual([found, 0, 0]);
        await expect(page.getByText(say('account.departure', { network: 'TikTok' }))).toBeVisible();
        await axe(page, 'the account of the import');
        await hands.press(
          page.getByRole('main').getByRole('link', { name: say('account.departureGo', { network: 'TikTok' }), exact: true }),
        );
        await walk.look('collect');
        await expect(walk.task('collect.import')).toHaveAttribute('data-state', 'done');
        await walk.doneAllBut();
      });

      await test.step('the gate, still shut, names what is missing and leads there', async () => {
        const { page } = walk;
        await walk.look('close');
        const card = await walk.unfold('close.account');
        await expect(card.getByRole('heading', { name: say('gate.shut') })).toBeVisible();
        await expect(card.locator('li[data-met=false]')).toHaveCount(4);
        const of = await card.locator('li[data-met]').count();
        await expect(card.getByText(say('gate.text', { met: of - 4, of }))).toBeVisible();
        await expect(card.getByRole('progressbar', { name: say('gate.bar') })).toHaveAttribute('value', String(of - 4));
        await axe(page, 'the gate, shut');
        await hands.press(card.locator('li[data-met=false]').getByRole('link').first());
        await expect(walk.head('settle.team')).toBeFocused();
        await walk.done('settle.team');
        // The page of the closing says no more than the gate.
        await walk.address('/close');
        await expect(page.getByText(say('close.early'))).toBeVisible();
        await expect(page.locator('li[data-met=false]')).toHaveCount(3);
        await expect(page.getByRole('button', { name: say('close.go'), exact: true })).toBeHidden();
        await axe(page, 'too early to close');
        await hands.press(page.getByRole('link', { name: say('wizard.back', { network: 'TikTok' }), exact: true }));
      });

      await test.step('check: the account looked at, the archive proved, a copy or the code on paper', async () => {
        const { page } = walk;
        await walk.at('check');
        const account = await walk.unfold('check.account');
        await axe(page, 'check');
        await hands.press(account.getByRole('link', { name: new RegExp(say('wizard.seeAccount', { date: say.day(fetched) })) }));
        await expect(walk.heading(say('account.title'))).toBeVisible();
        await hands.press(
          page.getByRole('main').getByRole('link', { name: say('account.departureGo', { network: 'TikTok' }), exact: true }),
        );
        await walk.done('check.account');
        // The next one has come to the front, and the focus with it.
        await expect(walk.head('check.archive')).toBeFocused();
        await hands.press(walk.task('check.archive').getByRole('button', { name: say('wizard.prove'), exact: true }));
        await expect(walk.said(say('said.proved'))).toBeVisible({ timeout: 90_000 });
        await expect(walk.task('check.archive')).toHaveAttribute('data-state', 'done');
        await expect(walk.head('check.safe')).toBeFocused();
        const safe = await walk.unfold('check.safe');
        if (language === 'fr' || hands === keyboard) {
          await hands.press(safe.getByRole('button', { name: say('wizard.codeConfirmed'), exact: true }));
        } else {
          await hands.press(safe.getByRole('link', { name: say('wizard.takeCopy'), exact: true }));
          await hands.choose(page.getByRole('radio', { name: '~/Documents' }));
          await hands.press(page.getByRole('button', { name: say('copyOut.go'), exact: true }));
          await expect(walk.said(say('copyOut.done'))).toBeVisible({ timeout: 180_000 });
          await hands.press(page.getByRole('button', { name: say('check.go'), exact: true }));
          await expect(walk.said(say('check.intact'))).toBeVisible({ timeout: 180_000 });
          expect(await readdir(join(person, 'Documents'))).toHaveLength(1);
          await hands.press(page.getByRole('link', { name: say('account.departureGo', { network: 'TikTok' }), exact: true }));
          await walk.look('check');
        }
        await expect(walk.task('check.safe')).toHaveAttribute('data-state', 'done');
      });

      await test.step('people: eighty thousand are there', async () => {
        const { page } = walk;
        await walk.look('people');
        const card = await walk.unfold('people.keep');
        await axe(page, 'people');
        await hands.press(card.getByRole('link', { name: say('wizard.see.people'), exact: true }));
        await expect(
          page
            .getByRole('group', { name: say('people.lists') })
            .getByText(say('people.list', { list: say('relations.follower'), count: followers })),
        ).toBeVisible();
        await hands.press(page.getByRole('link', { name: say('account.departureGo', { network: 'TikTok' }), exact: true }));
        await walk.at('people');
        await walk.done('people.keep', 'people.tell');
      });

      await test.step('farewell: a kit from the answers; only what she says is ticked off', async () => {
        const { page } = walk;
        await walk.goOn('farewell');
        await axe(page, 'farewell');
        const titles = [await walk.titleOf('farewell.post'), await walk.titleOf('farewell.bio')];
        await hands.press(
          (await walk.unfold('farewell.post')).getByRole('link', { name: say('wizard.toFarewell'), exact: true }),
        );
        await expect(walk.heading(say('farewell.title'))).toBeFocused();
        await expect(page.getByRole('textbox', { name: say('farewell.place'), exact: true })).toHaveValue(beginning.findMe);
        await expect(page.getByText(/valcroix\.example/).first()).toBeVisible();
        for (const title of titles) {
          const tick = page.getByRole('button', { name: title, exact: true });
          await hands.press(tick);
          await expect(tick).toBeHidden();
        }
        await hands.press(page.getByRole('link', { name: say('wizard.back', { network: 'TikTok' }), exact: true }));
      });

      await test.step('close: the gate is open, and the handle is typed', async () => {
        await until(closed);
        const { page } = walk;
        await walk.enter('TikTok');
        await walk.at('close');
        await walk.done('close.delete-not-deactivate');
        const card = await walk.unfold('close.account');
        await expect(card.getByRole('heading', { name: say('gate.open') })).toBeVisible();
        await expect(card.locator('li[data-met=false]')).toHaveCount(0);
        await axe(page, 'the gate, open');
        await hands.press(card.getByRole('link', { name: say('gate.go'), exact: true }));
        await expect(walk.heading(say('close.title', { network: 'TikTok' }))).toBeFocused();
        await expect(page.getByText(say('close.nothingLeft'))).toBeVisible();
        await axe(page, 'the closing');
        await walk.close('TikTok', account);
        await walk.at('grace');
      });

      await test.step('grace: a countdown, and what would bring the account back', async () => {
        const { page } = walk;
        await expect(walk.said(say('grace.daysLeft', { days: graceDays }))).toContainText(
          say('grace.goneOn', { date: say.day(goneOn) }),
        );
        await expect(page.getByText(say('grace.lastDay', { date: say.day(lastDay) }))).toBeVisible();
        await expect(page.getByText(say('grace.doNotKnown', { network: 'TikTok' }))).toBeVisible();
        await axe(page, 'the grace period');
        await walk.done('grace.apps', 'grace.log-in-with');
      });

      await test.step('grace: days later she is warned, changes her mind, and closes again', async () => {
        await until(warned);
        const { page, adieu } = walk;
        const { grace } = reminders[language];
        if (adieu.system === null)
          await expect(page.getByRole('region', { name: say('reminders.label') }).getByText(grace)).toBeVisible();
        else {
          const { system } = adieu;
          await expect
            .poll(async () => (await system.notifications()).map(({ body }) => body))
            .toContainEqual(expect.stringMatching(grace));
        }
        await walk.enter('TikTok');
        await walk.at('grace');
        await expect(walk.said(say('grace.daysLeft', { days: 3 }))).toBeVisible();
        await hands.press(page.getByText(say('grace.mindOpen')));
        await hands.press(page.getByRole('button', { name: say('grace.mindGo'), exact: true }));
        await expect(walk.said(say('said.reopened'))).toBeVisible();
        await expect(page.getByText(say('grace.reopenedText'))).toBeVisible();
        await axe(page, 'open again');
        await walk.look('close');
        await hands.press((await walk.unfold('close.account')).getByRole('link', { name: say('gate.go'), exact: true }));
        await walk.close('TikTok', account);
        await expect(walk.said(say('grace.daysLeft', { days: graceDays }))).toContainText(
          say('grace.goneOn', { date: say.day(goneAfterAll) }),
        );
      });

      await test.step('confirm: a look in the grace period says no more than can be seen', async () => {
        const { page } = walk;
        await walk.look('confirm');
        const card = await walk.unfold('confirm.look');
        await axe(page, 'confirm');
        expect(outside.stage.requests, 'nothing is asked for before she agrees').toEqual([]);
        await hands.press(card.getByRole('button', { name: say('looks.agree'), exact: true }));
        await expect(walk.said(say('told.once-gone'))).toContainText(say('caveat.looks-like-deactivated'));
        await expect(card.getByRole('list', { name: say('looks.list') })).toContainText(say('verdict.gone'));
        await expect(walk.task('confirm.look')).toHaveAttribute('data-state', 'open');
      });

      await test.step('confirm: after it, it is gone', async () => {
        await until(over);
        const { page } = walk;
        await walk.enter('TikTok');
        await walk.at('confirm');
        const card = await walk.unfold('confirm.look');
        await hands.press(card.getByRole('button', { name: say('looks.now'), exact: true }));
        await expect(walk.task('confirm.look')).toHaveAttribute('data-state', 'done');
        await expect((await walk.unfold('confirm.look')).getByRole('status')).toContainText(say('told.twice-gone'));
        await axe(page, 'gone');
        expect(outside.stage.requests.length).toBeGreaterThanOrEqual(4);
        for (const { asked } of outside.stage.requests) expect(asked).toMatch(/^www\.tiktok\.com /);
        await walk.done('confirm.erasure');
      });

      await test.step('done: the receipt says what happened', async () => {
        const { page, adieu } = walk;
        await walk.goOn('done');
        await axe(page, 'done');
        await hands.press((await walk.unfold('done.receipt')).getByRole('link', { name: say('wizard.seeReceipt'), exact: true }));
        await expect(walk.heading(say('receipt.title'))).toBeFocused();
        const paper = page.getByRole('article');
        const { subscriptions } = reasons[language];
        for (const told of [
          given.sha256,
          say.number(followers),
          subscriptions,
          'https://www.tiktok.com/oembed',
          say.day(goneAfterAll),
        ])
          await expect(paper).toContainText(told);
        await axe(page, 'the receipt');
        const kept = { html: join(folder, 'receipt.html'), pdf: join(folder, 'receipt.pdf') };
        for (const as of ['html', 'pdf'] as const)
          await saveAs(adieu, kept[as], mishaps, () => hands.press(page.getByRole('button', { name: say(`receipt.${as}`) })));
        const html = await readFile(kept.html, 'utf8');
        for (const told of [given.sha256, subscriptions, 'https://www.tiktok.com/oembed']) expect(html).toContain(told);
        expect((await readFile(kept.pdf)).subarray(0, 5).toString()).toBe('%PDF-');
        await hands.press(page.getByRole('link', { name: say('wizard.back', { network: 'TikTok' }), exact: true }));
        await walk.done('done.receipt');
        await expect(page.getByText(say('wizard.finished'))).toBeVisible();
        await axe(page, 'behind her');
      });

      await test.step('on the first screen it is behind her', async () => {
        const { page } = walk;
        await hands.press(
          page
            .getByRole('navigation', { name: say('nav.label') })
            .getByRole('link', { name: say('nav.departures'), exact: true }),
        );
        const behind = page.getByRole('region', { name: say('home.over') });
        await expect(behind.getByRole('article')).toContainText(say('home.finished'));
      });
    });
  });
}
