import { BREADCRUMBS_MAX, CRUMB_TEXT_LENGTH_MAX } from '../limits.ts';
import type { Breadcrumb, CapturedBreadcrumb } from '../public-types.ts';
import type { ScopeData } from '../scope/scope-data.ts';
import { boundedRecord, cleanText } from './bounded-copy.ts';

/** Adds a bounded copy, taken at once: the host may change its objects later. */
export function captureBreadcrumb(scope: ScopeData, crumb: Breadcrumb, keptMax = BREADCRUMBS_MAX): void {
  const captured = {
    timestampMs: Date.now(),
    category: 'default',
    level: 'info',
    ...boundedRecord(crumb, 60),
    message: cleanText(crumb.message ?? '', CRUMB_TEXT_LENGTH_MAX),
  } as CapturedBreadcrumb;
  // Minus zero would keep all.
  scope.breadcrumbs = [...scope.breadcrumbs, captured].slice(-Math.min(keptMax, 100) || Infinity);
}
