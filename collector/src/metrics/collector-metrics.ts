import { Counter, Gauge, Registry } from 'prom-client';
import type { Journal } from '../journal/index.ts';
import type { ClientLossCounter } from '../outcomes/client-loss-counter.ts';
import type { IntakeCounter } from '../outcomes/intake-counter.ts';
import type { OutcomeCounter } from '../outcomes/outcome-counter.ts';
import type { BackPressure } from '../pressure/index.ts';
import type { Writer } from '../store/writer.ts';

/** Numbers for `/metrics` in Prometheus' text format. Read when asked for; the hot path only counts. */
export function createCollectorMetrics(parts: {
  outcomes: OutcomeCounter;
  intake: IntakeCounter;
  losses: ClientLossCounter;
  journal: Journal;
  writer: Writer;
  pressure: Pick<BackPressure, 'eventLoopLagMs'>;
}): Registry {
  const registry = new Registry();
  const outcomes = new Counter({
    name: 'bugsage_events_outcome_total',
    help: 'Where events and envelope items ended, by outcome, stage and reason',
    labelNames: ['outcome', 'stage', 'reason'],
    registers: [registry],
    collect: () => {
      outcomes.reset();
      for (const { count, ...labels } of parts.outcomes.counts()) outcomes.inc(labels, count);
    },
  });
  const counter = (name: string, help: string, read: () => number): void => {
    const metric: Counter = new Counter({
      name,
      help,
      registers: [registry],
      collect: () => {
        metric.reset();
        metric.inc(read());
      },
    });
  };
  counter(
    'bugsage_events_received_total',
    'Events and envelope items that clients sent, whatever became of them',
    () => parts.intake.counts().received,
  );
  counter(
    'bugsage_events_acknowledged_total',
    'Events that were made durable for a client',
    () => parts.intake.counts().acknowledged,
  );
  counter(
    'bugsage_events_resumed_total',
    'Events found in the journal at the start, and dead letters put back into it',
    () => parts.intake.counts().resumed,
  );
  const losses = new Counter({
    name: 'bugsage_client_lost_events_total',
    help: 'Events that clients say they dropped before sending, by their reason',
    labelNames: ['reason'],
    registers: [registry],
    collect: () => {
      losses.reset();
      for (const [reason, count] of parts.losses.counts()) losses.inc({ reason }, count);
    },
  });
  const gauge = (name: string, help: string, read: () => number): void => {
    const metric: Gauge = new Gauge({ name, help, registers: [registry], collect: () => metric.set(read()) });
  };
  gauge(
    'bugsage_journal_last_position',
    'Position of the newest durable record',
    () => parts.journal.lastPosition,
  );
  gauge(
    'bugsage_journal_pending_bytes',
    'Bytes of the journal that are not stored yet',
    () => parts.journal.bytesPending,
  );
  gauge('bugsage_store_backlog_records', 'Acknowledged events that are not stored yet', () =>
    parts.writer.backlog(),
  );
  gauge(
    'bugsage_store_oldest_unstored_seconds',
    'Age of the oldest event the writer has in hand and has not stored',
    () => parts.writer.oldestUnstoredMs() / 1000,
  );
  gauge(
    'bugsage_journal_spool_ratio',
    'Share of the space of the journal that is used; above 0.7 projects share, above 0.9 nothing is taken',
    () => parts.journal.spoolShare,
  );
  gauge(
    'bugsage_event_loop_lag_seconds',
    'How late the event loop was when it was last looked at',
    () => parts.pressure.eventLoopLagMs() / 1000,
  );
  gauge('bugsage_process_resident_bytes', 'Resident memory of this process', () => process.memoryUsage.rss());
  return registry;
}
