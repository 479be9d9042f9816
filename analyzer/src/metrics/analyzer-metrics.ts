import { WORK_STATUSES, type AttemptResult, type ConsumeOptions, type Expired } from '@bugsage/backends';
import type { Analysis, Stage } from '@bugsage/core';
import type { Logger } from 'pino';
import { Counter, Histogram, Registry } from 'prom-client';

/** `to` is where it went, `status` what it is now: `pending` and `sending` are tried or asked about again. */
export type CountAttempt = (to: 'channel' | 'tracker', status: AttemptResult['status']) => void;

export type AnalyzerMetrics = {
  /** The same handler, measured, its failures logged. */
  timed(stage: Stage, handle: ConsumeOptions['handle']): ConsumeOptions['handle'];
  /** Counts an analysis that was stored, with the citations that did not resolve. */
  readonly analyzed: (analysis: Analysis) => void;
  /** Counts events that were deleted because their project keeps no more. */
  readonly expired: (counts: Expired) => void;
  /** Counts an attempt at a message to a channel or a task of a tracker. */
  readonly attempted: CountAttempt;
  text(): Promise<string>;
};

export function createAnalyzerMetrics(logger: Logger): AnalyzerMetrics {
  const registry = new Registry();
  const durations = new Histogram({
    name: 'bugsage_stage_duration_seconds',
    help: 'Time a stage behind the bus needed for one message, by how it ended',
    labelNames: ['stage', 'result'],
    // A rule answers in milliseconds, a model in seconds, a verification may take minutes.
    buckets: [0.01, 0.1, 1, 5, 15, 60, 300],
    registers: [registry],
  });
  const analyses = new Counter({
    name: 'bugsage_analyses_total',
    help: 'Analyses that were stored, by who judged and whether the error was explained',
    labelNames: ['engine', 'explained'],
    registers: [registry],
  });
  const droppedCitations = new Counter({
    name: 'bugsage_analysis_citations_dropped_total',
    help: 'Claims of analyses that were removed because what they cite is not there or does not say so',
    labelNames: ['engine'],
    registers: [registry],
  });
  const expired = new Counter({
    name: 'bugsage_events_expired_total',
    help: 'Events that were deleted, by the bound of their project they were beyond',
    labelNames: ['reason'],
    registers: [registry],
  });
  const attempts = new Counter({
    name: 'bugsage_outgoing_attempts_total',
    help: 'Attempts at messages to channels and tasks of trackers, by the status they left; unknown may have arrived',
    labelNames: ['to', 'status'],
    registers: [registry],
  });
  for (const to of ['channel', 'tracker'])
    for (const status of WORK_STATUSES) attempts.inc({ to, status }, 0);
  return {
    attempted: (to, status) => attempts.inc({ to, status }),
    expired: (counts) => {
      for (const [reason, events] of Object.entries(counts)) expired.inc({ reason }, events);
    },
    analyzed: ({ analysis_metadata: { engine, rule, dropped_citations: dropped }, classification }) => {
      analyses.inc({ engine, explained: String(rule !== null || classification !== 'unknown') });
      droppedCitations.inc({ engine }, dropped);
    },
    timed: (stage, handle) => async (delivered, lease) => {
      const stopTimer = durations.startTimer({ stage });
      try {
        const verdict = await handle(delivered, lease);
        stopTimer({ result: verdict.kind });
        return verdict;
      } catch (error) {
        stopTimer({ result: 'failed' });
        logger.error({ error, stage, message: delivered.message }, 'a message failed and is tried again');
        throw error;
      }
    },
    text: () => registry.metrics(),
  };
}
