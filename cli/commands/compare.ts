/** Two exports of one account beside each other: first the counts, then, where they are asked for, the members. */
import type { ComparedList, Comparison, DoubtCode } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/errors.ts';
import type { AnyRecord, RecordKind, RelationName } from '../../shared/records.ts';
import { recordsOf } from '../../engine/archive/archive.ts';
import { archiveId } from '../archive-id.ts';
import { differenceCsv, differenceLines } from '../differences.ts';
import { exitCodes } from '../exit.ts';
import { json, print, printAll, printJson, table } from '../output.ts';
import { say } from '../say.ts';
import { withSession, type GlobalOptions, type Session } from '../session.ts';
import { tell } from '../tell.ts';
import { follow } from '../watch.ts';

interface CompareOptions {
  readonly from?: string;
  readonly to?: string;
  readonly kind?: RecordKind;
  readonly relation?: RelationName;
  readonly as?: 'csv';
}

export async function compare(given: string, options: CompareOptions, globals: GlobalOptions): Promise<void> {
  const { from, to, relation, as } = options;
  const kind = options.kind ?? (relation === undefined ? null : 'relation');
  if (relation !== undefined && kind !== 'relation') throw new Refusal('bad-input', { reason: say('reason.relation-kind') });
  if (globals.json === true && as !== undefined)
    throw new Refusal('bad-input', { reason: say('reason.json-or', { format: as }) });
  await withSession(globals, 'if-any', async (session) => {
    const archive = await archiveId(session, given);
    const { job } = await session.client.archives.compare({
      archive,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    });
    const { compare: found } = await follow(session, job, 'compare');
    const wanted = wantedOf(found, kind, relation ?? null);
    const of = (change: Member['change']): Iterable<Member> => membersOf(session, found, wanted, change);
    function* all(): Generator<Member> {
      yield* of('came');
      yield* of('gone');
    }
    if (as === 'csv') {
      warn(found, kind === null ? wanted.filter((one) => one.kind === 'relation') : wanted);
      await printAll(differenceCsv(all()));
    } else if (globals.json === true) {
      if (kind === null) printJson(found);
      else await printAll(asJson(found, of));
    } else {
      printCounts(found);
      if (kind !== null) await printAll(differenceLines(all()));
    }
    if (found.doubts.some(({ code }) => isDamage(code))) process.exitCode = exitCodes.damage;
  });
}

interface Wanted {
  readonly kind: RecordKind;
  readonly list: ComparedList;
}

function wantedOf({ kinds }: Comparison, kind: RecordKind | null, relation: RelationName | null): Wanted[] {
  return kinds
    .filter((one) => kind === null || one.kind === kind)
    .flatMap(({ kind, lists }) => lists.map((list) => ({ kind, list })))
    .filter(({ list }) => relation === null || list.sub === relation);
}

/** Something of an export could not be had. */
function isDamage(code: DoubtCode): boolean {
  return code === 'damaged-file' || code === 'damaged-input' || code === 'part-missing' || code === 'refused';
}

export interface Member {
  readonly change: 'came' | 'gone';
  readonly certain: boolean;
  readonly record: AnyRecord;
}
const atOnce = 500;

/** Integers of any size stay exact. */
function* membersOf(
  { engine: { context } }: Session,
  { comparison, archive }: Comparison,
  wanted: readonly Wanted[],
  change: Member['change'],
): Generator<Member> {
  const exact = context.store.exact(archive);
  try {
    for (const { kind, list } of wanted) {
      const { count, slice } = context.comparisons.members({ comparison, kind, sub: list.sub, change });
      for (let offset = 0; offset < count; offset += atOnce)
        for (const record of recordsOf(exact, slice(offset, atOnce))) yield { change, certain: list.doubts.length === 0, record };
    }
  } finally {
    exact.db.close();
  }
}

/** The counts, and the members beside them. */
function* asJson(found: Comparison, of: (change: Member['change']) => Iterable<Member>): Generator<string> {
  yield `${json(found, 2).slice(0, -2)},\n  "members": {\n    "came": [`;
  yield* listed(of('came'));
  yield '],\n    "gone": [';
  yield* listed(of('gone'));
  yield ']\n  }\n}\n';
}

function* listed(members: Iterable<Member>): Generator<string> {
  let separator = '\n      ';
  for (const { record } of members) {
    yield separator + json(record);
    separator = ',\n      ';
  }
}

function printCounts(found: Comparison): void {
  for (const side of ['from', 'to'] as const) {
    const { import: id, at, records, newest } = found[side];
    print(say(`compare.${side}.import`, { id, at, records, newest: newest ?? '…' }));
  }
  const people = found.kinds.filter(({ kind }) => kind === 'relation').flatMap(({ lists }) => lists);
  printTable(
    [say('compare.came'), say('compare.left')],
    people.map((list) => rowOf(list.sub ?? '', list)),
  );
  const rest = found.kinds.filter(({ kind }) => kind !== 'relation');
  printTable(
    [say('compare.new'), say('compare.vanished')],
    rest.flatMap(({ kind, lists, ...counts }) => [
      rowOf(kind, { ...counts, state: 'compared', doubts: [...new Set(lists.flatMap(({ doubts }) => doubts))] }),
      ...lists.filter(({ state }) => state !== 'compared').map((list) => rowOf(`  ${list.sub ?? kind}`, list)),
    ]),
  );
  for (const note of notes(found)) print(note);
  const doubts = found.doubts.map(({ side, code, file, detail }) => [
    say('account.note'),
    say(`compare.${side}`),
    code,
    file ?? '',
    detail ?? '',
  ]);
  if (doubts.length > 0) print(table(doubts));
}

function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  if (rows.length > 0) print(table([['', say('compare.from'), say('compare.to'), ...head, ''], ...rows]));
}

function rowOf(name: string, list: Pick<ComparedList, 'from' | 'to' | 'state' | 'came' | 'gone' | 'doubts'>): string[] {
  const { from, to, state, came, gone, doubts } = list;
  const remarks = [
    ...(state === 'compared' ? [] : [say(`compare.${state}`)]),
    ...(doubts.length === 0 ? [] : [say('compare.uncertain', { why: doubts.map((code) => say(`doubt.${code}`)).join(', ') })]),
  ];
  return [name, String(from), String(to), String(came ?? '–'), String(gone ?? '–'), remarks.join(' · ')];
}

function notes({ kinds, from, to }: Comparison): string[] {
  const lists = kinds.flatMap((kind) => kind.lists);
  return [
    ...(lists.some(({ byHandle }) => byHandle) ? [say('compare.by-handle')] : []),
    ...(from.newest !== null && to.newest !== null && from.newest > to.newest ? [say('compare.order')] : []),
  ];
}

/** What a table of members alone would keep silent about. */
function warn(found: Comparison, wanted: readonly Wanted[]): void {
  for (const { kind, list } of wanted)
    if (list.state !== 'compared') tell(`${list.sub ?? kind}: ${say(`compare.${list.state}`)}`);
  for (const note of notes(found)) tell(note);
}
