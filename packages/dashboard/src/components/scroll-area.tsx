import type { ReactNode } from 'react';

type Properties = { readonly label: string; readonly className: string; readonly children: ReactNode };

/** A part that scrolls by itself. The keyboard must be able to get into it to scroll (WCAG 2.2, 2.1.1). */
export function ScrollArea({ label, className, children }: Properties) {
  return (
    <section className={className} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
