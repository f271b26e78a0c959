import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { DepartureView } from '../../shared/departures/index.ts';

/** Leads to a task, wherever it stands. */
export function TaskLink({
  view,
  task,
  children,
}: {
  readonly view: DepartureView;
  readonly task: string;
  readonly children: ReactNode;
}) {
  return (
    <Link to="/departure/$departure" params={{ departure: view.id }} search={{ task }}>
      {children}
    </Link>
  );
}
