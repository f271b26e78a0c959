/** A letter that was written: to be saved, sent by the person, and followed. */
import { Button, Select } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { DepartureView } from '../../shared/departures/index.ts';
import { AnswerKind, LetterFormat, type ShownLetter } from '../../shared/letters/index.ts';
import { client } from '../client.ts';
import { DayForm } from '../departure/day-form.tsx';
import { useTell } from '../departure/use-departure.ts';
import { DayField } from '../parts/day-field.tsx';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { base64File, saveFile } from '../save-file.ts';
import { useSay } from '../say.ts';
import css from './letters.module.css';

interface WrittenLetterProps {
  readonly view: DepartureView;
  readonly letter: ShownLetter;
  readonly today: string;
}

export function WrittenLetter({ view, letter, today }: WrittenLetterProps) {
  const { t, date } = useSay();
  const save = useMutation({
    mutationFn: async (format: LetterFormat) => {
      const { name, type, content } = await client.letters.file({ departure: view.id, letter: letter.id, format });
      return saveFile(base64File(name, type, content));
    },
  });
  const { deadline } = letter;
  return (
    <article className={css.card} aria-label={letter.subject}>
      <h3>{letter.subject}</h3>
      <p className="soft">
        {t('letters.toOn', { kind: t(`letters.kind.${letter.kind}`), to: letter.to.name, day: date(letter.day) })}
      </p>
      <div className={css.row}>
        {LetterFormat.options.map((format) => (
          <Button
            key={format}
            variant="default"
            size="compact-sm"
            loading={save.isPending && save.variables === format}
            onClick={() => save.mutate(format)}
          >
            {t(`letters.save.${format}`)}
          </Button>
        ))}
        <span role="status" className="soft small">
          {save.data === true ? t('letters.saved') : ''}
        </span>
      </div>
      {save.error !== null && <ErrorNotice error={save.error} />}
      {letter.to.form !== null && <p className="soft small">{t('letters.toForm', { address: letter.to.form })}</p>}
      {letter.sent !== null && <p>{t('letters.sentOn', { day: date(letter.sent) })}</p>}
      {deadline !== null && letter.answered === null && (
        <p className={deadline.over ? css.press : undefined}>
          {t(deadline.over ? 'letters.deadlineOver' : 'letters.deadline', { day: date(deadline.day) })}
        </p>
      )}
      {letter.answered !== null && <p>{t(`letters.answered.${letter.answered.how}`, { day: date(letter.answered.on) })}</p>}
      {letter.next !== null && <p className={css.press}>{t('letters.next', { kind: t(`letters.kind.${letter.next}`) })}</p>}
      <Said view={view} letter={letter} today={today} />
    </article>
  );
}

/** What can be said of it now: that it went out, and then what came of it. */
function Said({ view, letter, today }: WrittenLetterProps) {
  const { t } = useSay();
  const tell = useTell(view);
  const [how, setHow] = useState<AnswerKind>('done');
  const [until, setUntil] = useState('');
  const undo = letter.events[0];
  return (
    <>
      {letter.sent === null && (
        <DayForm
          label={t('letters.sent')}
          hint={t('letters.sentHint')}
          go={t('letters.sentGo')}
          day={today}
          max={today}
          pending={tell.isPending}
          say={(day) => tell.mutate({ type: 'letter-sent', letter: letter.id, day })}
        />
      )}
      {letter.sent !== null && letter.answered === null && (
        <details>
          <summary>{t('letters.answer')}</summary>
          <DayForm
            label={t('letters.answerDay')}
            go={t('letters.answerGo')}
            day={today}
            min={letter.sent}
            max={today}
            pending={tell.isPending}
            disabled={how === 'extended' && until === ''}
            say={(day) =>
              tell.mutate({
                type: 'letter-answered',
                letter: letter.id,
                day,
                how,
                ...(how === 'extended' ? { until } : {}),
              })
            }
          >
            <Select
              label={t('letters.how')}
              allowDeselect={false}
              data={AnswerKind.options.map((one) => ({ value: one, label: t(`letters.how.${one}`) }))}
              value={how}
              onChange={(value) => setHow(AnswerKind.catch('done').parse(value))}
            />
            {how === 'extended' && <DayField label={t('letters.until')} value={until} min={today} set={setUntil} />}
          </DayForm>
        </details>
      )}
      {undo !== undefined && (
        <div className={css.row}>
          <Button
            variant="subtle"
            size="compact-sm"
            loading={tell.isPending}
            onClick={() => tell.mutate({ type: 'unsay', event: undo })}
          >
            {t('letters.takeBack')}
          </Button>
        </div>
      )}
      {tell.error !== null && <ErrorNotice error={tell.error} />}
    </>
  );
}
