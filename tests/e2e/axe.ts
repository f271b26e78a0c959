/** What axe finds on a screen: nothing. Every screen of a test is looked at, whatever was found on the one before. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import * as z from 'zod';
import { expect } from './adieu.ts';

export async function axe(page: Page, screen: string): Promise<void> {
  const { violations, incomplete } = await new AxeBuilder({ page }).analyze();
  // Text in the colour of its ground may be hidden on purpose, so axe leaves it open; here it is text that nobody can read.
  const unseen = incomplete.map((rule) => ({
    ...rule,
    nodes: rule.nodes.filter(({ any }) =>
      any.some(({ data }) => z.object({ messageKey: z.literal('equalRatio') }).safeParse(data).success),
    ),
  }));
  const found = [...violations, ...unseen]
    .filter(({ nodes }) => nodes.length > 0)
    .map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html.slice(0, 600)) }));
  expect.soft(found, screen).toEqual([]);
}
