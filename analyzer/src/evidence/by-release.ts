import type { EventSummary } from '@bugsage/backends';

/** Events of an issue by release, newest release first, as far as the newest events tell. */
export type ReleaseCount = { readonly release: string; readonly events: number; readonly firstSeen: number };

export function countsByRelease(newestFirst: readonly EventSummary[]): ReleaseCount[] {
  const counts = new Map<string, { events: number; firstSeen: number }>();
  for (const { release, times_seen: times, occurred_at: at } of newestFirst) {
    if (release === null) continue;
    const row = counts.get(release) ?? { events: 0, firstSeen: at };
    counts.set(release, { events: row.events + times, firstSeen: Math.min(row.firstSeen, at) });
  }
  return [...counts]
    .map(([release, row]) => ({ release, ...row }))
    .toSorted((left, right) => right.firstSeen - left.firstSeen);
}
