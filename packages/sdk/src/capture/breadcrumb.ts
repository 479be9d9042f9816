import { attempt } from '../attempt.ts';
import { BREADCRUMBS_MAX, CRUMB_TEXT_LENGTH_MAX } from '../limits.ts';
import type { Breadcrumb, InitOptions } from '../public-types.ts';
import { sharedState } from '../shared-state.ts';
import { boundedRecord, cleanText } from './bounded-copy.ts';

/** Adds a bounded copy, taken at once: the host may change its objects later. */
export function captureBreadcrumb(crumb: Breadcrumb, scope = sharedState().scope): void {
  const { client } = sharedState();
  attempt(() => {
    const { beforeBreadcrumb, maxBreadcrumbs = BREADCRUMBS_MAX } = client?.options ?? ({} as InitOptions);
    const kept = beforeBreadcrumb ? beforeBreadcrumb(crumb) : crumb;
    if (kept)
      scope.breadcrumbs = [
        ...scope.breadcrumbs,
        {
          timestampMs: Date.now(),
          ...boundedRecord(kept, 60),
          message: cleanText(kept.message ?? '', CRUMB_TEXT_LENGTH_MAX),
        },
        // Minus zero would keep all.
      ].slice(-Math.min(maxBreadcrumbs, 100) || Infinity);
  }, client);
}
