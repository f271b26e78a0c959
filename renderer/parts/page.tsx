/** A screen: its heading, what it is about in a line, and the rest. */
import type { ReactNode } from 'react';
import { useSay } from '../say.ts';
import { Heading } from './heading.tsx';
import css from './page.module.css';

interface PageProps {
  readonly heading: ReactNode;
  /** The heading as plain text, for the window's title. */
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly narrow?: boolean;
  readonly children?: ReactNode;
}

export function Page({ heading, title, lead, actions, narrow = false, children }: PageProps) {
  const { t } = useSay();
  return (
    <div className={narrow ? `${css.page} ${css.narrow}` : css.page}>
      <div className={css.top}>
        <div className={css.words}>
          <Heading title={t('window.title', { page: title })} of={title}>
            {heading}
          </Heading>
          {lead !== undefined && <p className={css.lead}>{lead}</p>}
        </div>
        {actions !== undefined && <div className={css.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}
