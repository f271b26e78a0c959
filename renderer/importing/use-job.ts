/** How a job stands, for as long as somebody looks. On a new line to the engine the watching begins again. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { JobState } from '../../shared/contract/schemas.ts';
import { client } from '../client.ts';
import { connectionStore } from '../door.ts';

export function useJob(job: string | null): { readonly state: JobState | null; readonly error: unknown } {
  const [seen, setSeen] = useState<{ job: string; state: JobState | null; error: unknown } | null>(null);
  const connection = useSyncExternalStore(connectionStore.subscribe, connectionStore.now);
  const line = connection.state === 'open' ? connection.line : null;
  useEffect(() => {
    if (job === null || line === null) return;
    const watching = new AbortController();
    const { signal } = watching;
    const watch = async (): Promise<void> => {
      try {
        for await (const state of await client.jobs.watch({ job }, { signal }))
          if (!signal.aborted) setSeen({ job, state, error: null });
      } catch (error) {
        if (!signal.aborted) setSeen((before) => ({ job, state: before?.job === job ? before.state : null, error }));
      }
    };
    void watch();
    return () => watching.abort();
  }, [job, line]);
  return seen !== null && seen.job === job ? seen : { state: null, error: null };
}
