import type { IngestKey } from '@bugsage/core';
import type { ExhaustedScope, Quota } from '../limit/index.ts';
import { PRESSURE_LIMITS } from './limits.ts';

/**
 * The quota, and while the spool fills up one more: no project may send more than an even share of what all sent in the
 * seconds before. So the one that floods us is slowed down, and the others are not refused because of it. A project alone
 * takes room from nobody, and clients catch up after every stall: the spool is its own until it is full.
 */
export function shareSpool(
  quota: Quota,
  signals: { readonly isSpoolFilling: () => boolean; readonly now: () => number },
): Quota {
  let current: Window = { number: 0, total: 0, counts: new Map() };
  let share = Infinity;

  const openWindow = (): Window => {
    const number = Math.floor(signals.now() / PRESSURE_LIMITS.shareWindowMs);
    if (number === current.number) return current;
    const isNext = number === current.number + 1;
    share = isNext && current.counts.size > 1 ? Math.ceil(current.total / current.counts.size) : Infinity;
    current = { number, total: 0, counts: new Map() };
    return current;
  };
  const overShare = ({ project_id: projectId }: IngestKey): readonly ExhaustedScope[] => {
    const { counts } = openWindow();
    if ((counts.get(projectId) ?? 0) < share || !signals.isSpoolFilling()) return NONE;
    const { shareWindowMs } = PRESSURE_LIMITS;
    const retryAfterSeconds = Math.ceil((shareWindowMs - (signals.now() % shareWindowMs)) / 1000);
    return [{ scope: 'project', retryAfterSeconds }];
  };
  const count = ({ project_id: projectId }: IngestKey): void => {
    const { counts } = current;
    counts.set(projectId, (counts.get(projectId) ?? 0) + 1);
    current.total += 1;
  };
  return {
    exhausted: (key) => {
      const over = overShare(key);
      return over.length > 0 ? over : quota.exhausted(key);
    },
    take: (key) => {
      const over = overShare(key);
      if (over.length > 0) return over;
      const exhausted = quota.take(key);
      if (exhausted.length === 0) count(key);
      return exhausted;
    },
  };
}

type Window = { readonly number: number; total: number; readonly counts: Map<number, number> };

const NONE: readonly ExhaustedScope[] = [];
