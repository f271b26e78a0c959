/** A folder for everything: those the engine offers and, where the door has a dialogue, any other. The page holds tokens and no path. */
import { Button, Radio } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ChosenPlace, type Bridge } from '../../shared/bridge.ts';
import type { Place } from '../../shared/contract/schemas.ts';
import { api } from '../client.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Loading } from '../parts/loading.tsx';
import { useSay } from '../say.ts';
import css from './place.module.css';

interface ChooseFolderProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string | null;
  readonly choose: (token: string) => void;
}

export function ChooseFolder({ label, hint, value, choose }: ChooseFolderProps) {
  const { t, bytes } = useSay();
  const offered = useQuery(api.place.offered.queryOptions({ staleTime: Infinity }));
  const [chosen, setChosen] = useState<readonly Place[]>([]);
  const dialogue = useMutation({
    mutationFn: async (bridge: Bridge) => ChosenPlace.parse(await bridge({ ask: 'place' })),
    onSuccess: (place) => {
      if (place === null) return;
      setChosen((before) => [...before.filter(({ token }) => token !== place.token), place]);
      choose(place.token);
    },
  });
  if (offered.error !== null) return <ErrorNotice error={offered.error} />;
  if (offered.data === undefined) return <Loading />;
  const { adieu } = window;
  const places = [...offered.data, ...chosen.filter((place) => !offered.data.some(({ token }) => token === place.token))];
  return (
    <>
      <Radio.Group label={label} description={hint} value={value} onChange={choose}>
        <div className={css.places}>
          {places.map(({ token, label: name, free }) => (
            <Radio
              key={token}
              value={token}
              label={<bdi>{name}</bdi>}
              description={free === null ? undefined : t('copyOut.free', { bytes: bytes(free) })}
            />
          ))}
        </div>
      </Radio.Group>
      {adieu === undefined ? (
        <p className="soft small">{t('kept.elsewhere')}</p>
      ) : (
        <div>
          <Button variant="default" size="compact-sm" loading={dialogue.isPending} onClick={() => dialogue.mutate(adieu)}>
            {t('kept.choose')}
          </Button>
        </div>
      )}
      {dialogue.error !== null && <ErrorNotice error={dialogue.error} />}
    </>
  );
}
