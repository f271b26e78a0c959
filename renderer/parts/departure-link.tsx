/** A link to the screen of a departure. */
import type { ReactNode } from 'react';

export function DepartureLink({ departure, children }: { readonly departure: string; readonly children: ReactNode }) {
  return <a href={`#/departure/${departure}`}>{children}</a>;
}
