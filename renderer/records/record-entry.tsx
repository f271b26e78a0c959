/** A record in a list: its text as it was, and a line of what, when and how it fared. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AnyRecord, RecordOf } from '../../shared/records.ts';
import { MediaStrip } from '../media/strip.tsx';
import { useSay } from '../say.ts';
import { textOf, whatItIs } from './record-words.ts';
import css from '../archive/archive.module.css';

interface RecordEntryProps {
  readonly archive: string;
  readonly record: AnyRecord;
  readonly open: (record: AnyRecord) => void;
  /** Instead of the text: the text with its hits marked. */
  readonly text?: ReactNode;
  /** What stands at the end of the line: whose archive it is. */
  readonly from?: ReactNode;
}

export function RecordEntry({ archive, record, open, text, from }: RecordEntryProps) {
  const say = useSay();
  const { t } = say;
  const own = textOf(record);
  const what = whatItIs(say, record);
  const when = say.dateTime(record.at) ?? (record.atAsGiven === null ? null : String(record.atAsGiven));
  return (
    <article className={css.post} aria-label={when === null ? what : t('record.label', { what, when })}>
      {text !== undefined ? (
        <div className={`as-given ${css.text}`}>{text}</div>
      ) : (
        own !== null && <p className={`as-given ${css.text}`}>{own}</p>
      )}
      {record.kind === 'post' && <PostExtras archive={archive} post={record} />}
      <p className={css.meta}>
        <span>{what}</span>
        {when !== null && <span>{when}</span>}
        {record.kind === 'message' && <Sender message={record} />}
        {(record.kind === 'comment' || record.kind === 'reaction') && record.on.author !== null && (
          <span>
            {t('record.on')} <bdi>{record.on.author}</bdi>
          </span>
        )}
        {record.kind === 'post' && record.deleted && <span className={css.deleted}>{t('post.deleted')}</span>}
        {record.kind === 'post' && <Counts post={record} />}
        {from}
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={() => open(record)}
          aria-label={when === null ? t('record.details') : t('record.detailsOf', { what, when })}
        >
          {t('record.details')}
        </Button>
      </p>
    </article>
  );
}

function Sender({ message: { from, direction } }: { readonly message: RecordOf<'message'> }) {
  const { t } = useSay();
  if (direction === 'sent') return <span>{t('message.fromYou')}</span>;
  const who = from.name ?? from.handle ?? from.networkId;
  return (
    who !== null && (
      <span>
        {t('message.from')} <bdi>{who}</bdi>
      </span>
    )
  );
}

function Counts({ post: { counts } }: { readonly post: RecordOf<'post'> }) {
  const { t } = useSay();
  return (['likes', 'reposts', 'replies', 'views'] as const).map((what) => {
    const count = counts[what];
    return count !== null && <span key={what}>{t(`post.${what}`, { count })}</span>;
  });
}

function PostExtras({ archive, post }: { readonly archive: string; readonly post: RecordOf<'post'> }) {
  const { t } = useSay();
  return (
    <>
      {post.tags.length > 0 && (
        <p className="small soft">
          {post.tags.map((tag) => (
            <bdi key={tag}>#{tag} </bdi>
          ))}
        </p>
      )}
      {post.inReplyTo !== null && <p className="small soft">{t('post.isReply')}</p>}
      {post.media.length > 0 && <MediaStrip archive={archive} ids={post.media} />}
    </>
  );
}
