/** The page as a whole: its language and look, the line to the engine, and what stands before the screens (first minutes, a locked vault). */
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { IntlProvider } from 'react-intl';
import type { Words } from '../shared/words/en.ts';
import { api, queries } from './client.ts';
import { connectionStore } from './door.ts';
import { Gate } from './gate.tsx';
import { languageOf, loadWords, localeOf } from './languages.ts';
import { LineNotice } from './line-notice.tsx';
import { showPassing } from './parts/passing-notice.ts';
import { useColourScheme } from './look/colour-scheme.ts';
import { theme } from './look/theme.ts';
import { useSay } from './say.ts';

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <Look>
        <Speech>
          <Connected>
            <Gate />
          </Connected>
          <Notifications position="bottom-right" autoClose={5000} />
        </Speech>
      </Look>
    </QueryClientProvider>
  );
}

function Look({ children }: { readonly children: ReactNode }) {
  const settings = useQuery(api.settings.get.queryOptions());
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={useColourScheme(settings.data?.theme)}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      {children}
    </MantineProvider>
  );
}

/** The words are fetched for one language only. Until they are here there is nothing to show, and that is a matter of milliseconds. */
function Speech({ children }: { readonly children: ReactNode }) {
  const settings = useQuery(api.settings.get.queryOptions());
  const language = languageOf(settings.data?.language, navigator.languages);
  const [spoken, setSpoken] = useState<{ locale: string; words: Words } | null>(null);
  useEffect(() => {
    let wanted = true;
    void loadWords(language).then((words) => {
      if (!wanted) return;
      document.documentElement.lang = language;
      setSpoken({ locale: localeOf(language, navigator.languages), words });
    });
    return () => {
      wanted = false;
    };
  }, [language]);
  if (spoken === null) return null;
  return (
    <IntlProvider locale={spoken.locale} messages={spoken.words} defaultLocale="en">
      {children}
    </IntlProvider>
  );
}

/** The screens stay as they are, out of reach, while there is no line: nothing that was typed is lost. */
function Connected({ children }: { readonly children: ReactNode }) {
  const { t } = useSay();
  const connection = useSyncExternalStore(connectionStore.subscribe, connectionStore.now);
  const line = connection.state === 'open' ? connection.line : null;
  const [before, setBefore] = useState(false);
  if (line !== null && !before) setBefore(true);
  useEffect(() => {
    if (line === null) return;
    // What failed or may have changed while there was no line is asked for again.
    void queries.invalidateQueries(line === 1 ? { predicate: ({ state }) => state.status === 'error' } : {});
  }, [line]);
  const newEngine = connection.state === 'open' && connection.newEngine;
  useEffect(() => {
    if (line === null || !newEngine) return;
    showPassing(t, { id: 'engine', title: t('line.restarted.what'), message: t('line.restarted.text'), autoClose: 20_000 });
  }, [line, newEngine, t]);
  const cut = connection.state !== 'open' && (before || connection.state !== 'connecting');
  return (
    <>
      {(before || connection.state === 'open') && (
        <div inert={cut} hidden={cut}>
          {children}
        </div>
      )}
      {cut && <LineNotice connection={connection} />}
    </>
  );
}
