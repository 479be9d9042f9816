import { CRUMB_TEXT_LENGTH_MAX, NAME_LENGTH_MAX } from '../limits.ts';
import type { Breadcrumb, CapturedBreadcrumb } from '../public-types.ts';
import { scrubText } from '../secrets.ts';
import { boundedRecord, clip } from './bounded-copy.ts';

/** A bounded copy, taken at once: the host may change its objects later. */
export function captureBreadcrumb(crumb: Breadcrumb): CapturedBreadcrumb {
  const { message, data } = crumb;
  return {
    timestampMs: crumb.timestampMs ?? Date.now(),
    category: clip(crumb.category ?? 'default', NAME_LENGTH_MAX),
    level: crumb.level ?? 'info',
    message: message === undefined ? undefined : scrubText(clip(message, CRUMB_TEXT_LENGTH_MAX)),
    data: data && boundedRecord(data, 50),
  };
}
