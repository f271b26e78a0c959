/** What was found, with the words marked. The text is cut into pieces by the engine: no markup ever comes out of an export. */
import { Chip } from '@mantine/core';
import { skipToken, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Marked, SearchHit } from '../../shared/contract/schemas.ts';
import { recordKinds, type AnyRecord, type RecordKind } from '../../shared/records.ts';
import { api, client } from '../client.ts';
import { PagedList } from '../parts/paged-list.tsx';
import type { PageSource } from '../parts/pages.ts';
import { atHandle, useSay } from '../say.ts';
import { RecordDrawer, useDrawer } from '../records/record-drawer.tsx';
import { RecordEntry } from '../records/record-entry.tsx';
import css from './search.module.css';

interface HitsProps {
  readonly archive: string | null;
  readonly words: string;
  readonly kinds: readonly RecordKind[];
}

/** The order in which people think of them. */
const shownKinds = [
  'post',
  'message',
  'comment',
  'relation',
  'reaction',
  'event',
  'media',
  'conversation',
  'profile',
] as const satisfies readonly RecordKind[];

export function Hits({ archive, words, kinds }: HitsProps) {
  const { t } = useSay();
  const navigate = useNavigate();
  const drawer = useDrawer<{ readonly archive: string; readonly record: AnyRecord }>();
  const source = useMemo<PageSource<SearchHit>>(() => {
    const query = { words, kinds: [...kinds], ...(archive === null ? {} : { archive }) };
    return {
      key: [...api.search.key(), query],
      size: 50,
      load: async (offset, limit, signal) => {
        const { total, hits } = await client.search({ ...query, offset, limit }, { signal });
        // The contract reads no further than this.
        return { total: Math.min(total, reach + limit), rows: hits };
      },
    };
  }, [archive, words, kinds]);
  const choose = (values: readonly string[]): void => {
    const chosen = recordKinds.filter((kind) => values.includes(kind));
    const search = { ...(words === '' ? {} : { words }), ...(chosen.length === 0 ? {} : { kinds: chosen }) };
    if (archive === null) void navigate({ to: '/search', search, replace: true, resetScroll: false });
    else void navigate({ to: '/archive/$archive/search', params: { archive }, search, replace: true, resetScroll: false });
  };
  return (
    <>
      <p className={css.help}>
        {t('search.help')}{' '}
        {t('search.operators', { colon: ':' })
          .split('  ')
          .map((operator) => (
            <code key={operator}>{operator}</code>
          ))}
      </p>
      <Chip.Group multiple value={[...kinds]} onChange={choose}>
        <div className={css.filters} role="group" aria-label={t('search.kinds')}>
          {shownKinds.map((kind) => (
            <Chip key={kind} value={kind} size="sm">
              {t(`kinds.${kind}`)}
            </Chip>
          ))}
        </div>
      </Chip.Group>
      {words === '' ? (
        <p className={css.empty}>{t('search.start')}</p>
      ) : (
        <PagedList
          source={source}
          label={t('search.found')}
          estimate={92}
          head={(total) =>
            total > 0 && (
              <p className={css.total} role="status">
                {t('search.total', { count: total })}
              </p>
            )
          }
          empty={
            <p className={css.empty} role="status">
              {t('search.none', { words })}
            </p>
          }
          item={(hit) => (
            <RecordEntry
              archive={hit.archive}
              record={hit.record}
              open={(record) => drawer.open({ archive: hit.archive, record })}
              text={<MarkedText marked={hit.marked} />}
              from={
                <>
                  {archive === null && <Whose archive={hit.archive} />}
                  {hit.record.kind === 'message' && (
                    <Link
                      to="/archive/$archive/messages"
                      params={{ archive: hit.archive }}
                      search={{ conversation: hit.record.conversation }}
                    >
                      {t('search.inConversation')}
                    </Link>
                  )}
                </>
              }
            />
          )}
        />
      )}
      <HitDrawer hit={drawer.value} opened={drawer.opened} close={drawer.close} />
    </>
  );
}

const reach = 100_000;

/** A hit comes without what the network gave beside it; the record in full is read when it is opened. */
function HitDrawer({
  hit,
  opened,
  close,
}: {
  readonly hit: { readonly archive: string; readonly record: AnyRecord } | null;
  readonly opened: boolean;
  readonly close: () => void;
}) {
  const input = hit === null ? skipToken : { archive: hit.archive, id: hit.record.id };
  const whole = useQuery(api.records.get.queryOptions({ input, staleTime: 60_000 }));
  return <RecordDrawer record={whole.data ?? hit?.record ?? null} opened={opened} close={close} />;
}

function MarkedText({ marked }: { readonly marked: Marked }) {
  return marked.map(({ text, hit }, index) =>
    // Pieces of one text never change place.
    hit ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
  );
}

function Whose({ archive }: { readonly archive: string }) {
  const archives = useQuery(api.archives.list.queryOptions());
  const of = archives.data?.find(({ id }) => id === archive);
  if (of === undefined) return null;
  return (
    <Link to="/archive/$archive" params={{ archive }}>
      {of.networkName}
      {of.account !== null && (
        <>
          {' · '}
          <bdi>{atHandle(of.account)}</bdi>
        </>
      )}
    </Link>
  );
}
