/** Saying on which day something happened; today, where nothing else is said. */
import { Button, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
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
      <TextInput
        type="date"
        className={css.day}
        label={label}
        description={hint}
        value={chosen}
        {...(min === undefined ? {} : { min })}
        {...(max === undefined ? {} : { max })}
        required
        withAsterisk={false}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      {children}
      <div className={css.row}>
        <Button type="submit" loading={pending} disabled={disabled === true} {...(color === undefined ? {} : { color })}>
          {go}
        </Button>
      </div>
    </form>
  );
}
