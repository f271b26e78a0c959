/** Conversations on the left, one of them on the right. */
import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Link, useSearch } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import type { ConversationRow } from '../../shared/contract/schemas.ts';
import { api, client } from '../client.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Heading } from '../parts/heading.tsx';
import { Loading } from '../parts/loading.tsx';
import { usePagedBox } from '../parts/paged.ts';
import type { PageSource } from '../parts/pages.ts';
import { useSay } from '../say.ts';
import { conversationTitle } from './conversation-title.ts';
import { Thread } from './thread.tsx';
import { useArchive } from './use-archive.ts';
import css from './archive.module.css';

const rowHeight = 74;

export function Messages() {
  const { t } = useSay();
  const { id } = useArchive();
  const { conversation } = useSearch({ from: '/archive/$archive/messages' });
  const [find, setFind] = useState('');
  const [looked] = useDebouncedValue(find, 200);
  return (
    <>
      <Heading level={2} of="messages" className="unseen">
        {t('tab.messages')}
      </Heading>
      <div className={css.panes} data-open={conversation !== undefined}>
        <section className={css.left} aria-label={t('messages.conversations')}>
          <div className={css.leftTop}>
            <TextInput
              type="search"
              aria-label={t('messages.find')}
              placeholder={t('messages.find')}
              value={find}
              onChange={(event) => setFind(event.currentTarget.value)}
            />
          </div>
          <Conversations archive={id} find={looked.trim()} open={conversation ?? null} />
        </section>
        <section className={css.right}>
          {conversation === undefined ? (
            <p className={css.nothing}>{t('messages.choose')}</p>
          ) : (
            <Thread key={conversation} archive={id} conversation={conversation} />
          )}
        </section>
      </div>
    </>
  );
}

function Conversations({
  archive,
  find,
  open,
}: {
  readonly archive: string;
  readonly find: string;
  readonly open: string | null;
}) {
  const say = useSay();
  const { t } = say;
  const box = useRef<HTMLDivElement>(null);
  const source = useMemo<PageSource<ConversationRow>>(
    () => ({
      key: [...api.conversations.page.key(), { archive, find }],
      size: 100,
      load: async (offset, limit, signal) => {
        const { total, conversations } = await client.conversations.page({ archive, find, offset, limit }, { signal });
        return { total, rows: conversations };
      },
    }),
    [archive, find],
  );
  const { total, error, height, items } = usePagedBox(source, rowHeight, box);
  return (
    <div ref={box} className={css.box}>
      {error !== null && error !== undefined && <ErrorNotice error={error} />}
      {total === null && (error === null || error === undefined) && <Loading />}
      {total === 0 && <p className={css.nothing}>{t(find === '' ? 'messages.none' : 'messages.noneFound')}</p>}
      <div role="list" aria-label={t('messages.conversations')} className={css.sized} style={{ height }} hidden={total === 0}>
        {items.map(({ index, row, start }) => (
          <div
            key={index}
            role="listitem"
            aria-setsize={total ?? -1}
            aria-posinset={index + 1}
            className={css.placed}
            style={{ height: rowHeight, transform: `translateY(${start}px)` }}
          >
            {row !== undefined && (
              <Link
                to="/archive/$archive/messages"
                params={{ archive }}
                search={{ conversation: row.id }}
                className={css.conversation}
                resetScroll={false}
                activeProps={{}}
                aria-current={row.id === open ? 'true' : undefined}
              >
                <span>
                  <bdi>{conversationTitle(say, row)}</bdi>
                </span>
                <span className={css.snippet}>
                  <bdi>{row.snippet ?? t('count.message', { count: row.messages })}</bdi>
                </span>
                <span className={css.snippet}>
                  {t('count.message', { count: row.messages })}
                  {row.last !== null && ` · ${say.date(row.last) ?? ''}`}
                </span>
              </Link>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}
