/** Where one is on the way to a departure: three screens. */
import { Link } from '@tanstack/react-router';
import { useSay } from '../say.ts';
import css from './leave.module.css';

const steps = ['network', 'answers', 'means'] as const;
type Step = (typeof steps)[number];

/** Steps that lie behind are links. */
export function Steps({ now, network }: { readonly now: Step; readonly network?: string }) {
  const { t } = useSay();
  return (
    <nav aria-label={t('leave.steps')}>
      <ol className={css.steps}>
        {steps.map((step, index) => (
          <li key={step} aria-current={step === now ? 'step' : undefined}>
            {index < steps.indexOf(now) ? <StepLink step={step} network={network} /> : t(`leave.step.${step}`)}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function StepLink({ step, network }: { readonly step: Step; readonly network: string | undefined }) {
  const { t } = useSay();
  const words = t(`leave.step.${step}`);
  if (step === 'network' || network === undefined) return <Link to="/leave">{words}</Link>;
  return (
    <Link to="/leave/$network" params={{ network }}>
      {words}
    </Link>
  );
}
