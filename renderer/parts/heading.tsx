/** The heading of a screen or a section. On navigation the focus goes here, so that a screen reader says where one is. */
import { useEffect, type ReactNode } from 'react';
import { hasMoved } from '../moves.ts';

interface HeadingProps {
  readonly children: ReactNode;
  readonly level?: 1 | 2;
  /** The title of the window. Left out: it stays as it is. */
  readonly title?: string;
  /** What the heading stands for; the focus comes again when it changes. */
  readonly of?: string;
  readonly className?: string | undefined;
}

export function Heading({ children, level = 1, title, of = '', className }: HeadingProps) {
  useEffect(() => {
    if (title !== undefined) document.title = title;
  }, [title]);
  const Tag = level === 1 ? 'h1' : 'h2';
  return (
    <Tag key={of} ref={focusOnArrival} tabIndex={-1} className={className}>
      {children}
    </Tag>
  );
}

function focusOnArrival(heading: HTMLHeadingElement | null): void {
  if (hasMoved()) heading?.focus({ preventScroll: true });
}
