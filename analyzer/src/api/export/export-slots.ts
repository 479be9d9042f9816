import { BugSageError } from '@bugsage/core';
import { EXPORT_LIMITS } from './limits.ts';

/** Exports under way. */
export type ExportSlots = {
  /** Takes a place and answers how to give it back, which can be done twice. Throws `too_many_exports`. */
  take(userId: string): () => void;
};

export function createExportSlots(): ExportSlots {
  const running = new Map<string, number>();
  let total = 0;
  return {
    take: (userId) => {
      const own = running.get(userId) ?? 0;
      if (own >= EXPORT_LIMITS.runningPerUserMax || total >= EXPORT_LIMITS.runningMax)
        throw new BugSageError({
          kind: 'rate_limited',
          code: 'too_many_exports',
          message: `${own >= EXPORT_LIMITS.runningPerUserMax ? own : total} exports are running. Wait until one is done.`,
        });
      running.set(userId, own + 1);
      total += 1;
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        total -= 1;
        const left = (running.get(userId) ?? 1) - 1;
        if (left === 0) running.delete(userId);
        else running.set(userId, left);
      };
    },
  };
}
