/** A link to the screen of a departure. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

export const departureAddress = (departure: string): string => `/departure/${departure}`;

interface DepartureLinkProps {
  readonly departure: string;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

export function DepartureLink({ departure, children, className }: DepartureLinkProps) {
  return (
    <Link to="/departure/$departure" params={{ departure }} className={className}>
      {children}
    </Link>
  );
}
