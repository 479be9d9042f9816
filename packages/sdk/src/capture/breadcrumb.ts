import { LIMITS } from '../limits.ts';
import type { Breadcrumb, CapturedBreadcrumb, Level } from '../public-types.ts';
import { scrubText } from '../secrets.ts';
import { boundedRecord, clip } from './bounded-copy.ts';

export const LEVELS: readonly Level[] = ['debug', 'info', 'warning', 'error', 'fatal'];

export function toLevel(level: unknown, fallback: Level): Level {
  return LEVELS.find((known) => known === level) ?? fallback;
}

/** A bounded copy, taken at once: the host may change its objects later. */
export function captureBreadcrumb(crumb: Breadcrumb, nowMs: number): CapturedBreadcrumb {
  return {
    timestampMs: Math.round(Number(crumb.timestampMs) || nowMs),
    category: clip(crumb.category ?? 'default', LIMITS.nameLengthMax),
    level: toLevel(crumb.level, 'info'),
    ...(crumb.message !== undefined && {
      message: scrubText(clip(crumb.message, LIMITS.crumbTextLengthMax)),
    }),
    ...(crumb.data && { data: boundedRecord(crumb.data, 50) }),
  };
}
