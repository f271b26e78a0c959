/** Saying on which day something happened; today, where nothing else is said. */
import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { DayField } from '../parts/day-field.tsx';
import css from './departure.module.css';

interface DayFormProps {
  readonly label: string;
  readonly hint?: string;
  /** The button. */
  readonly go: string;
  /** The day it stands at first. */
  readonly day: string;
  readonly min?: string;
  readonly max?: string;
  readonly pending: boolean;
  readonly disabled?: boolean;
  readonly color?: 'brick';
  readonly say: (day: string) => void;
  /** More fields, between the day and the button. */
  readonly children?: ReactNode;
}

export function DayForm({ label, hint, go, day, min, max, pending, disabled, color, say, children }: DayFormProps) {
  const [chosen, setChosen] = useState(day);
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== '') say(chosen);
      }}
    >
      <DayField className={css.day} label={label} hint={hint} value={chosen} min={min} max={max} required set={setChosen} />
      {children}
      <div className={css.row}>
        <Button type="submit" loading={pending} disabled={disabled === true} {...(color === undefined ? {} : { color })}>
          {go}
        </Button>
      </div>
    </form>
  );
}
