/** Before there is a vault: the language, how what is kept is protected, and the recovery code. */
import { useState } from 'react';
import type { VaultState } from '../../shared/contract/schemas.ts';
import { useSay } from '../say.ts';
import { ChooseLanguage } from './choose-language.tsx';
import { ChooseProtection } from './choose-protection.tsx';
import { WriteDown } from './write-down.tsx';
import css from './first-minutes.module.css';

type Step =
  { readonly step: 'language' } | { readonly step: 'protection' } | { readonly step: 'recovery'; readonly code: string };

export function FirstMinutes({ vault, done }: { readonly vault: VaultState; readonly done: () => void }) {
  const { t } = useSay();
  const [step, setStep] = useState<Step>({ step: 'language' });
  const number = { language: 1, protection: 2, recovery: 3 }[step.step];
  return (
    <main className={css.page}>
      <div className={css.inner}>
        <div>
          <p className={css.brand}>{t('app.name')}</p>
          <p className={css.step}>{t('first.step', { number, of: 3 })}</p>
        </div>
        {step.step === 'language' && <ChooseLanguage next={() => setStep({ step: 'protection' })} />}
        {step.step === 'protection' && (
          <ChooseProtection
            keychain={vault.keychain}
            next={(code, protection) => (protection === 'none' ? done() : setStep({ step: 'recovery', code }))}
          />
        )}
        {step.step === 'recovery' && <WriteDown code={step.code} done={done} />}
      </div>
    </main>
  );
}
