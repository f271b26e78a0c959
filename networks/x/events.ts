/** Every other `data/*.js`: each row an event, under a topic of its own, so that nothing is dropped and no list of 88 names is needed. */
import { hash } from 'node:crypto';
import { asId, type ExportFile, type Out } from '../../engine/intake/toolkit/index.ts';
import { instant } from './dates.ts';
import { eachRow } from './rows.ts';
import { fieldsOf, isEmpty, isFields, keep, listOf, textOf, type Fields } from './shape.ts';

/** The file's topic → the word that all networks share. */
const shared: ReadonlyMap<string, string> = new Map([
  ['ip-audit', 'login'],
  ['account-creation-ip', 'login'],
  ['saved-search', 'search'],
  ['ni-devices', 'device'],
  ['device-token', 'device'],
  ['key-registry', 'device'],
  ['lists-created', 'list'],
  ['lists-member', 'list'],
  ['lists-subscribed', 'list'],
  ['twitter-shop', 'purchase'],
  ['account-timezone', 'setting'],
  ['protected-history', 'setting'],
  ['audio-video-calls-in-dm', 'call'],
  ['audio-video-calls-in-dm-recipient-sessions', 'call'],
]);

/** The topic under which the rows of a file are found. */
export function topicOf(name: string): string {
  if (name.startsWith('ad-') || name.startsWith('ads-') || name.startsWith('advertiser')) return 'ad';
  return shared.get(name) ?? name;
}

const dated = [
  'createdAt',
  'created_at',
  'changedAt',
  'approvedAt',
  'impressionTime',
  'conversionTime',
  'timestamp',
  'time',
  'date',
  'timeStamp',
  'timeStampOfInteraction',
  'protectedAt',
  'enrolledAt',
  'paidAt',
  'startedAt',
  'engagementTime',
  'firstPublishedAtMs',
  'createdAtMs',
  'createdatMs',
  'updatedAt',
  'deletedAt',
  'lastSeenAt',
  'lastUpdatedAt',
];
/** Days without a time: `2019.05.01`. */
const days = ['createdDate', 'updatedDate'];
const titled = [
  'changedTo',
  'loginIp',
  'name',
  'title',
  'query',
  'deviceType',
  'url',
  'advertiserName',
  'phoneNumber',
  'userAgent',
  'clientApplicationName',
  'appName',
  'finalUrl',
  'landingPage',
  'summary',
  'text',
  'action',
  'type',
];

export function readEvents(file: ExportFile, out: Out, name: string): Promise<number> {
  const topic = topicOf(name);
  return eachRow(file, out, 'event', (row, locator) => {
    const inner = innermost(row);
    if (isEmpty(row) || isEmpty(inner)) return out.refuse('event', locator, 'empty-item');
    const urls = listOf(fieldsOf(inner)['urls']);
    if (topic === 'ad' && isFields(fieldsOf(inner)['adsUserData'])) return addAds(out, topic, name, inner, locator);
    // Lists of 2018 stand all in one row.
    if (topic === 'list' && urls.length > 0 && fieldsOf(inner)['url'] === undefined)
      for (const [k, url] of urls.entries()) addEvent(out, topic, name, { url }, `${locator}/userListInfo/urls/${k}`);
    else addEvent(out, topic, name, inner, locator);
  });
}

function addEvent(out: Out, topic: string, name: string, data: unknown, locator: string): void {
  const fields = fieldsOf(data);
  const given = dateIn(fields);
  out.record({
    kind: 'event',
    key: `${name}:${hash('sha256', JSON.stringify(data) ?? '', 'base64url')}`,
    locator,
    at: given === null ? null : instant(given),
    atAsGiven: given,
    topic,
    title: titleIn(fields) ?? (typeof data === 'string' ? data : null),
    data,
  });
}

/**
 * `ad.adsUserData.adImpressions.impressions[…]`: every advertisement that was seen or touched has a moment of its own. What stands beside the lists
 * is an event too.
 */
function addAds(out: Out, topic: string, name: string, inner: unknown, locator: string): void {
  const others: Record<string, unknown> = {};
  for (const [group, held] of Object.entries(fieldsOf(fieldsOf(inner)['adsUserData']))) {
    const beside: Record<string, unknown> = {};
    for (const [list, items] of Object.entries(fieldsOf(held))) {
      if (!Array.isArray(items) || !items.some(isFields)) {
        if (!isEmpty(items)) keep(beside, list, items);
        continue;
      }
      for (const [k, item] of items.entries()) {
        const where = `${locator}/ad/adsUserData/${group}/${list}/${k}`;
        if (isEmpty(item)) out.refuse('event', where, 'empty-item');
        else addEvent(out, topic, name, item, where);
      }
    }
    if (!isFields(held)) keep(others, group, held);
    else if (!isEmpty(beside)) keep(others, group, beside);
  }
  if (!isEmpty(others)) addEvent(out, topic, name, { adsUserData: others }, locator);
}

/** What a row wraps: `{"ipAudit": {…}}` → `{…}`. A list in a wrapper stays with its name. */
function innermost(row: unknown): unknown {
  if (!isFields(row)) return row;
  const keys = Object.keys(row);
  const only = keys.length === 1 ? row[keys[0] ?? ''] : undefined;
  return only === null || isFields(only) ? only : row;
}

/** A row says its moment at its top, or in the one object that it wraps once more (`screenNameChange`). */
function dateIn(fields: Fields): string | null {
  return (
    find(fields, dated, (value) => (typeof value === 'string' && instant(value) !== null ? value : null)) ??
    find(fields, days, textOf)
  );
}

function titleIn(fields: Fields): string | null {
  return find(fields, titled, (value) => textOf(value) ?? (typeof value === 'number' ? asId(value) : null));
}

function find(fields: Fields, names: readonly string[], read: (value: unknown) => string | null): string | null {
  for (const level of [fields, ...Object.values(fields).filter(isFields)])
    for (const name of names) {
      const value = read(level[name]);
      if (value !== null) return value;
    }
  return null;
}
