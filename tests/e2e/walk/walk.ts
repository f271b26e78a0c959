/**
 * Walking through a departure on its screens. Each verb does one thing a person does and waits for what the screen answers to it: nothing here waits for a time to pass.
 */
import { expect, type Locator, type Page } from '@playwright/test';
import type { Stage } from '../../../shared/facts/rule.ts';
import type { OpenedDoor } from '../doors/door.ts';
import { heading } from '../steps.ts';
import type { Say } from '../words.ts';
import type { Hands } from './hands.ts';

export interface Beginning {
  /** As it stands in the list. */
  readonly network: string;
  readonly handle: string;
  readonly answers: Readonly<Partial<Record<'money' | 'logins' | 'pages' | 'team', 'yes' | 'no'>>>;
  readonly findMe: string;
  readonly law: string;
}

export class Walk {
  readonly adieu: OpenedDoor;
  readonly page: Page;
  readonly say: Say;
  readonly hands: Hands;

  constructor(adieu: OpenedDoor, say: Say, hands: Hands) {
    this.adieu = adieu;
    this.page = adieu.page;
    this.say = say;
    this.hands = hands;
  }

  heading(name: string): Locator {
    return heading(this.page, name);
  }

  /** The live region that has just said so. */
  said(words: string | RegExp): Locator {
    return this.page.getByRole('status').filter({ hasText: words });
  }

  /** From the first screen to what leaving means; what is typed on the way. */
  async choose({ network, handle, answers, findMe, law }: Beginning): Promise<void> {
    const { page, say, hands } = this;
    await hands.press(page.getByRole('link', { name: say('leave.go') }));
    await expect(this.heading(say('leave.title'))).toBeFocused();
    await hands.type(page.getByRole('textbox', { name: say('leave.search') }), network);
    await expect(this.said(say('leave.found', { count: 1 }))).toBeVisible();
    await hands.press(page.getByRole('list', { name: say('leave.networks') }).getByRole('link'));
    await expect(this.heading(say('leave.answersTitle', { network }))).toBeFocused();
    await hands.type(page.getByRole('textbox', { name: say('leave.handle') }), handle);
    for (const question of ['money', 'logins', 'pages', 'team'] as const) {
      const answer = answers[question];
      if (answer === undefined) continue;
      const group = page.getByRole('radiogroup', { name: say(`leave.${question}`) });
      await hands.choose(group.getByRole('radio', { name: say(`leave.${answer}`), exact: true }));
    }
    await hands.type(page.getByRole('textbox', { name: say('leave.findMe') }), findMe);
    await hands.pick(page.getByRole('combobox', { name: say('leave.law') }), law);
    await hands.press(page.getByRole('button', { name: say('leave.next') }));
    await expect(this.heading(say('leave.meansTitle', { network }))).toBeFocused();
  }

  /** Begins, and stands before the first stage. */
  async begin(network: string): Promise<void> {
    await this.hands.press(this.page.getByRole('button', { name: this.say('leave.begin') }));
    await expect(this.heading(this.say('wizard.title', { network }))).toBeFocused();
    await this.at('decide');
  }

  /** From the first screen, where the departure is the only one. */
  async enter(network: string): Promise<void> {
    await this.hands.press(this.page.getByRole('article').getByRole('link', { name: network }));
    await expect(this.heading(this.say('wizard.title', { network }))).toBeVisible();
  }

  /** This stage is the one that is shown. */
  async at(stage: Stage): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 2, name: this.say(`stageOf.${stage}`), exact: true })).toBeVisible();
  }

  /** Goes to a stage by the list of stages. */
  async look(stage: Stage): Promise<void> {
    const stages = this.page.getByRole('navigation', { name: this.say('wizard.stages') });
    await this.hands.press(stages.getByRole('link', { name: new RegExp(`^${this.say(`stageOf.${stage}`)}\\s*,`) }));
    await this.at(stage);
  }

  /** Goes on to this stage where the one before is over: the screen has said that it is, and the focus stands on the way on. */
  async goOn(stage: Stage): Promise<void> {
    const { page, say } = this;
    const words = say(`stageOf.${stage}`);
    await expect(this.said(say('wizard.moved', { stage: words }))).toBeAttached();
    await this.hands.press(page.getByRole('link', { name: say('wizard.next', { stage: words }), exact: true }));
    await this.at(stage);
    await expect(page.getByRole('heading', { level: 2, name: words, exact: true })).toBeFocused();
  }

  task(id: string): Locator {
    return this.page.getByRole('article').filter({ has: this.head(id) });
  }

  head(id: string): Locator {
    return this.page.locator(`[data-task="${id}"]`);
  }

  /** The task, unfolded. */
  async unfold(id: string): Promise<Locator> {
    const head = this.head(id);
    await expect(head).toBeVisible();
    if ((await head.getAttribute('aria-expanded')) !== 'true') await this.hands.press(head);
    await expect(head).toHaveAttribute('aria-expanded', 'true');
    return this.task(id);
  }

  async done(...ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const card = await this.unfold(id);
      const title = await this.titleOf(id);
      await this.hands.press(card.getByRole('button', { name: this.say('wizard.doneNamed', { task: title }), exact: true }));
      await expect(this.said(this.say('said.do', { task: title }))).toBeVisible();
      await expect(this.task(id)).toHaveAttribute('data-state', 'done');
      await this.nextInFront();
    }
  }

  /** What was settled has made room: the focus is on the next task of the stage, on the way on, or on the words that nothing is open. */
  async nextInFront(): Promise<void> {
    await expect(this.page.locator('[data-opened=true] [data-task], [data-go-on]')).toBeFocused();
  }

  async notForMe(id: string, reason: string): Promise<void> {
    const card = await this.unfold(id);
    const title = await this.titleOf(id);
    await this.hands.press(card.getByRole('button', { name: this.say('wizard.skipNamed', { task: title }), exact: true }));
    const why = card.getByRole('textbox', { name: this.say('wizard.why') });
    await expect(why).toBeFocused();
    await this.hands.type(why, reason);
    await this.hands.press(card.getByRole('button', { name: this.say('wizard.skipGo') }));
    await expect(this.said(this.say('said.skip', { task: title }))).toBeVisible();
    await expect(card).toContainText(this.say('wizard.reason', { reason }));
  }

  async remind(id: string, day: string): Promise<void> {
    const card = await this.unfold(id);
    const title = await this.titleOf(id);
    await this.hands.press(card.getByRole('button', { name: this.say('wizard.remindNamed', { task: title }), exact: true }));
    // The day that is offered: tomorrow.
    await expect(card.getByLabel(this.say('wizard.remindDay'))).toHaveValue(day);
    await this.hands.press(card.getByRole('button', { name: this.say('wizard.remindGo'), exact: true }));
    await expect(this.said(this.say('said.remind', { task: title, date: this.say.day(day) }))).toBeVisible();
  }

  /** Everything of this stage that is open, but for these. */
  async doneAllBut(...but: readonly string[]): Promise<void> {
    const open = await this.page
      .locator('article[data-state=open] [data-task]')
      .evaluateAll((heads) => heads.map((head) => head.getAttribute('data-task') ?? ''));
    await this.done(...open.filter((id) => !but.includes(id)));
  }

  /** Goes to a screen of this departure by its address. */
  async address(beside: string): Promise<void> {
    await this.page.evaluate((to) => {
      location.hash = `${/#\/departure\/[^/?]+/.exec(location.hash)?.[0] ?? ''}${to}`;
    }, beside);
  }

  /** What a task that is open is called. */
  async titleOf(id: string): Promise<string> {
    return (await this.head(id).innerText()).trim();
  }

  /** The date that a stage shows under these words. */
  async date(
    clock: 'asked' | 'expected-by' | 'ready' | 'link-dies' | 'closed' | 'last-day-back' | 'grace-ends' | 'erased',
    day: string,
  ) {
    const { say } = this;
    const row = this.page.locator('dl > div').filter({ has: this.page.getByText(say(`clock.${clock}`), { exact: true }) });
    await expect(row).toContainText(say.day(day));
  }

  /** Hands the export over, says how many followers are expected, reads it, and stands before the account of the import. */
  async import(network: string, file: string, followers: number): Promise<void> {
    const { page, say, hands, adieu } = this;
    await hands.give(adieu, page.getByRole('button', { name: say('open.files') }), [file]);
    const start = page.getByRole('button', { name: say('inspect.startAs', { network }) });
    await expect(start).toBeEnabled();
    await hands.type(page.getByLabel(say('inspect.expect')), String(followers));
    await hands.press(start);
    await expect(this.heading(say('account.title'))).toBeVisible({ timeout: 90_000 });
  }

  /** Hands over what no reader knows, to be kept whole as an export of this network, and says that it is of this account. */
  async keepWhole(network: string, handle: string, file: string): Promise<void> {
    const { page, say, hands, adieu } = this;
    await hands.give(adieu, page.getByRole('button', { name: say('open.files') }), [file]);
    await expect(this.heading(say('inspect.unknown'))).toBeVisible();
    await hands.press(page.getByRole('combobox', { name: say('inspect.readAs') }));
    await hands.press(page.getByRole('option', { name: say('inspect.keptWhole', { network }), exact: true }));
    await hands.press(page.getByRole('button', { name: say('inspect.startAs', { network }) }));
    await expect(this.heading(say('account.title'))).toBeVisible({ timeout: 90_000 });
    await expect(page.getByText(say('account.departureAsk', { handle: `@${handle}` }))).toBeVisible();
    await hands.press(page.getByRole('button', { name: say('account.departureUse') }));
    await this.back(network);
  }

  /** From an archive, or the account of an import, to the departure it belongs to. */
  async back(network: string): Promise<void> {
    const { page, say, hands } = this;
    await hands.press(
      page
        .getByRole('main')
        .getByRole('link', { name: say('account.departureGo', { network }), exact: true })
        .first(),
    );
    await expect(this.heading(say('wizard.title', { network }))).toBeVisible();
  }

  /** The three checks: the account of the import looked at, the archive proved, the recovery code on paper. */
  async check(): Promise<void> {
    const { say, hands } = this;
    await this.done('check.account');
    await hands.press((await this.unfold('check.archive')).getByRole('button', { name: say('wizard.prove') }));
    await expect(this.said(say('said.proved'))).toBeVisible({ timeout: 90_000 });
    await this.nextInFront();
    await hands.press((await this.unfold('check.safe')).getByRole('button', { name: say('wizard.codeConfirmed') }));
    await expect(this.task('check.safe')).toHaveAttribute('data-state', 'done');
  }

  /** Says on the page of the closing that it is closed, today. */
  async close(network: string, handle: string): Promise<void> {
    const { page, say, hands } = this;
    await expect(this.heading(say('close.title', { network }))).toBeVisible();
    const go = page.getByRole('button', { name: say('close.go') });
    const field = page.getByRole('textbox', { name: say('close.type', { handle: `@${handle}` }) });
    await hands.type(field, 'somebody.else');
    await expect(go).toBeDisabled();
    await hands.type(field, handle);
    await hands.press(go);
    await expect(this.said(say('said.closed'))).toBeVisible();
  }
}
