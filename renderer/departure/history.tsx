/** Everything that was said of a departure and found out for it, the newest first; what can be taken back is taken back here. */
import { Button } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import type { DepartureView } from '../../shared/departures/index.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { useSay, type Say } from '../say.ts';
import { BackToStages, DeparturePage } from './departure-page.tsx';
import { computerWords, eventWords, type Event } from './event-words.ts';
import { useTell } from './use-departure.ts';
import css from './departure.module.css';

export function HistoryScreen() {
  const { t } = useSay();
  const { departure } = useParams({ from: '/departure/$departure/history' });
  return (
    <DeparturePage departure={departure} narrow title={() => t('history.title')} lead={() => t('history.lead')}>
      {(view) => (
        <div className={css.stack}>
          <BackToStages view={view} />
          <ol className={css.history} aria-label={t('history.title')}>
            {view.events.toReversed().map((event) => (
              <Entry key={event.seq} view={view} event={event} />
            ))}
          </ol>
        </div>
      )}
    </DeparturePage>
  );
}

function Entry({ view, event }: { readonly view: DepartureView; readonly event: Event }) {
  const say = useSay();
  const tell = useTell(view);
  const words = eventWords(say, view, event);
  return (
    <li data-gone={event.takenBack}>
      <div>
        <p>
          {event.takenBack ? <s>{words}</s> : words}
          {event.takenBack && <span className="soft"> · {say.t('history.takenBack')}</span>}
        </p>
        <p className="soft small">{whenAndWhere(say, view, event)}</p>
        {event.aside && !event.takenBack && <p className={css.aside}>{say.t('history.aside')}</p>}
        {tell.error !== null && <ErrorNotice error={tell.error} />}
      </div>
      {event.canBeTakenBack && (
        <Button
          size="compact-sm"
          variant="default"
          loading={tell.isPending}
          aria-label={say.t('history.takeBackNamed', { what: words })}
          onClick={() => tell.mutate({ type: 'unsay', event: event.seq })}
        >
          {say.t('history.takeBack')}
        </Button>
      )}
    </li>
  );
}

/** The computer too, where there is more than one. */
function whenAndWhere(say: Say, view: DepartureView, { at, computer }: Event): string {
  const when = say.dateTimeIn(at, view.zone);
  return view.computers.length > 1 ? say.t('differ.by', { who: computerWords(say, view, computer), when }) : when;
}
