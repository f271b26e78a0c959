/** A field for a day. Browsers write the day as their region does, whatever the language of the page: below it, the day stands in words. */
import { TextInput, type TextInputProps } from '@mantine/core';
import { useSay } from '../say.ts';

interface DayFieldProps extends Pick<TextInputProps, 'className' | 'label' | 'required'> {
  readonly hint?: string | undefined;
  /** As `2026-11-25`; empty while none is chosen. */
  readonly value: string;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  readonly set: (day: string) => void;
}

export function DayField({ hint, value, min, max, set, ...field }: DayFieldProps) {
  const say = useSay();
  const inWords = value === '' ? null : say.dayWhole(value);
  return (
    <TextInput
      type="date"
      {...field}
      description={
        hint === undefined && inWords === null ? undefined : (
          <>
            {hint}
            {hint !== undefined && inWords !== null && <br />}
            {inWords !== null && <span aria-live="polite">{inWords}</span>}
          </>
        )
      }
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={value}
      withAsterisk={false}
      {...(min === undefined ? {} : { min })}
      {...(max === undefined ? {} : { max })}
      onChange={({ currentTarget }) => set(currentTarget.value)}
    />
  );
}
