/** Settings: language and theme, what protects the archives, the recovery code, and what this is. */
import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '../client.ts';
import { languageNames } from '../first-minutes/choose-language.tsx';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { KeptHere } from '../place/kept-here.tsx';
import { Page } from '../parts/page.tsx';
import { useSay } from '../say.ts';
import { RecoverySettings } from './recovery-settings.tsx';
import { ReminderSettings } from './reminder-settings.tsx';
import { useSettings } from './use-settings.ts';
import css from './settings.module.css';

const languages = ['system', 'en', 'fr'] as const;
const themes = ['system', 'light', 'dark'] as const;

export function SettingsScreen() {
  const { t, list } = useSay();
  const { settings, set, error } = useSettings();
  const vault = useQuery(api.vault.state.queryOptions({ staleTime: Infinity }));
  const about = useQuery(api.about.queryOptions({ staleTime: Infinity }));
  return (
    <Page heading={t('settings.title')} title={t('settings.title')}>
      {error !== null && error !== undefined && <ErrorNotice error={error} />}
      <section className={css.section} aria-labelledby="language">
        <h2 id="language">{t('settings.language')}</h2>
        <div>
          <SegmentedControl
            aria-labelledby="language"
            value={settings.language}
            onChange={(value) => set({ language: languages.find((one) => one === value) ?? 'system' })}
            data={languages.map((value) => ({ value, label: value === 'system' ? t('settings.system') : languageNames[value] }))}
          />
        </div>
      </section>
      <section className={css.section} aria-labelledby="theme">
        <h2 id="theme">{t('settings.theme')}</h2>
        <div>
          <SegmentedControl
            aria-labelledby="theme"
            value={settings.theme}
            onChange={(value) => set({ theme: themes.find((one) => one === value) ?? 'system' })}
            data={themes.map((value) => ({
              value,
              label: t(value === 'system' ? 'settings.system' : `settings.theme.${value}`),
            }))}
          />
        </div>
      </section>
      <section className={css.section} aria-labelledby="kept">
        <h2 id="kept">{t('kept.title')}</h2>
        <KeptHere />
      </section>
      <section className={css.section} aria-labelledby="protection">
        <h2 id="protection">{t('settings.protection')}</h2>
        {vault.data?.protection != null && (
          <>
            <p>{t(`settings.protection.${vault.data.protection}`)}</p>
            <p className="soft">{t(`settings.protection.${vault.data.protection}.limits`)}</p>
          </>
        )}
      </section>
      {vault.data !== undefined && vault.data.protection !== 'none' && (
        <RecoverySettings confirmed={vault.data.recoveryConfirmed} />
      )}
      {about.data !== undefined && <ReminderSettings about={about.data} passphrase={vault.data?.protection === 'passphrase'} />}
      <section className={css.section} aria-labelledby="about">
        <h2 id="about">{t('settings.about')}</h2>
        {about.data !== undefined && (
          <>
            <p>{t('settings.version', { version: about.data.version })}</p>
            <p>
              {t('settings.reads', { networks: list(about.data.networks.filter(({ reads }) => reads).map(({ name }) => name)) })}
            </p>
            <p className="soft">{t('settings.local')}</p>
          </>
        )}
      </section>
    </Page>
  );
}
