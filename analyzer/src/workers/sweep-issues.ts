import type { EventSearchStore, IssueSweep, WatchedIssue } from '@bugsage/backends';
import { ESCALATION, isEscalating } from '@bugsage/core';
import type { Logger } from 'pino';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export const SWEEP_LIMITS = {
  /** Between two sweeps: how late an issue may come back. */
  intervalMs: MINUTE_MS,
  /** Issues whose rate is looked at in one sweep, those seen last: one question to the event store. */
  watchedMax: 500,
} as const;

export type SweepParts = {
  readonly sweep: IssueSweep;
  readonly eventSearch: EventSearchStore;
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly logger: Logger;
};

export type IssueSweeper = { start(): void; runOnce(): Promise<void>; stop(): Promise<void> };

/**
 * Ends what was to last for a time: ignored issues come back, silent ones are resolved where the project says so, and
 * issues that happen far more often than before are marked as escalating.
 */
export function createIssueSweeper(parts: SweepParts): IssueSweeper {
  const { sweep, logger } = parts;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  const runOnce = async (): Promise<void> => {
    await sweep.exclusively(async () => {
      await sweep.reopenIgnored();
      await sweep.resolveSilent();
      await lookAtRates(parts);
    });
  };
  const runGuarded = async (): Promise<void> => {
    try {
      await runOnce();
    } catch (error) {
      // The next sweep sees the same issues again, so nothing is missed, only late.
      logger.warn({ err: error }, 'Issues could not be swept; the next try is in a minute.');
    }
  };
  return {
    start: () => {
      timer ??= setInterval(() => {
        running = running.then(runGuarded);
      }, SWEEP_LIMITS.intervalMs);
    },
    runOnce,
    stop: async () => {
      if (timer !== null) clearInterval(timer);
      timer = null;
      await running;
    },
  };
}

async function lookAtRates({ sweep, eventSearch, now }: SweepParts): Promise<void> {
  const issues = await sweep.watched(new Date(now() - HOUR_MS), SWEEP_LIMITS.watchedMax);
  if (issues.length === 0) return;
  const lastHour = await ratesOf(eventSearch, issues, {
    from: now() - HOUR_MS,
    baselineFrom: now() - HOUR_MS - ESCALATION.baselineHours * HOUR_MS,
  });
  for (const issue of issues) {
    const { recent, before } = lastHour.get(issue.id) ?? { recent: 0, before: 0 };
    if (issue.window === null) {
      if (isEscalating({ lastHour: recent, before })) await sweep.escalate(issue.id);
    } else if ((await countInWindow(eventSearch, issue, issue.window, now())) >= issue.window.events) {
      await sweep.reopen(issue.id);
    }
  }
}

async function countInWindow(
  eventSearch: EventSearchStore,
  issue: WatchedIssue,
  window: { minutes: number },
  now: number,
): Promise<number> {
  const from = Math.max(now - window.minutes * MINUTE_MS, issue.ignored_at ?? 0);
  const rates = await ratesOf(eventSearch, [issue], { from, baselineFrom: from });
  return rates.get(issue.id)?.recent ?? 0;
}

async function ratesOf(
  eventSearch: EventSearchStore,
  issues: readonly WatchedIssue[],
  times: { from: number; baselineFrom: number },
): Promise<Map<string, { recent: number; before: number }>> {
  const issueOf = new Map(
    issues.flatMap((issue) =>
      issue.fingerprints.map((key) => [`${issue.project_id}:${key}`, issue.id] as const),
    ),
  );
  const rates = await eventSearch.rates({
    projectIds: [...new Set(issues.map((issue) => issue.project_id))],
    fingerprints: [...new Set(issues.flatMap((issue) => issue.fingerprints))],
    ...times,
  });
  const sums = new Map<string, { recent: number; before: number }>();
  for (const rate of rates) {
    const issueId = issueOf.get(`${rate.project_id}:${rate.fingerprint}`);
    if (issueId === undefined) continue;
    const sum = sums.get(issueId) ?? { recent: 0, before: 0 };
    sums.set(issueId, { recent: sum.recent + rate.recent, before: sum.before + rate.before });
  }
  return sums;
}
