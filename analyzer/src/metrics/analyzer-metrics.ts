import type { ConsumeOptions, Expired } from '@bugsage/backends';
import type { Analysis, Stage } from '@bugsage/core';
import type { Logger } from 'pino';
import { Counter, Histogram, Registry } from 'prom-client';

export type AnalyzerMetrics = {
  /** The same handler, measured, its failures logged. */
  timed(stage: Stage, handle: ConsumeOptions['handle']): ConsumeOptions['handle'];
  /** Counts an analysis that was stored, with the citations that did not resolve. */
  readonly analyzed: (analysis: Analysis) => void;
  /** Counts events that were deleted because their project keeps no more. */
  readonly expired: (counts: Expired) => void;
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
  return {
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
