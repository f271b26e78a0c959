/** Something the person should know, with what can be done about it. */
import type { ReactNode } from 'react';
import css from './notice.module.css';

interface NoticeProps {
  readonly tone?: 'plain' | 'accent' | 'amber' | 'brick';
  /** `alert` for what just went wrong, `status` for what just happened; left out for what simply stands there. */
  readonly role?: 'alert' | 'status' | undefined;
  readonly head?: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

export function Notice({ tone = 'plain', role, head, children, actions }: NoticeProps) {
  return (
    <div className={css.notice} data-tone={tone} role={role}>
      {head !== undefined && <p className={css.head}>{head}</p>}
      {children}
      {actions !== undefined && <div className={css.actions}>{actions}</div>}
    </div>
  );
}
