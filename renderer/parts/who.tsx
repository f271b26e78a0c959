/** A person's or an account's name, kept apart from the text around it whatever its direction. */
import { atHandle } from '../say.ts';

export function Handle({ of }: { readonly of: string }) {
  return <bdi>{atHandle(of)}</bdi>;
}

export function Name({ of }: { readonly of: string }) {
  return <bdi>{of}</bdi>;
}
