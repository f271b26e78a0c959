/** One task: what, why, how, on which facts it rests, and what can be said of it. */
import { Button, TextInput } from '@mantine/core';
import { IconChevronDown, IconLock } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { DepartureView, Say, ShownTask } from '../../shared/departures/index.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { FactSource, FactValue } from '../parts/fact-source.tsx';
import { factLabel } from '../parts/fact-words.ts';
import { OutsideLink } from '../parts/outside-link.tsx';
import { useSay } from '../say.ts';
import { DayForm } from './day-form.tsx';
import { dayAfter } from './days.ts';
import { undoOf } from './inverse.ts';
import { TaskAction } from './task-action.tsx';
import { TaskLink } from './task-link.tsx';
import { useTell } from './use-departure.ts';
import css from './departure.module.css';

interface TaskCardProps {
  readonly view: DepartureView;
  readonly task: ShownTask;
  readonly opened: boolean;
  readonly toggle: () => void;
  /** Something was said of it: the next one comes to the front. */
  readonly settled: () => void;
}

export function TaskCard({ view, task, opened, toggle, settled }: TaskCardProps) {
  const say = useSay();
  const { t, text } = say;
  const id = useId();
  const open = task.state === 'open';
  return (
    <article className={css.task} data-state={task.state} data-opened={opened} aria-labelledby={id}>
      <div className={css.taskHead}>
        <h3 id={id}>
          <button type="button" className={css.toggle} aria-expanded={opened} onClick={toggle} data-task={task.id}>
            <IconChevronDown size={16} aria-hidden className={css.chevron} />
            <span>
              {text(task.title)}
              {task.state === 'done' && <span className={css.ok}> ✓ {t('wizard.isDone')}</span>}
              {task.state === 'skipped' && <span className={css.skipped}> · {t('wizard.isSkipped')}</span>}
            </span>
          </button>
        </h3>
        <div className={css.pills}>
          {open && task.gate && <span className={css.pill}>{t('wizard.needed')}</span>}
          {task.remindOn !== null && open && (
            <span className={css.pill} data-tone="amber">
              {t('wizard.remindOn', { date: say.partialDate(task.remindOn) })}
            </span>
          )}
          {!open && <UndoTask view={view} task={task} />}
        </div>
      </div>
      {task.reason !== null && <p className="soft small">{t('wizard.reason', { reason: task.reason })}</p>}
      {opened && (
        <div className={css.body}>
          <p className="soft">{text(task.why)}</p>
          <How task={task} />
          {open && task.lockedBy !== null && <Lock view={view} by={task.lockedBy} />}
          <TaskAction view={view} task={task} settled={settled} />
          {open && task.lockedBy === null && <Answers view={view} task={task} settled={settled} />}
          <Facts task={task} />
        </div>
      )}
    </article>
  );
}

function How({ task }: { readonly task: ShownTask }) {
  const { t, text } = useSay();
  if (task.how.length === 0) return null;
  return (
    <ol className={css.how}>
      {task.how.map(({ text: step, link }) => (
        <li key={step.en}>
          {text(step)}
          {link !== null && (
            <>
              {' '}
              <OutsideLink to={link} className={css.outside}>
                {t('wizard.openPage', { host: URL.parse(link)?.hostname ?? link })}
              </OutsideLink>
            </>
          )}
        </li>
      ))}
    </ol>
  );
}

function Lock({ view, by }: { readonly view: DepartureView; readonly by: string }) {
  const { t, text } = useSay();
  const first = view.tasks.find(({ id }) => id === by);
  return (
    <p className={css.lock}>
      <IconLock size={16} aria-hidden />
      <span>
        {t(by === 'gate' ? 'wizard.lockedGate' : 'wizard.locked')}{' '}
        <TaskLink view={view} task={by === 'gate' ? 'close.account' : by}>
          {by === 'gate' || first === undefined ? t('wizard.seeGate') : text(first.title)}
        </TaskLink>
      </span>
    </p>
  );
}

function UndoTask({ view, task }: { readonly view: DepartureView; readonly task: ShownTask }) {
  const { t, text } = useSay();
  const tell = useTell(view);
  const undo = undoOf(view, task.id);
  if (undo === null) return null;
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        loading={tell.isPending}
        aria-label={t('wizard.undoNamed', { task: text(task.title) })}
        onClick={() => tell.mutate(undo)}
      >
        {t('wizard.undo')}
      </Button>
      {tell.error !== null && <ErrorNotice error={tell.error} />}
    </>
  );
}

/** Done, not for me, remind me. What is done by what happens is not ticked off here. */
function Answers({ view, task, settled }: Omit<TaskCardProps, 'opened' | 'toggle'>) {
  const { t, text } = useSay();
  const tell = useTell(view);
  const [asking, setAsking] = useState<'skip' | 'remind' | null>(null);
  const [reason, setReason] = useState('');
  const say = (said: Say): void => tell.mutate(said, { onSuccess: settled });
  const title = text(task.title);
  return (
    <div className={css.answers}>
      <div className={css.row}>
        {task.by === 'person' && (
          <Button
            loading={tell.isPending && asking === null}
            aria-label={t('wizard.doneNamed', { task: title })}
            onClick={() => say({ type: 'do', task: task.id })}
          >
            {t('wizard.done')}
          </Button>
        )}
        {task.skippable && (
          <Button
            variant="default"
            aria-expanded={asking === 'skip'}
            aria-label={t('wizard.skipNamed', { task: title })}
            onClick={() => setAsking(asking === 'skip' ? null : 'skip')}
          >
            {t('wizard.skip')}
          </Button>
        )}
        <Button
          variant="default"
          aria-expanded={asking === 'remind'}
          aria-label={t('wizard.remindNamed', { task: title })}
          onClick={() => setAsking(asking === 'remind' ? null : 'remind')}
        >
          {t('wizard.remind')}
        </Button>
      </div>
      {asking === 'skip' && (
        <form
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (reason.trim() !== '') say({ type: 'skip', task: task.id, reason });
          }}
        >
          <TextInput
            label={t('wizard.why')}
            description={t('wizard.whyHint')}
            value={reason}
            maxLength={2000}
            onChange={(event) => setReason(event.currentTarget.value)}
            ref={focusHere}
          />
          <div className={css.row}>
            <Button type="submit" loading={tell.isPending} disabled={reason.trim() === ''}>
              {t('wizard.skipGo')}
            </Button>
          </div>
        </form>
      )}
      {asking === 'remind' && (
        <DayForm
          label={t('wizard.remindDay')}
          go={t('wizard.remindGo')}
          day={task.remindOn ?? dayAfter(view.today, 1)}
          min={view.today}
          pending={tell.isPending}
          say={(on) => tell.mutate({ type: 'remind', task: task.id, on }, { onSuccess: () => setAsking(null) })}
        />
      )}
      {tell.error !== null && <ErrorNotice error={tell.error} />}
    </div>
  );
}

function Facts({ task }: { readonly task: ShownTask }) {
  const say = useSay();
  if (task.facts.length === 0) return null;
  return (
    // Where the facts are the matter itself they stand open.
    <details className={css.facts} open={task.id === 'decide.know'}>
      <summary>{say.t('wizard.facts', { count: task.facts.length })}</summary>
      <dl>
        {task.facts.map((fact) => {
          const label = factLabel(say, fact.path);
          return (
            <div key={fact.path}>
              <dt>{label === '' ? say.t('wizard.rule') : label}</dt>
              <dd>
                <FactValue fact={fact} />
                <FactSource fact={fact} />
              </dd>
            </div>
          );
        })}
      </dl>
    </details>
  );
}

/** The person has just asked for this field. */
function focusHere(input: HTMLInputElement | null): void {
  input?.focus();
}
