import type { Breadcrumb } from '@bugsage/core';
import { duration } from '../format/number.ts';
import { absoluteTime } from '../format/relative-time.ts';
import { visibleText } from '../format/visible-text.ts';
import { ClampedText } from './clamped-text.tsx';
import { KeyValues } from './key-values.tsx';

type Properties = { readonly breadcrumb: Breadcrumb; readonly occurredAt: number };

export function BreadcrumbRow({ breadcrumb, occurredAt }: Properties) {
  const before = occurredAt - breadcrumb.timestamp;
  const data = Object.entries(breadcrumb.data ?? {});
  return (
    <li className="crumb-row" data-level={breadcrumb.level}>
      <span className="crumb-category">{visibleText(breadcrumb.category ?? breadcrumb.type)}</span>
      <div className="crumb-body">
        {breadcrumb.level !== 'info' && breadcrumb.level !== 'debug' && (
          <span className="crumb-level">{breadcrumb.level}</span>
        )}
        {breadcrumb.message !== null && (
          <span className="crumb-message">
            <ClampedText text={visibleText(breadcrumb.message)} />
          </span>
        )}
        {data.length > 0 && <KeyValues entries={data} />}
      </div>
      <time className="crumb-time" title={absoluteTime(breadcrumb.timestamp)}>
        {before < 0 ? 'after' : `−${duration(before)}`}
      </time>
    </li>
  );
}
