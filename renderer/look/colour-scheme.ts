/** Light, dark, or as the system has it. */
import { useMediaQuery } from '@mantine/hooks';
import type { Settings } from '../../shared/contract/schemas.ts';

export function useColourScheme(theme: Settings['theme'] | undefined): 'light' | 'dark' {
  const systemDark = useMediaQuery('(prefers-color-scheme: dark)', undefined, { getInitialValueInEffect: false });
  if (theme === 'light' || theme === 'dark') return theme;
  return systemDark ? 'dark' : 'light';
}
