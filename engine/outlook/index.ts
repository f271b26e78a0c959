import type { Look, LookSum } from '../../shared/outlook.ts';
export type Dial = (host: string) => { address: string; port: number };
export function sum(looks: readonly Look[]): LookSum {
  return { verdict: looks.at(-1)?.verdict ?? 'unsure', because: 'x', lookAgainOn: null };
}
export function look(_o: object): Promise<Look> {
  throw new Error('placeholder');
}
