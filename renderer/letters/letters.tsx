/** The letters of one departure: those that were written, and the next one. */
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { DepartureView } from '../../shared/departures/index.ts';
import { api } from '../client.ts';
import { BackToStages, DeparturePage } from '../departure/departure-page.tsx';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Loading } from '../parts/loading.tsx';
import { useSay } from '../say.ts';
import { NewLetter } from './new-letter.tsx';
import { WrittenLetter } from './written-letter.tsx';
import css from './letters.module.css';

export function LettersScreen() {
  const { t } = useSay();
  const { departure } = useParams({ from: '/departure/$departure/letters' });
  return (
    <DeparturePage departure={departure} title={() => t('letters.title')} lead={() => t('letters.lead')}>
      {(view) => <Letters view={view} />}
    </DeparturePage>
  );
}

function Letters({ view }: { readonly view: DepartureView }) {
  const { t } = useSay();
  // Asked again whenever the departure is another: what is said of a letter is said of the departure.
  const said = view.events.at(-1)?.seq ?? 0;
  const desk = useQuery({
    ...api.letters.desk.queryOptions({ input: { departure: view.id }, staleTime: 0 }),
    queryKey: [...api.letters.desk.queryKey({ input: { departure: view.id } }), said],
    placeholderData: (before) => before,
  });
  return (
    <div className={css.screen}>
      <BackToStages view={view} />
      {desk.error !== null && <ErrorNotice error={desk.error} />}
      {desk.isPending && <Loading />}
      {desk.data !== undefined && (
        <>
          {desk.data.letters.length > 0 && (
            <section className={css.part} aria-labelledby="written">
              <h2 id="written">{t('letters.written')}</h2>
              <ul className={css.list}>
                {desk.data.letters.map((letter) => (
                  <li key={letter.id}>
                    <WrittenLetter view={view} letter={letter} today={desk.data.today} />
                  </li>
                ))}
              </ul>
            </section>
          )}
          <NewLetter departure={view.id} desk={desk.data} />
        </>
      )}
    </div>
  );
}
