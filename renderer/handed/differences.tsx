/** Where several computers say different things of a departure: who said what, when, and the way to say which is so. */
import { Button } from '@mantine/core';
import type { DepartureView } from '../../shared/departures/index.ts';
import { claimWords, computerWords, eventWords, subjectWords, type Event } from '../departure/event-words.ts';
import { TaskLink } from '../departure/task-link.tsx';
import { useTell } from '../departure/use-departure.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { useSay } from '../say.ts';
import css from './handed.module.css';

type Difference = DepartureView['differences'][number];

export function Differences({ view }: { readonly view: DepartureView }) {
  const say = useSay();
  const { t, list } = say;
  const computers = view.computers.map(({ letter }) => computerWords(say, view, letter));
  return (
    <section className={css.part} aria-labelledby="differ">
      <h2 id="differ">{t('differ.title')}</h2>
      {view.differences.length === 0 ? (
        <p className="soft">
          {computers.length < 2
            ? t('differ.alone', { computer: computers[0] ?? t('computer.here') })
            : t('differ.none', { computers: list(computers) })}
        </p>
      ) : (
        <>
          <p className="soft">{t('differ.lead')}</p>
          <ul className={css.list}>
            {view.differences.map((difference) => (
              <li key={`${difference.type} ${difference.about ?? ''} ${difference.events[0] ?? ''}`}>
                <OneDifference view={view} difference={difference} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function OneDifference({ view, difference }: { readonly view: DepartureView; readonly difference: Difference }) {
  const say = useSay();
  const { t } = say;
  const tell = useTell(view);
  const { type, about, missing } = difference;
  const events = view.events.filter(({ seq }) => difference.events.includes(seq));
  const heading = about === null ? t(type === 'closed-early' ? 'differ.early' : 'differ.out') : subjectWords(say, view, about);
  // What is said last counts, of all that fits.
  const counts = about === null ? undefined : events.findLast(({ aside }) => !aside)?.seq;
  return (
    <article className={css.card} aria-label={heading}>
      <h3>{heading}</h3>
      {type === 'out-of-place' && <p className="soft">{t('differ.outText')}</p>}
      {type === 'closed-early' && (
        <>
          <p>{t('differ.earlyText')}</p>
          <ul className={css.points}>
            {missing.map((condition) => (
              <li key={condition}>
                <Missing view={view} condition={condition} />
              </li>
            ))}
          </ul>
          <p className="soft">{t('differ.earlyTodo')}</p>
        </>
      )}
      <ul className={css.claims}>
        {events.map((event) => (
          <Claim
            key={event.seq}
            view={view}
            about={about}
            event={event}
            counts={counts === event.seq}
            pending={tell.isPending}
            settle={() =>
              tell.mutate(about === null ? { type: 'unsay', event: event.seq } : { type: 'settle', about, event: event.seq })
            }
          />
        ))}
      </ul>
      {tell.error !== null && <ErrorNotice error={tell.error} />}
    </article>
  );
}

/** What the gate asked for: most of it is a task. */
function Missing({ view, condition }: { readonly view: DepartureView; readonly condition: string }) {
  const { text } = useSay();
  const title = view.gate.conditions.find(({ id }) => id === condition)?.title;
  if (title === undefined) return null;
  if (!view.tasks.some(({ id }) => id === condition)) return text(title);
  return (
    <TaskLink view={view} task={condition}>
      {text(title)}
    </TaskLink>
  );
}

interface ClaimProps {
  readonly view: DepartureView;
  readonly about: string | null;
  readonly event: Event;
  readonly counts: boolean;
  readonly pending: boolean;
  readonly settle: () => void;
}

function Claim({ view, about, event, counts, pending, settle }: ClaimProps) {
  const say = useSay();
  const { t } = say;
  const what = about === null ? eventWords(say, view, event) : claimWords(say, view, about, event);
  const who = computerWords(say, view, event.computer);
  return (
    <li>
      <div>
        <p>
          <span className="as-given">{what}</span> {counts && <span className={css.pill}>{t('differ.counts')}</span>}
        </p>
        <p className="soft small">{t('differ.by', { who, when: say.dateTimeIn(event.at, view.zone) })}</p>
      </div>
      {about !== null ? (
        <Button
          size="compact-sm"
          variant="default"
          loading={pending}
          aria-label={t('differ.rightNamed', { what, who })}
          onClick={settle}
        >
          {t('differ.right')}
        </Button>
      ) : (
        event.canBeTakenBack && (
          <Button
            size="compact-sm"
            variant="default"
            loading={pending}
            aria-label={t('history.takeBackNamed', { what })}
            onClick={settle}
          >
            {t('history.takeBack')}
          </Button>
        )
      )}
    </li>
  );
}
