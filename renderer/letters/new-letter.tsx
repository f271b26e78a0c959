/** The next letter: which one, under which law, what it has to hold, and how it will read. */
import { Button, Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ProtectingLaw } from '../../shared/facts/index.ts';
import {
  LetterForm,
  LetterKind,
  LetterLanguage,
  Situation,
  type LetterDesk,
  type LetterWanted,
} from '../../shared/letters/index.ts';
import { api, client } from '../client.ts';
import { took } from '../departure/use-departure.ts';
import { DayField } from '../parts/day-field.tsx';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { useSay } from '../say.ts';
import css from './letters.module.css';

/** Long enough not to write a letter of half a word. */
const pause = 400;

/** What the person types, as it is typed. */
interface Draft {
  readonly kind: LetterKind;
  readonly law: ProtectingLaw | null;
  readonly language: LetterLanguage;
  readonly name: string;
  readonly address: string;
  readonly email: string;
  readonly accountEmail: string;
  readonly situation: Situation;
  readonly since: string;
  readonly more: string;
  readonly country: string;
  readonly region: string;
  readonly toName: string;
  readonly toAddress: string;
  readonly toEmail: string;
  readonly despite: boolean;
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

function draftOf({ form, law, kinds }: LetterDesk, language: LetterLanguage): Draft {
  return {
    // The one that is offered: what follows a letter goes before a new one.
    kind: kinds.findLast(({ about, refused }) => about !== null && refused === null)?.kind ?? 'access',
    law,
    language,
    name: form?.name ?? '',
    address: form?.address ?? '',
    email: form?.email ?? '',
    accountEmail: form?.accountEmail ?? '',
    situation: form?.situation ?? 'open',
    since: form?.since ?? '',
    more: form?.more ?? '',
    country: form?.country ?? '',
    region: form?.region ?? '',
    toName: form?.to?.name ?? '',
    toAddress: form?.to?.address ?? '',
    toEmail: form?.to?.email ?? '',
    despite: false,
  };
}

/** As the engine takes it; null while something is missing. */
function wantedOf(draft: Draft): LetterWanted | null {
  const { kind, law, language, despite, situation } = draft;
  const { data } = LetterForm.safeParse({
    name: draft.name,
    address: orNull(draft.address),
    email: orNull(draft.email),
    accountEmail: orNull(draft.accountEmail),
    situation,
    since: situation === 'open' ? null : orNull(draft.since),
    more: orNull(draft.more),
    country: orNull(draft.country),
    region: orNull(draft.region),
    to:
      orNull(draft.toName) === null
        ? null
        : { name: draft.toName, address: orNull(draft.toAddress), email: orNull(draft.toEmail) },
  });
  return data === undefined ? null : { kind, language, form: data, despite, ...(law === null ? {} : { law }) };
}

export function NewLetter({ departure, desk }: { readonly departure: string; readonly desk: LetterDesk }) {
  const { t, language } = useSay();
  const [draft, setDraft] = useState(() => draftOf(desk, language));
  const [wanted] = useDebouncedValue(wantedOf(draft), pause);
  const write = useMutation({
    mutationFn: async (letter: LetterWanted) => {
      await client.letters.write({ departure, wanted: letter });
      return client.departures.get({ departure });
    },
    onSuccess: took,
  });
  return (
    <section className={css.part} aria-labelledby="new-letter">
      <h2 id="new-letter">{t('letters.new')}</h2>
      <div className={css.sides}>
        <Fields desk={desk} draft={draft} change={(part) => setDraft({ ...draft, ...part })} />
        <div className={css.part}>
          {wanted === null ? (
            <p className="soft">{t('letters.needs')}</p>
          ) : (
            <>
              <Preview departure={departure} wanted={wanted} />
              {write.error !== null && <ErrorNotice error={write.error} />}
              <div className={css.row}>
                <Button loading={write.isPending} onClick={() => write.mutate(wanted)}>
                  {t('letters.write')}
                </Button>
                <span className="soft small">{t('letters.writeHint')}</span>
              </div>
            </>
          )}
        </div>
      </div>
    </section>
  );
}

function Preview({ departure, wanted }: { readonly departure: string; readonly wanted: LetterWanted }) {
  const { t } = useSay();
  const preview = useQuery(
    api.letters.preview.queryOptions({
      input: { departure, wanted },
      staleTime: 0,
      gcTime: 0,
      placeholderData: (before) => before,
    }),
  );
  if (preview.error !== null) return <ErrorNotice error={preview.error} />;
  if (preview.data === undefined) return null;
  return (
    <>
      <article className={css.paper} lang={wanted.language} aria-label={t('letters.preview')}>
        {preview.data.text}
      </article>
      {preview.data.without.map((what) => (
        <p key={what} className="soft small">
          {t(`letters.without.${what}`)}
        </p>
      ))}
    </>
  );
}

interface FieldsProps {
  readonly desk: LetterDesk;
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}

function Fields({ desk, draft, change }: FieldsProps) {
  const say = useSay();
  const { t } = say;
  const places = desk.places.find(({ country }) => country === draft.country);
  const countries = new Intl.DisplayNames([say.language], { type: 'region' });
  const text = (name: 'name' | 'email' | 'accountEmail' | 'toName' | 'toAddress' | 'toEmail', most: number) => (
    <TextInput
      label={t(`letters.${name}`)}
      value={draft[name]}
      maxLength={most}
      onChange={({ currentTarget: { value } }) => change({ [name]: value })}
    />
  );
  return (
    <form className={css.part} aria-label={t('letters.form')} onSubmit={(event) => event.preventDefault()}>
      <Select
        label={t('letters.kind')}
        allowDeselect={false}
        data={LetterKind.options.map((kind) => ({ value: kind, label: t(`letters.kind.${kind}`) }))}
        value={draft.kind}
        onChange={(value) => change({ kind: LetterKind.catch(draft.kind).parse(value) })}
      />
      <Select
        label={t('answers.law')}
        description={t('answers.lawHint')}
        data={ProtectingLaw.options.map((law) => ({ value: law, label: t(`answers.law.${law}`) }))}
        value={draft.law}
        onChange={(value) => change({ law: ProtectingLaw.nullable().catch(null).parse(value) })}
      />
      <Select
        label={t('letters.language')}
        allowDeselect={false}
        data={LetterLanguage.options.map((language) => ({ value: language, label: t(`letters.language.${language}`) }))}
        value={draft.language}
        onChange={(value) => change({ language: LetterLanguage.catch(draft.language).parse(value) })}
      />
      {text('name', 200)}
      <Textarea
        label={t('letters.address')}
        description={t('letters.addressHint')}
        value={draft.address}
        maxLength={500}
        autosize
        minRows={2}
        onChange={({ currentTarget: { value } }) => change({ address: value })}
      />
      {text('email', 320)}
      {text('accountEmail', 320)}
      <Select
        label={t('letters.situation')}
        allowDeselect={false}
        data={Situation.options.map((situation) => ({ value: situation, label: t(`letters.situation.${situation}`) }))}
        value={draft.situation}
        onChange={(value) => change({ situation: Situation.catch('open').parse(value) })}
      />
      {draft.situation !== 'open' && (
        <DayField label={t('letters.since')} value={draft.since} set={(since) => change({ since })} />
      )}
      {desk.places.length > 1 && (
        <Select
          label={t('letters.country')}
          searchable
          clearable
          data={desk.places.map(({ country }) => ({ value: country, label: countries.of(country) ?? country }))}
          value={draft.country === '' ? null : draft.country}
          onChange={(value) => change({ country: value ?? '', region: '' })}
        />
      )}
      {places !== undefined && places.regions.length > 0 && (
        <Select
          label={t('letters.region')}
          clearable
          data={[...places.regions]}
          value={draft.region === '' ? null : draft.region}
          onChange={(value) => change({ region: value ?? '' })}
        />
      )}
      <Textarea
        label={t('letters.more')}
        value={draft.more}
        maxLength={3000}
        autosize
        minRows={2}
        onChange={({ currentTarget: { value } }) => change({ more: value })}
      />
      <details>
        <summary>{t('letters.to')}</summary>
        <div className={css.part}>
          <p className="soft small">{t('letters.toHint', { operator: desk.operator })}</p>
          {text('toName', 500)}
          {text('toAddress', 500)}
          {text('toEmail', 320)}
        </div>
      </details>
      {draft.kind === 'erasure' && (
        <Checkbox
          label={t('letters.despite')}
          checked={draft.despite}
          onChange={({ currentTarget: { checked } }) => change({ despite: checked })}
        />
      )}
    </form>
  );
}
