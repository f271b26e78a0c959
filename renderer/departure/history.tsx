/** Everything that was said of a departure and found out for it, the newest first; what can be taken back is taken back here. */
import { Button } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import type { DepartureView } from '../../shared/departures/index.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { useSay, type Say } from '../say.ts';
import { BackToStages, DeparturePage } from './departure-page.tsx';
import { useTell } from './use-departure.ts';
import css from './departure.module.css';

type Event = DepartureView['events'][number];

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
        <p className="soft small">{say.dateTimeIn(event.at, view.zone)}</p>
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

function eventWords(say: Say, view: DepartureView, { type, data, seq }: Event): string {
  const { task, on, event } = data;
  const title = view.tasks.find(({ id }) => id === task)?.title;
  const earlier = typeof event === 'number' && event < seq ? view.events.find((one) => one.seq === event) : undefined;
  return say.named(`history.${type}`, type, {
    task: title === undefined ? String(task ?? '') : say.text(title),
    date: typeof on === 'string' ? (on.includes('T') ? say.dateIn(on, view.zone) : say.partialDate(on)) : '',
    what: earlier === undefined ? '' : eventWords(say, view, earlier),
    verdict: verdictOf(say, data['look']),
    agreed: data['agreed'] === true ? 'yes' : 'no',
    zone: typeof data['zone'] === 'string' ? data['zone'] : '',
  });
}

function verdictOf(say: Say, look: unknown): string {
  const verdict = typeof look === 'object' && look !== null && 'verdict' in look ? String(look.verdict) : '';
  return say.named(`verdict.${verdict}`, verdict);
}
