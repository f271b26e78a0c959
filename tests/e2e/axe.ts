/** What axe finds on a screen: nothing. Every screen of a test is looked at, whatever was found on the one before. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './adieu.ts';

export async function axe(page: Page, screen: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html.slice(0, 600)) }));
  expect.soft(found, screen).toEqual([]);
}
