/** The first way in: leaving an account. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../client.ts';
import { useSay } from '../say.ts';
import css from './home.module.css';

/** `first`: nothing is under way yet, so this is what stands in the foreground. */
export function LeaveWay({ first }: { readonly first: boolean }) {
  const { t } = useSay();
  const about = useQuery(api.about.queryOptions({ staleTime: Infinity }));
  const count = about.data?.networks.filter(({ general }) => !general).length ?? 0;
  return (
    <section className={css.way} data-first={first || undefined} aria-labelledby="leave-way">
      <h2 id="leave-way">{t(first ? 'leave.way' : 'leave.wayAnother')}</h2>
      <p>{count > 0 && t('leave.wayText', { count })}</p>
      <div className={css.buttons}>
        <Button variant={first ? 'filled' : 'default'} renderRoot={(props) => <Link to="/leave" {...props} />}>
          {t('leave.go')}
        </Button>
      </div>
    </section>
  );
}
