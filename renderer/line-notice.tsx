/** Instead of the screens when there is no line to the engine. */
import { Button } from '@mantine/core';
import { tryAgain, type Connection } from './door.ts';
import { useSay } from './say.ts';
import css from './line-notice.module.css';

type Ended = Exclude<Connection, { readonly state: 'open' }>;

export function LineNotice({ connection }: { readonly connection: Ended }) {
  const { t } = useSay();
  return (
    <main className={css.full}>
      <div className={css.words} role="alert">
        <h1>{t(`line.${connection.state}.what`)}</h1>
        <p className="soft">{t(`line.${connection.state}.todo`)}</p>
        {(connection.state === 'broken' || connection.state === 'connecting') && (
          <Button onClick={tryAgain} loading={connection.state === 'connecting'}>
            {t('line.again')}
          </Button>
        )}
      </div>
    </main>
  );
}
