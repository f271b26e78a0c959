/** The second step: the account, and six plain questions. Nothing has to be known but the name of the account. */
import { Button, NativeSelect, Radio, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Law, YesNo, type Asked } from '../../shared/departures/answers.ts';
import { Question } from '../../shared/facts/rule.ts';
import { api } from '../client.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Loading } from '../parts/loading.tsx';
import { Page } from '../parts/page.tsx';
import { useSay } from '../say.ts';
import { useDraft, type Draft } from './draft.ts';
import { Steps } from './steps.tsx';
import css from './leave.module.css';

export function AccountAnswers() {
  const { t } = useSay();
  const { network: id } = useParams({ from: '/leave/$network' });
  const about = useQuery(api.about.queryOptions({ staleTime: Infinity }));
  const [draft, change] = useDraft();
  const network = about.data?.networks.find((one) => one.id === id);
  if (about.isPending) return <Loading />;
  if (about.error !== null) return <ErrorNotice error={about.error} />;
  // An address that names no network, or one that still needs a name.
  if (network === undefined || (network.general && draft.name === '')) return <Navigate to="/leave" replace />;
  const name = network.general ? draft.name : network.name;
  const title = t('leave.answersTitle', { network: name });
  return (
    <Page heading={title} title={title} lead={t('leave.answersLead')} narrow>
      <Steps now="answers" network={id} />
      <Questions id={id} draft={draft} change={change} />
    </Page>
  );
}

interface QuestionsProps {
  readonly id: string;
  readonly draft: Draft;
  readonly change: (by: Partial<Draft>) => void;
}

function Questions({ id, draft, change }: QuestionsProps) {
  const { t } = useSay();
  const navigate = useNavigate();
  const [tried, setTried] = useState(false);
  const { answers } = draft;
  const handle = draft.handle.trim().replace(/^@/, '');
  const handleError = handle === '' ? t('leave.handleNone') : handle.length > 200 ? t('leave.handleLong') : null;
  const placeError = draft.findMe.trim().length > 500 ? t('leave.findMeLong') : null;
  return (
    <form
      className={css.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (handleError === null && placeError === null) {
          change({ network: id });
          return void navigate({ to: '/leave/$network/means', params: { network: id } });
        }
        setTried(true);
        const wrong = event.currentTarget.elements.namedItem(handleError === null ? 'findMe' : 'handle');
        if (wrong instanceof HTMLElement) wrong.focus();
      }}
    >
      <TextInput
        name="handle"
        label={t('leave.handle')}
        description={t('leave.handleHint')}
        value={draft.handle}
        maxLength={1000}
        autoComplete="off"
        spellCheck={false}
        required
        withAsterisk={false}
        error={tried ? handleError : null}
        onChange={(event) => change({ handle: event.currentTarget.value })}
      />
      {Question.options.map((question) => (
        <YesOrNo
          key={question}
          question={question}
          value={answers[question]}
          choose={(value) => change({ answers: { ...answers, [question]: value } })}
        />
      ))}
      <div className={css.question}>
        <TextInput
          name="findMe"
          label={t('leave.findMe')}
          description={t('leave.findMeHint')}
          value={draft.findMe}
          maxLength={1000}
          error={tried ? placeError : null}
          onChange={(event) => change({ findMe: event.currentTarget.value })}
        />
      </div>
      <div className={css.question}>
        <NativeSelect
          label={t('leave.law')}
          description={t('leave.lawHint')}
          value={answers.law ?? 'unsure'}
          data={[
            { value: 'unsure', label: t('leave.law.unsure') },
            ...Law.options.map((law) => ({ value: law, label: t(`leave.law.${law}`) })),
          ]}
          onChange={(event) => {
            const { data } = Law.safeParse(event.currentTarget.value);
            change({ answers: { ...answers, law: data ?? null } });
          }}
        />
      </div>
      <div className={css.actions}>
        <Button type="submit">{t('leave.next')}</Button>
        <Button variant="subtle" renderRoot={(props) => <Link to="/leave" {...props} />}>
          {t('leave.back')}
        </Button>
      </div>
    </form>
  );
}

interface YesOrNoProps {
  readonly question: Asked;
  readonly value: YesNoAnswer;
  readonly choose: (value: YesNoAnswer) => void;
}
type YesNoAnswer = (typeof YesNo.options)[number];

function YesOrNo({ question, value, choose }: YesOrNoProps) {
  const { t } = useSay();
  return (
    <div className={css.question}>
      <Radio.Group
        label={t(`leave.${question}`)}
        description={t(`leave.${question}Hint`)}
        value={value}
        onChange={(chosen) => choose(YesNo.parse(chosen))}
      >
        <div className={css.choices}>
          {YesNo.options.map((answer) => (
            <Radio key={answer} value={answer} label={t(`leave.${answer}`)} />
          ))}
        </div>
      </Radio.Group>
    </div>
  );
}
