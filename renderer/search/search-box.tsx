/** The words to search for. Enter searches; over one archive, or over all. */
import { Button, CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useSay } from '../say.ts';
import css from './search.module.css';

export function SearchBox({ archive }: { readonly archive: string | null }) {
  const { t } = useSay();
  const navigate = useNavigate();
  const { words = '', kinds } = useSearch({ strict: false });
  // What was typed counts until another search is on the screen.
  const [draft, setDraft] = useState({ over: words, typed: words });
  const typed = draft.over === words ? draft.typed : words;
  const setTyped = (now: string): void => setDraft({ over: words, typed: now });
  const look = (asked: string): void => {
    const search = { ...(asked.trim() === '' ? {} : { words: asked.trim() }), ...(kinds === undefined ? {} : { kinds }) };
    if (archive === null) void navigate({ to: '/search', search });
    else if (search.words === undefined) void navigate({ to: '/archive/$archive', params: { archive } });
    else void navigate({ to: '/archive/$archive/search', params: { archive }, search });
  };
  const label = t(archive === null ? 'search.all' : 'search.one');
  return (
    <form
      role="search"
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        look(typed);
      }}
    >
      <TextInput
        className={css.input}
        size="md"
        aria-label={label}
        placeholder={label}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        maxLength={1000}
        leftSection={<IconSearch size={18} aria-hidden />}
        rightSection={
          typed !== '' && (
            <CloseButton
              aria-label={t('search.clear')}
              onClick={() => {
                setTyped('');
                look('');
              }}
            />
          )
        }
      />
      <Button type="submit" size="md" variant="default">
        {t('search.go')}
      </Button>
    </form>
  );
}
