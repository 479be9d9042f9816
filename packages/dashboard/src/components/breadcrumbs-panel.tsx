import type { Breadcrumb } from '@bugsage/core';
import { useState } from 'react';
import { counted } from '../format/number.ts';
import { BREADCRUMBS_SHOWN } from '../limits.ts';
import { BreadcrumbRow } from './breadcrumb-row.tsx';
import { Panel } from './panel.tsx';

type Properties = { readonly breadcrumbs: readonly Breadcrumb[]; readonly occurredAt: number };

/** What happened before, newest first, the error itself on top. */
export function BreadcrumbsPanel({ breadcrumbs, occurredAt }: Properties) {
  const [all, setAll] = useState(false);
  if (breadcrumbs.length === 0) return null;
  const newestFirst = breadcrumbs.toReversed();
  const shown = all ? newestFirst : newestFirst.slice(0, BREADCRUMBS_SHOWN);
  return (
    <Panel title="Breadcrumbs" aside={<span className="quiet">{counted(breadcrumbs.length, 'step')}</span>}>
      <ol className="crumb-list">
        {shown.map((breadcrumb, index) => (
          // Breadcrumbs of one event never change.
          // oxlint-disable-next-line react/no-array-index-key
          <BreadcrumbRow key={index} breadcrumb={breadcrumb} occurredAt={occurredAt} />
        ))}
      </ol>
      {shown.length < breadcrumbs.length && (
        <button type="button" className="button button-small" onClick={() => setAll(true)}>
          Show {breadcrumbs.length - shown.length} earlier
        </button>
      )}
    </Panel>
  );
}
