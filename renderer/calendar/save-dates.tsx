/** The dates as a calendar file, handed to the person through the door: of one departure, or of all. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { client } from '../client.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { saveFile, textFile } from '../save-file.ts';
import { useSay } from '../say.ts';
import css from './calendar.module.css';

export function SaveDates({ departure, name }: { readonly departure: string | null; readonly name: string }) {
  const { t, language } = useSay();
  const save = useMutation({
    mutationFn: async () => {
      const { ics } = await client.departures.calendar({ departure, language });
      return saveFile(textFile(`${name}.ics`, 'text/calendar', ics));
    },
  });
  return (
    <div className={css.save}>
      <Button variant="default" loading={save.isPending} onClick={() => save.mutate()}>
        {t('calendar.save')}
      </Button>
      <p className={css.hint}>{t('calendar.saveHint')}</p>
      <p role="status">{save.data === true ? t('calendar.saved') : ''}</p>
      {save.error !== null && <ErrorNotice error={save.error} />}
    </div>
  );
}
