import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { Heading } from '../parts/heading.tsx';
import { KeptHere } from '../place/kept-here.tsx';
import { useSay } from '../say.ts';
import { languageOf } from '../languages.ts';
import { useSettings } from '../settings/use-settings.ts';
import { noteMove } from '../moves.ts';
import css from './first-minutes.module.css';

/** Languages are named in themselves, whatever the page speaks. */
export const languageNames = { en: 'English', fr: 'Français' } as const;

export function ChooseLanguage({ next }: { readonly next: () => void }) {
  const { t } = useSay();
  const { settings, set } = useSettings();
  const [language, setLanguage] = useState(languageOf(settings.language, navigator.languages));
  const choose = (value: string): void => {
    const chosen = value === 'fr' ? 'fr' : 'en';
    setLanguage(chosen);
    set({ language: chosen });
  };
  return (
    <>
      <Heading title={t('app.name')}>{t('first.title')}</Heading>
      <p className={css.lead}>{t('first.lead')}</p>
      <KeptHere first />
      <div className={css.row}>
        <SegmentedControl
          aria-label={t('settings.language')}
          value={language}
          onChange={choose}
          data={Object.entries(languageNames).map(([value, label]) => ({ value, label }))}
        />
        <Button
          onClick={() => {
            noteMove();
            next();
          }}
        >
          {t('first.next')}
        </Button>
      </div>
    </>
  );
}
