/** While something is fetched: nothing for a moment, then a quiet line. */
import { Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useSay } from '../say.ts';

export function Loading() {
  const { t } = useSay();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div
      role="status"
      className="soft"
      style={{ display: 'flex', gap: 12, alignItems: 'center', padding: '24px 0', minHeight: 72 }}
    >
      {late && (
        <>
          <Loader size="sm" aria-hidden />
          {t('loading')}
        </>
      )}
    </div>
  );
}
