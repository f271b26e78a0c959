/** What a record is, in words: its kind, its form, and the line of text that stands for it. */
import { assertNever } from '../../shared/errors.ts';
import type { AnyRecord, RecordKind } from '../../shared/records.ts';
import { atHandle, type Say } from '../say.ts';

/** The word for a form, reaction, relation or topic; a network's own word as it is. */
export function subWords(say: Say, kind: RecordKind, sub: string): string {
  switch (kind) {
    case 'post':
    case 'message':
      return say.named(`form.${sub}`, sub);
    case 'reaction':
      return say.named(`reaction.${sub}`, sub);
    case 'event':
      return say.named(`topic.${sub}`, sub);
    case 'relation':
      return say.named(`relation.${sub}`, sub);
    case 'media':
      return say.named(`mediaState.${sub}`, sub);
    default:
      return sub;
  }
}

/** What a record is: "video", "message", "like"… */
export function whatItIs(say: Say, record: AnyRecord): string {
  switch (record.kind) {
    case 'post':
      return subWords(say, 'post', record.form);
    case 'message':
      return record.form === 'text' ? say.t('kind.message') : subWords(say, 'message', record.form);
    case 'reaction':
      return subWords(say, 'reaction', record.reaction);
    case 'event':
      return subWords(say, 'event', record.topic);
    case 'relation':
      return subWords(say, 'relation', record.relation);
    default:
      return say.t(`kind.${record.kind}`);
  }
}

function person(of: {
  readonly handle: string | null;
  readonly name: string | null;
  readonly networkId: string | null;
}): string | null {
  return of.name ?? (of.handle === null ? of.networkId : atHandle(of.handle));
}

/** The text of a record, exactly as given where it has one; else what it is about. Null: it says nothing but what it is. */
export function textOf(record: AnyRecord): string | null {
  switch (record.kind) {
    case 'post':
      return record.text ?? record.title ?? record.url;
    case 'message':
    case 'comment':
      return record.text;
    case 'reaction':
      return record.on.text ?? record.on.url ?? record.on.author ?? record.on.networkId;
    case 'conversation':
      return record.title ?? (record.participants.map((one) => person(one) ?? '').join(', ') || null);
    case 'relation':
      return person(record.person) ?? record.person.url;
    case 'media':
      return record.alt ?? record.path ?? record.url;
    case 'event':
      return record.title ?? shortJson(record.data);
    case 'profile':
      return (
        [record.name, record.handle === null ? null : atHandle(record.handle), record.bio]
          .filter((part) => part !== null)
          .join('\n') || null
      );
    default:
      return assertNever(record);
  }
}

/** As much of a thing as one line takes. */
const shortLimit = 240;

function shortJson(data: unknown): string | null {
  if (data === null || data === undefined) return null;
  if (typeof data === 'string') return data;
  const text = JSON.stringify(data);
  return text.length > shortLimit ? `${text.slice(0, shortLimit)}…` : text;
}
