/** The forms, reactions or topics of a kind, to choose one from. */
import { Chip } from '@mantine/core';
import type { RecordKind } from '../../shared/records.ts';
import { subWords } from '../records/record-words.ts';
import { useSay } from '../say.ts';
import css from './archive.module.css';

interface SubChipsProps {
  readonly kind: RecordKind;
  readonly counts: Readonly<Record<string, number>> | undefined;
  readonly chosen: string | null;
  readonly choose: (sub: string | null) => void;
}

/** Stands for "all": no network names a form with an empty word. */
const all = '';

export function SubChips({ kind, counts, chosen, choose }: SubChipsProps) {
  const say = useSay();
  const subs = Object.entries(counts ?? {}).toSorted(([, a], [, b]) => b - a);
  if (subs.length < 2) return null;
  return (
    <Chip.Group value={chosen ?? all} onChange={(value) => choose(value === all ? null : value)}>
      <div className={css.filters}>
        <div className={css.chips} role="radiogroup" aria-label={say.t('other.subs')}>
          <Chip value={all} size="sm">
            {say.t('other.all')}
          </Chip>
          {subs.map(([sub, count]) => (
            <Chip key={sub} value={sub} size="sm">
              {say.t('people.list', { list: subWords(say, kind, sub), count })}
            </Chip>
          ))}
        </div>
      </div>
    </Chip.Group>
  );
}
