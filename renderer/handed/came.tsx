/** What came with a departure that was opened: it is new here, or what was said elsewhere has joined what was said here. */
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { DepartureView } from '../../shared/departures/index.ts';
import { DeparturePage } from '../departure/departure-page.tsx';
import { computerWords, eventWords } from '../departure/event-words.ts';
import { DepartureLink } from '../parts/departure-link.tsx';
import { atHandle, useSay, type Say } from '../say.ts';
import { Differences } from './differences.tsx';
import css from './handed.module.css';

export interface Opened {
  readonly departure: string;
  readonly began: boolean;
  /** Numbers of what was not known here. */
  readonly events: readonly number[];
}

/** As many as are read at a glance; all of them stand in the history. */
const shown = 30;

export function Came({ opened, another }: { readonly opened: Opened; readonly another: () => void }) {
  const say = useSay();
  const { t } = say;
  const how = opened.began ? 'began' : opened.events.length === 0 ? 'known' : 'merged';
  return (
    <DeparturePage
      departure={opened.departure}
      narrow
      title={() => t(`opened.${how}`)}
      lead={({ handle, networkName }) =>
        t(`opened.${how}Text`, { handle: atHandle(handle), network: networkName, count: opened.events.length })
      }
    >
      {(view) => (
        <div className={css.parts}>
          <div className={css.row}>
            <DepartureLink departure={view.id} className={css.button}>
              {t('opened.on')}
            </DepartureLink>
            <Button variant="default" onClick={another}>
              {t('opened.another')}
            </Button>
          </div>
          {how === 'merged' && <Fresh view={view} events={opened.events} say={say} />}
          {how !== 'began' && <Differences view={view} />}
        </div>
      )}
    </DeparturePage>
  );
}

interface FreshProps {
  readonly view: DepartureView;
  readonly events: readonly number[];
  readonly say: Say;
}

function Fresh({ view, events, say }: FreshProps) {
  const { t } = say;
  const came = view.events.filter(({ seq }) => events.includes(seq)).toReversed();
  return (
    <section className={css.part} aria-labelledby="came">
      <h2 id="came">{t('opened.came')}</h2>
      <ol className={css.list}>
        {came.slice(0, shown).map((event) => (
          <li key={event.seq}>
            <p className="as-given">{eventWords(say, view, event)}</p>
            <p className="soft small">
              {t('differ.by', { who: computerWords(say, view, event.computer), when: say.dateTimeIn(event.at, view.zone) })}
            </p>
          </li>
        ))}
      </ol>
      {came.length > shown && (
        <p>
          <Link to="/departure/$departure/history" params={{ departure: view.id }}>
            {t('opened.more', { count: came.length - shown })}
          </Link>
        </p>
      )}
    </section>
  );
}
