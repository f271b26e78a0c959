/** The one form of a farewell. */
import { Button, Checkbox, Radio, TextInput } from '@mantine/core';
import type { FarewellDraft, FarewellLanguage } from '../../shared/farewell/index.ts';
import { DayField } from '../parts/day-field.tsx';
import { useSay } from '../say.ts';
import css from './farewell.module.css';

export type Draft = FarewellDraft['form'];
const tones = ['plain', 'warm', 'public'] as const;
const languages: readonly FarewellLanguage[] = ['en', 'fr'];
const mostPlaces = 5;

export function FormFields({ form, change }: { readonly form: Draft; readonly change: (form: Draft) => void }) {
  const { t } = useSay();
  const { places } = form;
  const setPlace = (at: number, part: Partial<Draft['places'][number]>): void =>
    change({ ...form, places: places.map((place, index) => (index === at ? { ...place, ...part } : place)) });
  return (
    <form className={css.form} aria-label={t('farewell.form')} onSubmit={(event) => event.preventDefault()}>
      <h2>{t('farewell.form')}</h2>
      {places.map((place, index) => (
        // Places have no name of their own; they only come and go at the end.
        <div key={index} className={css.place}>
          <TextInput
            label={index === 0 ? t('farewell.place') : `${t('farewell.place')} (${index + 1})`}
            description={index === 0 ? t('farewell.placeHint') : undefined}
            value={place.address}
            maxLength={500}
            onChange={({ currentTarget: { value } }) => setPlace(index, { address: value })}
          />
          <TextInput
            label={index === 0 ? t('farewell.placeName') : `${t('farewell.placeName')} (${index + 1})`}
            value={place.name}
            maxLength={80}
            onChange={({ currentTarget: { value } }) => setPlace(index, { name: value })}
          />
        </div>
      ))}
      <div className={css.row}>
        {places.length < mostPlaces && (
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => change({ ...form, places: [...places, { name: '', address: '' }] })}
          >
            {t('farewell.placeAnother')}
          </Button>
        )}
        {places.length > 1 && (
          <Button variant="default" size="compact-sm" onClick={() => change({ ...form, places: places.slice(0, -1) })}>
            {t('farewell.placeRemove', { number: places.length })}
          </Button>
        )}
      </div>
      <TextInput
        label={t('farewell.sign')}
        value={form.sign}
        maxLength={100}
        onChange={({ currentTarget: { value } }) => change({ ...form, sign: value })}
      />
      <DayField label={t('farewell.closingDay')} value={form.closingDay} set={(closingDay) => change({ ...form, closingDay })} />
      <Radio.Group
        label={t('farewell.tone')}
        value={form.tone}
        onChange={(value) => change({ ...form, tone: tones.find((tone) => tone === value) ?? form.tone })}
      >
        <div className={css.place}>
          {tones.map((tone) => (
            <Radio key={tone} value={tone} label={t(`farewell.tone.${tone}`)} />
          ))}
        </div>
      </Radio.Group>
      <Checkbox.Group
        label={t('farewell.languages')}
        value={form.languages}
        onChange={(value) => change({ ...form, languages: languages.filter((language) => value.includes(language)) })}
      >
        <div className={css.row}>
          {languages.map((language) => (
            <Checkbox key={language} value={language} label={t(`farewell.language.${language}`)} />
          ))}
        </div>
      </Checkbox.Group>
      {form.languages.map((language) => (
        <TextInput
          key={language}
          label={t(`farewell.own.${language}`)}
          value={form.own[language]}
          maxLength={300}
          onChange={({ currentTarget: { value } }) => change({ ...form, own: { ...form.own, [language]: value } })}
        />
      ))}
    </form>
  );
}
