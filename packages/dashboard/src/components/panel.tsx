import { type ReactNode, useId } from 'react';

type Properties = {
  readonly title: string;
  /** Beside the title: a count, a badge, controls. */
  readonly aside?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
};

/** A titled part of a page, a landmark by its heading. */
export function Panel({ title, aside, className, children }: Properties) {
  const id = useId();
  return (
    <section className={className === undefined ? 'panel' : `panel ${className}`} aria-labelledby={id}>
      <header className="panel-header">
        <h2 id={id}>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
