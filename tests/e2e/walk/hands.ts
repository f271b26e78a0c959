/** How a person does things: with a mouse, or with the keyboard alone. A walk goes the same way with either. */
import { expect, type Locator } from '@playwright/test';
import type { OpenedDoor } from '../doors/door.ts';

export interface Hands {
  /** A button, a link, what unfolds. */
  press(target: Locator): Promise<void>;
  /** One radio of a group. */
  choose(radio: Locator): Promise<void>;
  type(field: Locator, text: string): Promise<void>;
  /** The option of this value in a native select. */
  pick(select: Locator, value: string): Promise<void>;
  /** Hands files over on a screen that takes them; `button` is the one that asks for them. */
  give(adieu: OpenedDoor, button: Locator, files: readonly string[]): Promise<void>;
}

/** For what cannot be done at all; a machine that does much else needs less. */
const most = { timeout: 60_000 };

export const mouse: Hands = {
  press: (target) => target.click(most),
  choose: (radio) => radio.check(most),
  type: (field, text) => field.fill(text, most),
  async pick(select, value) {
    await select.selectOption(value, most);
  },
  async give(adieu, button, files) {
    await expect(button).toBeVisible();
    await adieu.drop(files);
  },
};

/** Tab, Shift+Tab, Enter, arrows and letters; nothing is ever clicked or given the focus otherwise. */
export const keyboard: Hands = {
  async press(target) {
    await reach(target);
    await target.page().keyboard.press('Enter');
  },
  async choose(radio) {
    await reach(radio);
    const keys = radio.page().keyboard;
    for (let presses = 0; presses < 12 && !(await radio.isChecked()); presses++) await keys.press('ArrowDown');
    await expect(radio).toBeChecked();
  },
  async type(field, text) {
    await reach(field);
    const keys = field.page().keyboard;
    await keys.press('ControlOrMeta+a');
    await keys.type(text);
  },
  async pick(select, value) {
    await reach(select);
    const keys = select.page().keyboard;
    await keys.press('Home');
    for (let presses = 0; presses < 30 && (await select.inputValue()) !== value; presses++) await keys.press('ArrowDown');
    await expect(select).toHaveValue(value);
  },
  async give(adieu, button, files) {
    await adieu.answerDialogue(files);
    await this.press(button);
  },
};

const mostTabs = 150;

/** Tabs, forwards or back, until the focus is there; on a radio, until it is in its group. A screen that is still loading may move the focus on the way. */
async function reach(target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  await expect(target).toBeEnabled();
  for (let presses = 0; presses < mostTabs; presses++) {
    const way = await wayTo(target);
    if (way === null) return;
    await target.page().keyboard.press(way);
  }
  throw new Error(`the keyboard does not reach ${String(target)}`);
}

function wayTo(target: Locator): Promise<'Tab' | 'Shift+Tab' | null> {
  return target.evaluate((it) => {
    const { activeElement: at } = document;
    if (at === it) return null;
    if (at === null) return 'Tab';
    // A group of radios takes one Tab; the arrows lead on within it.
    if (it instanceof HTMLInputElement && at instanceof HTMLInputElement && it.type === 'radio' && it.name === at.name)
      return null;
    return (at.compareDocumentPosition(it) & Node.DOCUMENT_POSITION_PRECEDING) > 0 ? 'Shift+Tab' : 'Tab';
  });
}
