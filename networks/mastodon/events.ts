/** Whatever no kind of record is made for: kept as an event, so that nothing is dropped. */
import { hash } from 'node:crypto';
import type { Out } from '../../engine/intake/toolkit/index.ts';
import { instant } from './dates.ts';
import { fieldsOf, isEmpty, textOf, uriOf } from './shape.ts';

export function addEvent(out: Out, topic: string, data: unknown, locator: string): void {
  if (isEmpty(data)) return out.refuse('event', locator, 'empty-item');
  const fields = fieldsOf(data);
  const given = textOf(fields['published']);
  const id = textOf(fields['id']) ?? hash('sha256', JSON.stringify(data) ?? '', 'base64url');
  out.record({
    kind: 'event',
    key: `${topic}:${id}`,
    locator,
    at: instant(given),
    atAsGiven: given,
    topic,
    title: textOf(fields['name']) ?? textOf(data) ?? uriOf(fields['object']),
    data,
  });
}
