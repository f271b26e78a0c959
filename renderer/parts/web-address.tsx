/** An address from an export. It leads nowhere by itself: it is text, and an https one can be copied. */
import { useSay } from '../say.ts';
import { CopyText } from './copy-text.tsx';

export function WebAddress({ address }: { readonly address: string }) {
  const { t } = useSay();
  return (
    <span style={{ display: 'inline-flex', gap: 10, alignItems: 'center', flexWrap: 'wrap', maxWidth: '100%' }}>
      <bdi className="small" dir="ltr">
        {address}
      </bdi>
      {isHttps(address) && <CopyText text={address} label={t('copy.address')} small />}
    </span>
  );
}

export function isHttps(address: string): boolean {
  return URL.parse(address)?.protocol === 'https:';
}
