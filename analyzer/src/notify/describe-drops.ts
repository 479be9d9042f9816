import type { HourOfDrops } from '@bugsage/backends';
import { DROP_REASONS, type DropReason } from '@bugsage/core';

/** Reasons that a larger quota would do away with. */
const OF_A_QUOTA: ReadonlySet<DropReason> = new Set([
  'rate_limited_key',
  'rate_limited_project',
  'rate_limited_organization',
  'rate_limited_sessions',
]);

export function quotaDrops(drops: readonly HourOfDrops[]): readonly HourOfDrops[] {
  return drops.filter(({ reason }) => OF_A_QUOTA.has(reason));
}

/** A line for each reason, the greatest loss first. */
export function describeDrops(drops: readonly HourOfDrops[]): readonly string[] {
  const events = new Map<DropReason, number>();
  for (const drop of drops) events.set(drop.reason, (events.get(drop.reason) ?? 0) + drop.events);
  return [...events]
    .toSorted(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${count.toLocaleString('en-US')} dropped. ${DROP_REASONS[reason]}`);
}
