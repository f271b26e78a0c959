/** The stages of a departure, in their order; any of them can be looked at. */
import { Select } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { DepartureView } from '../../shared/departures/index.ts';
import { Stage } from '../../shared/facts/rule.ts';
import { useSay } from '../say.ts';
import css from './departure.module.css';

export function Stages({ view, shown }: { readonly view: DepartureView; readonly shown: Stage }) {
  const { t } = useSay();
  const navigate = useNavigate();
  const words = (state: DepartureView['stages'][number]['state'], open: number): string =>
    open > 0 && state !== 'ahead'
      ? t('wizard.stateOpen', { state: t(`wizard.state.${state}`), count: open })
      : t(`wizard.state.${state}`);
  return (
    <nav aria-label={t('wizard.stages')} className={css.stagesPlace}>
      <ol className={css.stages}>
        {view.stages.map(({ id, state, open }) => (
          <li key={id} data-state={state}>
            <Link
              to="/departure/$departure"
              params={{ departure: view.id }}
              search={{ stage: id }}
              className={css.stage}
              data-shown={id === shown}
              {...(id === shown ? { 'aria-current': 'step' } : {})}
            >
              <span className={css.dot} aria-hidden />
              <span>{t(`stageOf.${id}`)}</span>
              {open > 0 && (
                <span className={css.count} aria-hidden>
                  {open}
                </span>
              )}
              <span className="unseen">, {words(state, open)}</span>
            </Link>
          </li>
        ))}
      </ol>
      <Select
        className={css.stageSelect}
        label={t('wizard.stage')}
        data={view.stages.map(({ id, state, open }) => ({
          value: id,
          label: t('wizard.stageOption', { stage: t(`stageOf.${id}`), state: words(state, open) }),
        }))}
        value={shown}
        allowDeselect={false}
        onChange={(value) => {
          const stage = Stage.safeParse(value);
          if (stage.success)
            void navigate({ to: '/departure/$departure', params: { departure: view.id }, search: { stage: stage.data } });
        }}
      />
    </nav>
  );
}
