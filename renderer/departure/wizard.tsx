/** A departure: its stages at the left, what is to be done in one of them at the right. Any stage can be looked at; the present one is shown first. */
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { DepartureView } from '../../shared/departures/index.ts';
import type { Stage } from '../../shared/facts/rule.ts';
import { stagesBehind } from '../home/stage-ring.tsx';
import { atHandle, useSay } from '../say.ts';
import { Beside } from './beside.tsx';
import { Dates } from './dates.tsx';
import { DeparturePage } from './departure-page.tsx';
import { GracePanel } from './grace-panel.tsx';
import { Stages } from './stages.tsx';
import { TaskCard } from './task-card.tsx';
import css from './departure.module.css';

export function Wizard() {
  const { t, dateIn } = useSay();
  const { departure } = useParams({ from: '/departure/$departure' });
  return (
    <DeparturePage
      departure={departure}
      title={(view) => t('wizard.title', { network: view.networkName })}
      lead={(view) =>
        t('wizard.lead', {
          handle: atHandle(view.handle),
          date: dateIn(view.begunAt, view.zone),
          behind: stagesBehind(view),
          of: view.stages.length,
        })
      }
    >
      {(view) => <Leaving key={departure} view={view} />}
    </DeparturePage>
  );
}

function Leaving({ view }: { readonly view: DepartureView }) {
  const { t } = useSay();
  const search = useSearch({ from: '/departure/$departure' });
  // Where the person was when they came: finishing a stage does not carry them off.
  const [arrived] = useState(view.stage);
  const asked = search.task === undefined ? undefined : view.tasks.find(({ id }) => id === search.task);
  const shown = asked?.stage ?? search.stage ?? arrived;
  return (
    <div className={css.wizard}>
      <div className={css.side}>
        <Stages view={view} shown={shown} />
        <Beside view={view} />
      </div>
      <StageView view={view} stage={shown} asked={asked?.id ?? null} />
      <p role="status" className="unseen">
        {view.stage === arrived ? '' : t('wizard.moved', { stage: t(`stageOf.${view.stage}`) })}
      </p>
    </div>
  );
}

interface StageViewProps {
  readonly view: DepartureView;
  readonly stage: Stage;
  /** The task that was asked for by its address. */
  readonly asked: string | null;
}

/** The task that is unfolded (null: none), where the person has a say in it. `of`: where that was said. */
interface Chosen {
  readonly of: string;
  readonly task: 'next' | { readonly id: string | null };
}

function StageView({ view, stage, asked }: StageViewProps) {
  const { t } = useSay();
  const tasks = view.tasks.filter((task) => task.stage === stage);
  const open = tasks.filter(({ state }) => state === 'open');
  const first = open.find(({ lockedBy }) => lockedBy === null) ?? open[0];
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const of = `${stage} ${asked ?? ''}`;
  const next = first?.id ?? null;
  const opened = chosen?.of !== of ? (asked ?? next) : chosen.task === 'next' ? next : chosen.task.id;
  const place = useRef<HTMLElement>(null);
  const follow = useRef<string | null>(null);
  useEffect(() => {
    const front = place.current?.querySelector<HTMLElement>('[data-opened=true] [data-task], [data-go-on]');
    // The departure as it is now may come a little later.
    if (follow.current === null || front === null || front?.dataset['task'] === follow.current) return;
    follow.current = null;
    front?.focus();
  });
  /** What was settled makes room: the next task comes to the front, and the focus with it. */
  const settled = (task: string): void => {
    follow.current = task;
    setChosen({ of, task: 'next' });
  };
  useFocusOn(asked === null ? null : `[data-task="${asked}"]`, asked ?? '');
  return (
    <section ref={place} className={css.stageView} aria-labelledby="stage">
      <StageHeading stage={stage} />
      <p className={css.stageLead}>{t(`stageText.${stage}`)}</p>
      {stage !== view.stage && open.length > 0 && (
        <p className={css.elsewhere}>
          {t('wizard.elsewhere', { stage: t(`stageOf.${view.stage}`) })}{' '}
          <Link to="/departure/$departure" params={{ departure: view.id }} search={{ stage: view.stage }}>
            {t('wizard.goTo', { stage: t(`stageOf.${view.stage}`) })}
          </Link>
        </p>
      )}
      <Dates view={view} stage={stage} />
      {stage === 'grace' && <GracePanel view={view} />}
      {(view.closing !== 'closed' && afterClosing.has(stage) && <p className="soft">{t('wizard.afterClosing')}</p>) || null}
      <div className={css.tasks}>
        {tasks.map((task) => (
          <TaskCard
            key={task.id}
            view={view}
            task={task}
            opened={task.id === opened}
            toggle={() => {
              follow.current = null;
              setChosen({ of, task: { id: task.id === opened ? null : task.id } });
            }}
            settled={() => settled(task.id)}
          />
        ))}
      </div>
      {open.length === 0 && <GoOn view={view} stage={stage} />}
    </section>
  );
}

const afterClosing: ReadonlySet<Stage> = new Set<Stage>(['grace', 'confirm']);

/** Nothing is open here: where it goes on. */
function GoOn({ view, stage }: { readonly view: DepartureView; readonly stage: Stage }) {
  const { t } = useSay();
  const last = view.stage === stage;
  return (
    <div className={css.goOn}>
      {/* Where no way leads on, the focus has somewhere to stay. */}
      <p {...(last ? { tabIndex: -1, 'data-go-on': true } : {})}>
        {t(last && stage === 'done' ? 'wizard.finished' : 'wizard.stageOver')}
      </p>
      {!last && (
        <Link
          to="/departure/$departure"
          params={{ departure: view.id }}
          search={{ stage: view.stage }}
          className={css.button}
          data-go-on
        >
          {t('wizard.next', { stage: t(`stageOf.${view.stage}`) })}
        </Link>
      )}
    </div>
  );
}

/** The focus comes when another stage is shown; on arrival it is at the top of the page. */
function StageHeading({ stage }: { readonly stage: Stage }): ReactNode {
  const { t } = useSay();
  const [at] = useState(stage);
  const moved = useRef(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (moved.current || stage !== at) heading.current?.focus();
    moved.current = moved.current || stage !== at;
  }, [stage, at]);
  return (
    <h2 id="stage" ref={heading} tabIndex={-1}>
      {t(`stageOf.${stage}`)}
    </h2>
  );
}

function useFocusOn(selector: string | null, of: string): void {
  useEffect(() => {
    if (selector !== null) document.querySelector<HTMLElement>(selector)?.focus();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for each thing that is asked for
  }, [of]);
}
