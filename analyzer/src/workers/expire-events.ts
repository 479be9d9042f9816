import type { EventExpiry, Expired, ExpiryBounds, RetentionStore } from '@bugsage/backends';
import type { Configuration, Retention } from '@bugsage/core';
import type { Logger } from 'pino';

const DAY_MS = 86_400_000;

export const EXPIRY_LIMITS = {
  /** Between two looks: how long a project may hold more than its bounds. */
  intervalMs: 60 * 60_000,
  /** Rows one deletion takes: the engine sorts times and ids of that many, some ten megabytes. */
  eventsPerStep: 100_000,
  /** Of one project in one look, so that its ten million do not keep the others waiting; the rest goes in the next. */
  stepsMax: 100,
} as const;

export type ExpiryLimits = Readonly<Record<keyof typeof EXPIRY_LIMITS, number>>;

export type EventSweep = { runOnce(): Promise<void>; stop(): Promise<void> };

export type ExpiryParts = {
  readonly retention: RetentionStore;
  readonly expiry: EventExpiry;
  readonly configuration: OperatorBounds;
  /** Told after each step. */
  readonly expired: (counts: Expired) => void;
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly logger: Logger;
};

type OperatorBounds = Pick<
  Configuration,
  'BUGSAGE_RETENTION_DAYS' | 'BUGSAGE_EVENTS_PER_PROJECT' | 'BUGSAGE_EVENT_BYTES_PER_PROJECT'
>;

/**
 * Deletes the oldest events of projects that hold more than they are to, at the start and every hour. Numbers of issues
 * stay as they are: they count what happened, not what is kept.
 */
export function expireEvents(parts: ExpiryParts, limits: ExpiryLimits = EXPIRY_LIMITS): EventSweep {
  const { retention, configuration, now, logger } = parts;
  const stopping = new AbortController();
  const expireProject = async (bounds: ExpiryBounds, projectId: number): Promise<void> => {
    for (let step = 0; step < limits.stepsMax && !stopping.signal.aborted; step += 1) {
      const hasMore = await expireStep(parts, { ...bounds, projectId, eventsPerStep: limits.eventsPerStep });
      if (!hasMore) return;
    }
  };
  const runGuarded = async (): Promise<void> => {
    try {
      for (const project of await retention.list()) {
        const bounds = expiryBounds(project.retention, configuration, now());
        if (bounds !== null) await expireProject(bounds, project.project_id);
      }
    } catch (error) {
      logger.warn({ err: error }, 'old events could not be deleted; it is tried again in an hour');
    }
  };
  let running: Promise<void> = Promise.resolve();
  const runOnce = (): Promise<void> => (running = running.then(runGuarded));
  const timer = setInterval(() => void runOnce(), limits.intervalMs);
  timer.unref();
  return {
    runOnce,
    /** Waits for the step in hand. */
    stop: async () => {
      stopping.abort();
      clearInterval(timer);
      await running;
    },
  };
}

/** Answers whether there may be more. */
async function expireStep(
  { retention, expiry, expired, logger }: ExpiryParts,
  step: Parameters<EventExpiry['expire']>[0],
): Promise<boolean> {
  let deleted = 0;
  await retention.exclusively(async () => {
    const counts = await expiry.expire(step);
    deleted = counts.age + counts.count + counts.bytes;
    if (deleted === 0) return;
    expired(counts);
    logger.info(
      { project_id: step.projectId, ...counts },
      'events beyond what the project keeps were deleted',
    );
  });
  return deleted >= step.eventsPerStep;
}

/** The tighter one of each bound. The operator's days are kept by the table itself. Null: nothing to look for. */
export function expiryBounds(project: Retention, operator: OperatorBounds, now: number): ExpiryBounds | null {
  const days = project.days === null ? null : Math.min(project.days, operator.BUGSAGE_RETENTION_DAYS);
  const bounds = {
    receivedBefore: days === null ? null : now - days * DAY_MS,
    eventsMax: tighter(project.events_max, operator.BUGSAGE_EVENTS_PER_PROJECT),
    bytesMax: tighter(project.bytes_max, operator.BUGSAGE_EVENT_BYTES_PER_PROJECT),
  };
  return Object.values(bounds).every((bound) => bound === null) ? null : bounds;
}

/** 0 of the operator is no bound. */
function tighter(project: number | null, operator: number): number | null {
  if (operator === 0) return project;
  return Math.min(project ?? operator, operator);
}
