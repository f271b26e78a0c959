/** The fields of a record that say something, in the order in which a person would ask for them. */
import type { AnyRecord } from '../../shared/records.ts';
import type { FieldName } from '../../shared/words/en.ts';

export interface Field {
  readonly name: FieldName;
  readonly value: unknown;
  /** How to show it: as a date, a size, or a word of ours by its id. Left out: as it is. */
  readonly as?: 'date' | 'bytes' | 'word';
}

export function fieldsOf(record: AnyRecord): Field[] {
  return [...ownFields(record), ...commonFields(record)].filter(({ value }) => !isNothing(value));
}

function isNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.values(value).every(isNothing);
}

function commonFields({ at, atAsGiven, account, id }: AnyRecord): Field[] {
  return [
    { name: 'at', value: at, as: 'date' },
    // As a text: a number here is a moment, not a quantity.
    { name: 'atAsGiven', value: atAsGiven === null ? null : String(atAsGiven) },
    { name: 'account', value: account },
    { name: 'id', value: id },
  ];
}

function ownFields(record: AnyRecord): Field[] {
  switch (record.kind) {
    case 'profile':
      return [
        { name: 'name', value: record.name },
        { name: 'handle', value: record.handle },
        { name: 'bio', value: record.bio },
        { name: 'url', value: record.url },
        { name: 'email', value: record.email },
        { name: 'phone', value: record.phone },
        { name: 'createdAt', value: record.createdAt, as: 'date' },
        { name: 'networkId', value: record.networkId },
      ];
    case 'relation':
      return [
        { name: 'relation', value: `relation.${record.relation}`, as: 'word' },
        { name: 'name', value: record.person.name },
        { name: 'handle', value: record.person.handle },
        { name: 'url', value: record.person.url },
        { name: 'networkId', value: record.person.networkId },
      ];
    case 'post':
      return [
        { name: 'text', value: record.text },
        { name: 'title', value: record.title === record.text ? null : record.title },
        { name: 'form', value: `form.${record.form}`, as: 'word' },
        { name: 'url', value: record.url },
        { name: 'inReplyTo', value: record.inReplyTo },
        { name: 'tags', value: record.tags.join(', ') },
        { name: 'mentions', value: record.mentions.join(', ') },
        { name: 'links', value: record.links.join('\n') },
        { name: 'visibility', value: record.visibility === null ? null : `visibility.${record.visibility}`, as: 'word' },
        { name: 'deleted', value: record.deleted },
        { name: 'likes', value: record.counts.likes },
        { name: 'reposts', value: record.counts.reposts },
        { name: 'replies', value: record.counts.replies },
        { name: 'views', value: record.counts.views },
        { name: 'media', value: record.media.length === 0 ? null : record.media.length },
        { name: 'networkId', value: record.networkId },
      ];
    case 'comment':
      return [
        { name: 'text', value: record.text },
        { name: 'onTitle', value: record.on.title },
        { name: 'onAuthor', value: record.on.author },
        { name: 'onUrl', value: record.on.url },
        { name: 'onId', value: record.on.networkId },
        { name: 'networkId', value: record.networkId },
      ];
    case 'reaction':
      return [
        { name: 'reaction', value: `reaction.${record.reaction}`, as: 'word' },
        { name: 'onText', value: record.on.text },
        { name: 'onAuthor', value: record.on.author },
        { name: 'onUrl', value: record.on.url },
        { name: 'onId', value: record.on.networkId },
      ];
    case 'conversation':
      return [
        { name: 'title', value: record.title },
        {
          name: 'participants',
          value: record.participants.map(({ name, handle, networkId }) => name ?? handle ?? networkId ?? '?').join(', '),
        },
        { name: 'group', value: record.group },
        { name: 'networkId', value: record.networkId },
      ];
    case 'message':
      return [
        { name: 'text', value: record.text },
        { name: 'from', value: [record.from.name, record.from.handle, record.from.networkId].find((one) => one !== null) },
        { name: 'direction', value: record.direction === null ? null : `direction.${record.direction}`, as: 'word' },
        { name: 'form', value: `form.${record.form}`, as: 'word' },
        {
          name: 'reactions',
          value: record.reactions.map(({ by, emoji }) => [emoji, by].filter((part) => part !== null).join(' ')).join(', '),
        },
        { name: 'media', value: record.media.length === 0 ? null : record.media.length },
        { name: 'networkId', value: record.networkId },
      ];
    case 'media':
      return [
        { name: 'state', value: `mediaState.${record.state}`, as: 'word' },
        { name: 'alt', value: record.alt },
        { name: 'expiresAt', value: record.expiresAt, as: 'date' },
        { name: 'path', value: record.path },
        { name: 'url', value: record.url },
        { name: 'mime', value: record.mime },
        { name: 'bytes', value: record.bytes, as: 'bytes' },
        { name: 'sha256', value: record.sha256 },
        { name: 'takenAt', value: record.takenAt, as: 'date' },
        { name: 'place', value: record.place === null ? null : `${record.place.lat}, ${record.place.lon}` },
      ];
    case 'event':
      return [
        { name: 'topic', value: `topic.${record.topic}`, as: 'word' },
        { name: 'title', value: record.title },
        { name: 'data', value: record.data },
      ];
  }
}
