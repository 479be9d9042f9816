import { BREADCRUMBS_MAX, CRUMB_TEXT_LENGTH_MAX, NAME_LENGTH_MAX } from '../limits.ts';
import type { Breadcrumb } from '../public-types.ts';
import type { ScopeData } from '../scope/scope-data.ts';
import { boundedRecord, cleanText, clip } from './bounded-copy.ts';

/** Adds a bounded copy, taken at once: the host may change its objects later. */
export function captureBreadcrumb(scope: ScopeData, crumb: Breadcrumb, keptMax = BREADCRUMBS_MAX): void {
  const { timestampMs = Date.now(), category = 'default', level = 'info', message, data } = crumb;
  const captured = {
    timestampMs,
    category: clip(category, NAME_LENGTH_MAX),
    level,
    message: message === undefined ? message : cleanText(message, CRUMB_TEXT_LENGTH_MAX),
    data: data && boundedRecord(data, 50),
  };
  // Minus zero would keep all.
  scope.breadcrumbs = [...scope.breadcrumbs, captured].slice(-keptMax || Infinity);
}
