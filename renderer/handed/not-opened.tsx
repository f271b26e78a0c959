/** Why a departure that was handed over was not opened, and that nothing was changed. What a refusal means elsewhere may be something else than here. */
import { DepartureLink } from '../parts/departure-link.tsx';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Notice } from '../parts/notice.tsx';
import { refusalOf } from '../refusal.ts';
import { useSay } from '../say.ts';

const own = ['damaged', 'in-future', 'departure-exists'] as const;

export function NotOpened({ error }: { readonly error: unknown }) {
  const { t } = useSay();
  const refusal = refusalOf(error);
  const code = own.find((one) => one === refusal?.code);
  if (code === undefined) return <ErrorNotice error={error} />;
  const departure = refusal?.detail['departure'];
  return (
    <Notice
      tone="brick"
      role="alert"
      head={t(`opened.${code}.what`)}
      actions={
        code === 'departure-exists' && typeof departure === 'string' ? (
          <DepartureLink departure={departure}>{t('opened.see')}</DepartureLink>
        ) : undefined
      }
    >
      <p>
        {t(`opened.${code}.todo`)} {t('opened.unchanged')}
      </p>
    </Notice>
  );
}
