/** One conversation, oldest message first, opened at its end. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment, useEffect, useMemo, useRef } from 'react';
import type { AnyRecord, RecordOf } from '../../shared/records.ts';
import { api, client } from '../client.ts';
import { MediaStrip } from '../media/strip.tsx';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Loading } from '../parts/loading.tsx';
import { usePagedBox } from '../parts/paged.ts';
import type { PageSource } from '../parts/pages.ts';
import { RecordDrawer, useDrawer } from '../records/record-drawer.tsx';
import { subWords } from '../records/record-words.ts';
import { useSay } from '../say.ts';
import css from './archive.module.css';

export function Thread({ archive, conversation }: { readonly archive: string; readonly conversation: string }) {
  const say = useSay();
  const { t } = say;
  const box = useRef<HTMLDivElement>(null);
  const drawer = useDrawer<AnyRecord>();
  const about = useQuery(api.records.get.queryOptions({ input: { archive, id: conversation }, staleTime: 60_000 }));
  const source = useMemo<PageSource<AnyRecord>>(
    () => ({
      key: [...api.conversations.messages.key(), { archive, conversation }],
      size: 100,
      load: async (offset, limit, signal) => {
        const { total, records } = await client.conversations.messages({ archive, conversation, offset, limit }, { signal });
        return { total, rows: records };
      },
    }),
    [archive, conversation],
  );
  const { total, error, height, items, measure, scrollTo } = usePagedBox(source, 62, box);
  const atEnd = useRef(false);
  useEffect(() => {
    if (total === null || total === 0 || atEnd.current) return;
    atEnd.current = true;
    scrollTo(total - 1, 'end');
  }, [total, scrollTo]);
  const group = about.data?.kind === 'conversation' && (about.data.group === true || about.data.participants.length > 2);
  return (
    <>
      <div className={css.threadHead}>
        <Link to="/archive/$archive/messages" params={{ archive }} className={css.back} activeProps={{}}>
          {t('messages.back')}
        </Link>
        <h3>
          <bdi>{about.data?.kind === 'conversation' ? titleOf(about.data) || t('messages.untitled') : '…'}</bdi>
        </h3>
        <p className="small soft">{total !== null && t('count.message', { count: total })}</p>
      </div>
      <div ref={box} className={css.box} tabIndex={0} role="region" aria-label={t('messages.thread')}>
        {error !== null && error !== undefined && <ErrorNotice error={error} />}
        {total === null && (error === null || error === undefined) && <Loading />}
        <div role="list" className={css.sized} style={{ height }} hidden={total === 0}>
          {items.map(({ index, row, start }, place) => (
            <div
              key={index}
              ref={measure}
              data-index={index}
              role="listitem"
              aria-setsize={total ?? -1}
              aria-posinset={index + 1}
              className={css.placed}
              style={{ transform: `translateY(${start}px)` }}
            >
              {row?.kind === 'message' ? (
                <Fragment>
                  {startsDay(say.date(row.at), index === 0 ? undefined : items[place - 1]?.row, (at) => say.date(at)) && (
                    <p className={css.day}>{say.date(row.at)}</p>
                  )}
                  <Message archive={archive} message={row} named={group} open={drawer.open} />
                </Fragment>
              ) : (
                <div style={{ height: 62 }} />
              )}
            </div>
          ))}
        </div>
      </div>
      <RecordDrawer record={drawer.value} opened={drawer.opened} close={drawer.close} />
    </>
  );

  function titleOf({ title, participants }: RecordOf<'conversation'>): string {
    return title ?? say.list(participants.map(({ name, handle, networkId }) => name ?? handle ?? networkId ?? '?'));
  }
}

/** The first message of a day says which day it is. The first in sight whose predecessor is not known says so too. */
function startsDay(day: string | null, before: AnyRecord | undefined, dayOf: (at: string | null) => string | null): boolean {
  return day !== null && (before === undefined || dayOf(before.at) !== day);
}

function Message({
  archive,
  message,
  named,
  open,
}: {
  readonly archive: string;
  readonly message: RecordOf<'message'>;
  readonly named: boolean;
  readonly open: (record: AnyRecord) => void;
}) {
  const say = useSay();
  const { t } = say;
  const who = message.from.name ?? message.from.handle ?? message.from.networkId;
  const when = say.hour(message.at) ?? (message.atAsGiven === null ? t('message.noTime') : String(message.atAsGiven));
  return (
    <div className={css.message} data-direction={message.direction ?? 'received'}>
      <div className={css.bubble}>
        {message.direction === 'sent' ? (
          <p className="unseen">{t('message.fromYou')}</p>
        ) : (
          who !== null && (
            <p className={named || message.direction === null ? css.from : 'unseen'}>
              <bdi>{who}</bdi>
            </p>
          )
        )}
        {message.form !== 'text' && <p className="small soft">{subWords(say, 'message', message.form)}</p>}
        {message.text !== null && <p className="as-given">{message.text}</p>}
        {message.media.length > 0 && <MediaStrip archive={archive} ids={message.media} />}
        {message.reactions.length > 0 && (
          <p className="small">
            <bdi>{message.reactions.map(({ emoji }) => emoji ?? '').join(' ')}</bdi>
          </p>
        )}
        <button type="button" onClick={() => open(message)} aria-label={t('record.detailsOf', { what: t('kind.message'), when })}>
          {when}
        </button>
      </div>
    </div>
  );
}
