import type { StoredEvent } from '@bugsage/backends';
import { applicationFrames } from './event-frames.ts';
import { EVIDENCE_LIMITS } from './limits.ts';

/** The event that tells most; of equals the newest. Null when there is none. */
export function chooseEvent(newestFirst: readonly StoredEvent[]): StoredEvent | null {
  let best: StoredEvent | null = null;
  let bestWorth = -1;
  for (const candidate of newestFirst.slice(0, EVIDENCE_LIMITS.eventsMax)) {
    const worth = worthOf(candidate);
    if (worth <= bestWorth) continue;
    best = candidate;
    bestWorth = worth;
  }
  return best;
}

function worthOf({ event }: StoredEvent): number {
  const frames = applicationFrames(event);
  if (frames.length === 0) return 0;
  const placed = frames.some((frame) => frame.lineno !== null) ? 4 : 1;
  return placed + (event.release === null ? 0 : 2) + (event.breadcrumbs.length > 0 ? 1 : 0);
}
