/** An error in words: what happened, and what to do. Bugs get a sentence of their own. */
import type { ReactNode } from 'react';
import { refusalOf, type RefusalTold } from '../refusal.ts';
import { useSay, type Say } from '../say.ts';
import { Notice } from './notice.tsx';

/** A detail's number is written as numbers are; `bytes…` as sizes. */
export function refusalWords(say: Say, refusal: RefusalTold): { what: string; todo: string; about: string | null } {
  const { file, limit, most, found } = refusal.detail;
  const about = typeof file === 'string' ? file : typeof limit === 'number' ? say.t('error.limit', { limit }) : null;
  const todo = say.t(`error.${refusal.code}.todo`);
  // Which limit, and what was found beyond it.
  const beyond =
    typeof limit === 'string' && most !== undefined && found !== undefined ? say.t('error.beyond', { limit, most, found }) : '';
  return { what: say.t(`error.${refusal.code}.what`), todo: `${beyond} ${todo}`.trim(), about };
}

export function ErrorNotice({ error, actions }: { readonly error: unknown; readonly actions?: ReactNode }) {
  const say = useSay();
  const refusal = refusalOf(error);
  if (refusal === null)
    return (
      <Notice tone="brick" role="alert" head={say.t('bug.what')} actions={actions}>
        <p>{say.t('bug.todo')}</p>
      </Notice>
    );
  const { what, todo, about } = refusalWords(say, refusal);
  return (
    <Notice tone="brick" role="alert" head={what} actions={actions}>
      {about !== null && (
        <p>
          <bdi>{about}</bdi>
        </p>
      )}
      <p>{todo}</p>
    </Notice>
  );
}
