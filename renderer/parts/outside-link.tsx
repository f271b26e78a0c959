/** A link that leaves Adieu: it opens in the person's own browser, which learns nothing of where it came from. Text where the address is not https. */
import type { ReactNode } from 'react';
import { isHttps } from './web-address.tsx';

interface OutsideLinkProps {
  readonly to: string;
  readonly children: ReactNode;
  /** Its name where its text alone does not say where it leads. */
  readonly name?: string;
  readonly className?: string | undefined;
}

export function OutsideLink({ to, children, name, className }: OutsideLinkProps) {
  if (!isHttps(to)) return <span className={className}>{children}</span>;
  return (
    <a href={to} target="_blank" rel="noopener noreferrer" aria-label={name} className={className}>
      {children}
    </a>
  );
}
