/** What the vault allows: the first minutes while there is none, the key while it is locked, the screens once it is open. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { VaultState } from '../shared/contract/schemas.ts';
import { api, queries } from './client.ts';
import { ErrorNotice } from './parts/error-notice.tsx';
import { Loading } from './parts/loading.tsx';
import { blockingOf } from './place/blocking.ts';
import { refusalOf } from './refusal.ts';
import { router } from './router.tsx';
import css from './line-notice.module.css';

const FirstMinutes = lazy(async () => ({ default: (await import('./first-minutes/first-minutes.tsx')).FirstMinutes }));
const PlaceGone = lazy(async () => ({ default: (await import('./place/place-gone.tsx')).PlaceGone }));
const Unlock = lazy(async () => ({ default: (await import('./first-minutes/unlock.tsx')).Unlock }));

export function Gate() {
  const vault = useQuery(api.vault.state.queryOptions({ staleTime: Infinity }));
  const [welcoming, setWelcoming] = useState(false);
  const [opened, setOpened] = useState(false);
  const state = vault.data?.state;
  // The vault is made on the way through the first minutes; they go on until their end.
  if (state === 'new' && !welcoming) setWelcoming(true);

  if (state === 'open' && !welcoming && !opened) setOpened(true);
  const locked = state === 'locked';
  useEffect(() => {
    // What could not be had while it was locked is asked for again.
    if (!locked) void queries.invalidateQueries({ predicate: (query) => query.state.status === 'error' });
  }, [locked]);

  const blocked = blockingOf(refusalOf(vault.error));
  // While it is only being moved the screens stay; whoever comes meanwhile has none yet.
  if (blocked !== null && (blocked !== 'moving' || vault.data === undefined))
    return (
      <Suspense fallback={<Waiting />}>
        <PlaceGone code={blocked} />
      </Suspense>
    );
  if (vault.error !== null && vault.data === undefined)
    return <main className={css.full}>{<ErrorNotice error={vault.error} />}</main>;
  if (vault.data === undefined) return <Waiting />;
  if (welcoming)
    return (
      <Suspense fallback={<Waiting />}>
        <FirstMinutes vault={vault.data} done={() => setWelcoming(false)} />
      </Suspense>
    );
  // An engine that was started again may ask for the key: the screens stay as they are behind it, with what was typed.
  return (
    <>
      {locked && <Locked vault={vault.data} />}
      {opened && (
        <div hidden={locked} inert={locked}>
          <RouterProvider router={router} />
        </div>
      )}
    </>
  );
}

function Waiting() {
  return (
    <main className={css.full}>
      <Loading />
    </main>
  );
}

/** A vault whose key is in the keychain (or that has none) opens by itself; the person is asked only when that does not work. */
function Locked({ vault }: { readonly vault: VaultState }) {
  const byItself = vault.protection !== 'passphrase';
  const unlock = useMutation(
    api.vault.unlock.mutationOptions({ onSuccess: (now) => queries.setQueryData(api.vault.state.queryKey(), now) }),
  );
  const { mutate } = unlock;
  const tried = useRef(false);
  useEffect(() => {
    if (!byItself || tried.current) return;
    tried.current = true;
    mutate({});
  }, [byItself, mutate]);
  if (byItself && !unlock.isError) return <Waiting />;
  return (
    <Suspense fallback={<Waiting />}>
      <Unlock vault={vault} error={unlock.error} />
    </Suspense>
  );
}
