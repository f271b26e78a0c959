/** The six answers, which decide which tasks there are. They can be changed at any time. */
import { Button, Radio, Select, TextInput } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Answers, DepartureView } from '../../shared/departures/index.ts';
import { Law, YesNo } from '../../shared/departures/answers.ts';
import { Question } from '../../shared/facts/rule.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { useSay } from '../say.ts';
import { BackToStages, DeparturePage } from './departure-page.tsx';
import { useTell } from './use-departure.ts';
import css from './departure.module.css';

export function AnswersScreen() {
  const { t } = useSay();
  const { departure } = useParams({ from: '/departure/$departure/answers' });
  return (
    <DeparturePage departure={departure} narrow title={() => t('answers.title')} lead={() => t('answers.lead')}>
      {(view) => (
        <div className={css.stack}>
          <BackToStages view={view} />
          {/* What is said elsewhere meanwhile is shown: the form begins again with it. */}
          <Form key={JSON.stringify(view.answers)} view={view} />
        </div>
      )}
    </DeparturePage>
  );
}

function Form({ view }: { readonly view: DepartureView }) {
  const { t } = useSay();
  const tell = useTell(view);
  const [answers, setAnswers] = useState<Answers>(view.answers);
  const [findMe, setFindMe] = useState(view.answers.findMe ?? '');
  return (
    <form
      className={css.stack}
      onSubmit={(event) => {
        event.preventDefault();
        tell.mutate({ type: 'answer', answers: { ...answers, findMe: findMe.trim() === '' ? null : findMe.trim() } });
      }}
    >
      {Question.options.map((question) => (
        <Radio.Group
          key={question}
          label={t(`answers.${question}`)}
          value={answers[question]}
          onChange={(value) => {
            const answer = YesNo.safeParse(value);
            if (answer.success) setAnswers({ ...answers, [question]: answer.data });
          }}
        >
          <div className={css.choices}>
            {YesNo.options.map((answer) => (
              <Radio key={answer} value={answer} label={t(`answer.${answer}`)} />
            ))}
          </div>
        </Radio.Group>
      ))}
      <TextInput
        className={css.wide}
        label={t('wizard.where')}
        description={t('wizard.whereHint')}
        value={findMe}
        maxLength={500}
        onChange={(event) => setFindMe(event.currentTarget.value)}
      />
      <Select
        className={css.wide}
        label={t('answers.law')}
        description={t('answers.lawHint')}
        data={Law.options.map((law) => ({ value: law, label: t(`answers.law.${law}`) }))}
        value={answers.law}
        clearable
        onChange={(value) => {
          const law = Law.safeParse(value);
          setAnswers({ ...answers, law: law.success ? law.data : null });
        }}
      />
      <div className={css.row}>
        <Button type="submit" loading={tell.isPending}>
          {t('answers.go')}
        </Button>
      </div>
      {tell.error !== null && <ErrorNotice error={tell.error} />}
    </form>
  );
}
