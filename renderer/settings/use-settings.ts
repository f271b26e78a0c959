/** Language and theme. A change shows at once; the engine keeps it. */
import { useMutation, useQuery } from '@tanstack/react-query';
import type { Settings } from '../../shared/contract/schemas.ts';
import { api, queries } from '../client.ts';

export function useSettings(): {
  readonly settings: Settings;
  readonly set: (change: Partial<Settings>) => void;
  readonly error: unknown;
} {
  const key = api.settings.get.queryKey();
  const known = useQuery(api.settings.get.queryOptions());
  const settings = known.data ?? { language: 'system', theme: 'system' };
  const change = useMutation(
    api.settings.set.mutationOptions({
      onMutate: (changed) => queries.setQueryData(key, { ...settings, ...definedOnly(changed) }),
      onSuccess: (now) => queries.setQueryData(key, now),
      onError: () => queries.invalidateQueries({ queryKey: key }),
    }),
  );
  return { settings, set: (changed) => change.mutate(changed), error: change.error };
}

function definedOnly({
  language,
  theme,
}: {
  language?: Settings['language'] | undefined;
  theme?: Settings['theme'] | undefined;
}): Partial<Settings> {
  return { ...(language === undefined ? {} : { language }), ...(theme === undefined ? {} : { theme }) };
}
