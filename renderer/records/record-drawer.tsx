/** A record in full: every field, where it came from, and what the network gave as it came. */
import { Drawer } from '@mantine/core';
import { useCallback, useState, type ReactNode } from 'react';
import type { AnyRecord } from '../../shared/records.ts';
import { isHttps, WebAddress } from '../parts/web-address.tsx';
import { useSay } from '../say.ts';
import { CopyText } from '../parts/copy-text.tsx';
import { fieldsOf, type Field } from './record-fields.ts';
import { whatItIs } from './record-words.ts';
import css from '../archive/archive.module.css';

/** Opens and closes; what it showed stays while it slides away. */
export function useDrawer<T>() {
  const [state, setState] = useState<{ value: T | null; opened: boolean }>({ value: null, opened: false });
  const open = useCallback((value: T) => setState({ value, opened: true }), []);
  const close = useCallback(() => setState(({ value }) => ({ value, opened: false })), []);
  return { ...state, open, close };
}

interface RecordDrawerProps {
  readonly record: AnyRecord | null;
  readonly opened: boolean;
  readonly close: () => void;
}

export function RecordDrawer({ record, opened, close }: RecordDrawerProps) {
  const say = useSay();
  const { t } = say;
  const title = record === null ? t('record.details') : whatItIs(say, record);
  return (
    <Drawer opened={opened} onClose={close} size="lg" title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      {record !== null && (
        <div style={{ display: 'grid', gap: 22 }}>
          <dl className={css.rows}>
            {fieldsOf(record).map((field) => (
              <Row key={field.name} label={t(`field.${field.name}`)}>
                <Value field={field} />
              </Row>
            ))}
          </dl>
          <section aria-labelledby="source" style={{ display: 'grid', gap: 10 }}>
            <h3 id="source">{t('record.source')}</h3>
            <dl className={css.rows}>
              <Row label={t('record.file')}>
                <bdi>{record.source.file}</bdi>
              </Row>
              <Row label={t('record.locator')}>
                <code>{record.source.locator}</code>
              </Row>
            </dl>
          </section>
          {Object.keys(record.raw).length > 0 && (
            <section aria-labelledby="raw" style={{ display: 'grid', gap: 10, justifyItems: 'start' }}>
              <h3 id="raw">{t('record.raw')}</h3>
              <pre className={css.raw} tabIndex={0} aria-labelledby="raw" style={{ width: '100%' }}>
                {JSON.stringify(record.raw, null, 2)}
              </pre>
              <CopyText text={JSON.stringify(record.raw, null, 2)} label={t('copy.text')} small />
            </section>
          )}
        </div>
      )}
    </Drawer>
  );
}

function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Value({ field: { value, as } }: { readonly field: Field }) {
  const say = useSay();
  if (typeof value === 'boolean') return say.t(value ? 'yes' : 'no');
  if (typeof value === 'number') return as === 'bytes' ? say.bytes(value) : say.number(value);
  if (typeof value !== 'string') return <pre className={css.raw}>{JSON.stringify(value, null, 2)}</pre>;
  if (as === 'date') return say.dateTime(value) ?? value;
  if (as === 'word') return say.named(value, value.slice(value.indexOf('.') + 1));
  if (isHttps(value)) return <WebAddress address={value} />;
  return <span className="as-given">{value}</span>;
}
