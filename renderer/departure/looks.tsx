/** Looks from outside: agreed to once, made when asked for, and each with what it saw and what may be said of it. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { DepartureView } from '../../shared/departures/index.ts';
import type { Look, LookAnswer } from '../../shared/outlook.ts';
import { api } from '../client.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Notice } from '../parts/notice.tsx';
import { useSay } from '../say.ts';
import { took, useTell } from './use-departure.ts';
import css from './departure.module.css';

export function Looks({ view }: { readonly view: DepartureView }) {
  const { t, dateTimeIn } = useSay();
  const tell = useTell(view);
  const look = useMutation(api.departures.look.mutationOptions({ onSuccess: took }));
  const { outlook } = view;
  return (
    <section className={css.looks} aria-labelledby="looks">
      <h4 id="looks">{t('looks.title')}</h4>
      <p className="soft">{t(view.looksAgreed ? 'looks.agreedText' : 'looks.agreeText', { network: view.networkName })}</p>
      <div className={css.row}>
        <Button loading={look.isPending} onClick={() => look.mutate({ departure: view.id, agree: !view.looksAgreed })}>
          {t(view.looksAgreed ? 'looks.now' : 'looks.agree')}
        </Button>
        {view.looksAgreed && (
          <Button variant="subtle" loading={tell.isPending} onClick={() => tell.mutate({ type: 'looks', agreed: false })}>
            {t('looks.noMore')}
          </Button>
        )}
      </div>
      {look.error !== null && <ErrorNotice error={look.error} />}
      {tell.error !== null && <ErrorNotice error={tell.error} />}
      {outlook !== null && (
        <Notice
          tone={outlook.verdict === 'gone' ? 'accent' : outlook.verdict === 'present' ? 'amber' : 'plain'}
          role="status"
          head={t(`verdict.${outlook.verdict}`)}
        >
          <p>{t(`told.${outlook.because}`)}</p>
          {outlook.caveat !== null && <p>{t(`caveat.${outlook.caveat}`)}</p>}
          {outlook.again !== null && <p>{t('looks.again', { date: dateTimeIn(outlook.again, view.zone) })}</p>}
        </Notice>
      )}
      {view.looks.length > 0 && (
        <ol className={css.lookList} aria-label={t('looks.list')}>
          {view.looks.toReversed().map((one) => (
            <OneLook key={one.at} look={one} zone={view.zone} />
          ))}
        </ol>
      )}
    </section>
  );
}

function OneLook({ look, zone }: { readonly look: Look; readonly zone: string }) {
  const { t, dateTimeIn } = useSay();
  return (
    <li>
      <p>
        <b>{t(`verdict.${look.verdict}`)}</b> · {dateTimeIn(look.at, zone)}
      </p>
      <p className="soft small">{t(`because.${look.because}`)}</p>
      <ul className={css.answersSeen}>
        {look.answers.map((answer) => (
          <li key={answer.probe} className="small">
            {answer.address !== null && <bdi dir="ltr">{answer.address}</bdi>}
            <p className="soft">{answerWords(t, answer)}</p>
          </li>
        ))}
      </ul>
    </li>
  );
}

function answerWords(t: ReturnType<typeof useSay>['t'], { says, signal, status, failed, weight }: LookAnswer): string {
  if (failed !== null) return t(`lookFailed.${failed}`);
  const saw = signal ?? (status === null ? '' : String(status));
  return t(`looks.${says ?? 'nothing'}`, { saw, weight: t(`looks.weight.${weight}`) });
}
