/** One medium, with what the export says of it, what it belongs to, and the ones before and after it. */
import { ActionIcon, Button, Modal } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { AnyRecord } from '../../shared/records.ts';
import { api } from '../client.ts';
import { RecordDrawer, useDrawer } from '../records/record-drawer.tsx';
import { textOf, whatItIs } from '../records/record-words.ts';
import { saveFile } from '../save-file.ts';
import { useSay } from '../say.ts';
import { bytesOf } from './bytes.ts';
import { fileName, fullName, isHere, plainName, type MediumRecord } from './medium-words.ts';
import { savedName } from './saved-name.ts';
import { Stage } from './stage.tsx';
import css from './media.module.css';

/** Looks switched off and keeps the focus. */
const off = { 'data-disabled': true };

interface ViewerProps {
  readonly archive: string;
  readonly opened: boolean;
  /** Undefined while it is on its way. */
  readonly medium: MediumRecord | undefined;
  readonly index: number;
  readonly total: number;
  readonly goTo: (index: number) => void;
  readonly close: () => void;
  /** It is gone: whoever opened it gets the focus back, at the one that was looked at last. */
  readonly closed: (index: number) => void;
}

export function Viewer({ archive, opened, medium, index, total, goTo, close, closed }: ViewerProps) {
  const say = useSay();
  const { t } = say;
  const drawer = useDrawer<AnyRecord>();
  const stage = useRef<HTMLDivElement>(null);
  // What had the focus may have gone with the one before.
  useEffect(() => {
    if (opened && medium !== undefined && document.activeElement === document.body) stage.current?.focus();
  }, [opened, medium]);
  // Wherever the focus is: nothing else is in reach while this is open.
  useWindowEvent('keydown', (event) => {
    if (!opened || drawer.opened || event.altKey || event.ctrlKey || event.metaKey) return;
    // There the arrows move through the video.
    if (event.target instanceof HTMLMediaElement) return;
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (step === 0 || index + step < 0 || index + step >= total) return;
    event.preventDefault();
    goTo(index + step);
  });
  const position = t('media.position', { index: index + 1, total });
  return (
    <>
      <Modal
        opened={opened}
        onClose={close}
        size="auto"
        title={medium === undefined ? t('tab.media') : plainName(say, medium)}
        closeButtonProps={{ 'aria-label': t('close') }}
        closeOnEscape={!drawer.opened}
        returnFocus={false}
        onExitTransitionEnd={() => closed(index)}
        classNames={{ content: css.viewer ?? '', body: css.viewerBody ?? '' }}
      >
        <div className={css.sides}>
          <div className={css.stageSide}>
            <div ref={stage} className={css.stage} tabIndex={-1}>
              {medium !== undefined && <Stage key={medium.id} archive={archive} medium={medium} />}
            </div>
            {total > 1 && (
              <div className={css.steps}>
                <ActionIcon
                  variant="subtle"
                  size="lg"
                  aria-label={t('media.previous')}
                  aria-disabled={index === 0}
                  {...(index === 0 ? off : {})}
                  onClick={() => index > 0 && goTo(index - 1)}
                >
                  <IconChevronLeft aria-hidden />
                </ActionIcon>
                <span className="small soft" role="status">
                  {position}
                </span>
                <ActionIcon
                  variant="subtle"
                  size="lg"
                  aria-label={t('media.next')}
                  aria-disabled={index === total - 1}
                  {...(index === total - 1 ? off : {})}
                  onClick={() => index < total - 1 && goTo(index + 1)}
                >
                  <IconChevronRight aria-hidden />
                </ActionIcon>
              </div>
            )}
          </div>
          {medium !== undefined && (
            <About key={medium.id} archive={archive} medium={medium} details={drawer.open} close={close} />
          )}
        </div>
        <p className="unseen" role="status">
          {medium === undefined ? '' : fullName(say, medium)}
        </p>
      </Modal>
      <RecordDrawer record={drawer.value} opened={drawer.opened} close={drawer.close} />
    </>
  );
}

interface AboutProps {
  readonly archive: string;
  readonly medium: MediumRecord;
  readonly details: (record: AnyRecord) => void;
  readonly close: () => void;
}

function About({ archive, medium, details, close }: AboutProps) {
  const say = useSay();
  const { t } = say;
  const around = useQuery(api.media.get.queryOptions({ input: { archive, id: medium.id }, staleTime: 60_000 }));
  const when = say.dateTime(medium.at) ?? (medium.atAsGiven === null ? null : String(medium.atAsGiven));
  const taken = medium.takenAt === medium.at ? null : say.dateTime(medium.takenAt);
  const same = around.data?.same;
  return (
    <div className={css.about}>
      {medium.alt !== null && (
        <Part name={t('media.alt')}>
          <p className="as-given">{medium.alt}</p>
        </Part>
      )}
      <dl className={css.facts}>
        <Fact name={t('media.when')} value={when ?? t('media.undated')} />
        {taken !== null && <Fact name={t('media.taken')} value={taken} />}
        {medium.place !== null && (
          <Fact
            name={t('media.place')}
            value={t('media.placeIs', { lat: medium.place.lat.toFixed(5), lon: medium.place.lon.toFixed(5) })}
          />
        )}
        {fileName(medium) !== null && <Fact name={t('media.file')} value={<bdi>{fileName(medium)}</bdi>} />}
        {medium.bytes !== null && <Fact name={t('media.bytes')} value={say.bytes(medium.bytes)} />}
      </dl>
      {around.data !== undefined && <Belongs archive={archive} record={around.data.of} details={details} close={close} />}
      {same !== undefined && same.total > 0 && (
        <Part name={t('media.same')}>
          <ul className={css.same}>
            {same.media.slice(0, 5).map((other) => (
              <li key={other.id}>
                <bdi>{other.path}</bdi>
              </li>
            ))}
            {same.total > 5 && <li>{t('media.sameMore', { count: same.total - 5 })}</li>}
          </ul>
        </Part>
      )}
      <div className={css.actions}>
        {isHere(medium) && <Save archive={archive} medium={medium} />}
        <Button variant="subtle" size="compact-sm" onClick={() => details(medium)}>
          {t('media.details')}
        </Button>
      </div>
    </div>
  );
}

function Part({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <section className={css.part} aria-label={name}>
      <h3>{name}</h3>
      {children}
    </section>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** The post, message or whatever it stands in. */
function Belongs({
  archive,
  record,
  details,
  close,
}: {
  readonly archive: string;
  readonly record: AnyRecord | null;
  readonly details: (record: AnyRecord) => void;
  readonly close: () => void;
}) {
  const say = useSay();
  const { t } = say;
  if (record === null) return <p className="small soft">{t('media.alone')}</p>;
  const text = textOf(record);
  return (
    <Part name={t('media.belongs')}>
      <p className="small soft">
        {whatItIs(say, record)}
        {record.at !== null && ` · ${say.dateTime(record.at) ?? ''}`}
      </p>
      {text !== null && <p className={`as-given ${css.quote}`}>{text}</p>}
      {record.kind === 'post' ? (
        <Link to="/archive/$archive/posts" params={{ archive }} search={{ record: record.id }} onClick={close}>
          {t('media.goPost')}
        </Link>
      ) : record.kind === 'message' ? (
        <Link to="/archive/$archive/messages" params={{ archive }} search={{ conversation: record.conversation }} onClick={close}>
          {t('media.goConversation')}
        </Link>
      ) : (
        <div>
          <Button variant="subtle" size="compact-sm" onClick={() => details(record)}>
            {t('media.goRecord')}
          </Button>
        </div>
      )}
    </Part>
  );
}

function Save({ archive, medium }: { readonly archive: string; readonly medium: MediumRecord }) {
  const { t } = useSay();
  const [saved, setSaved] = useState<'yes' | 'cannot' | null>(null);
  const save = useMutation({
    mutationFn: async (): Promise<'yes' | 'cannot' | null> => {
      const got = await bytesOf({ archive, id: medium.id, purpose: 'save' });
      if (got.is === 'nothing') return 'cannot';
      const bytes = new Uint8Array(await got.blob.arrayBuffer());
      const done = await saveFile({ name: savedName(fileName(medium), got.type), type: got.type, bytes });
      return done ? 'yes' : null;
    },
    onSuccess: setSaved,
  });
  return (
    <>
      <Button variant="default" size="compact-sm" aria-busy={save.isPending} onClick={() => save.isPending || save.mutate()}>
        {t('media.save')}
      </Button>
      <span role="status" className="small soft">
        {save.isError
          ? t('media.why.failed')
          : saved === 'yes'
            ? t('media.saved')
            : saved === 'cannot'
              ? t('media.notSaved')
              : ''}
      </span>
    </>
  );
}
