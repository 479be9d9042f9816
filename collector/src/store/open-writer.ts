import type { Backends } from '@bugsage/backends';
import type { Configuration } from '@bugsage/core';
import { fingerprint as withoutRules } from '@bugsage/fingerprint';
import type { Journal } from '../journal/index.ts';
import { createIssueLimits } from '../limit/index.ts';
import { normalize } from '../normalize/index.ts';
import type { RecordOutcome } from '../outcomes/outcome-counter.ts';
import { createWriter, type Writer, type WriterOptions } from './writer.ts';

/** The writer with its stages and limits, as the collector runs it. Not started. */
export function openWriter(options: {
  journal: Journal;
  backends: Pick<Backends, 'events' | 'ingest' | 'releaseHealth' | 'relay'>;
  configuration: Configuration;
  /** Absent: frames of generated code stay as they are. */
  symbolicate?: WriterOptions['symbolicate'] | undefined;
  /** Absent: no project has rules of its own. */
  fingerprint?: WriterOptions['fingerprint'];
  recordOutcome: RecordOutcome;
  onRetry: (error: unknown, attempt: number) => void;
}): Writer {
  const { backends, configuration } = options;
  return createWriter({
    journal: options.journal,
    events: backends.events,
    ingest: backends.ingest,
    releaseHealth: backends.releaseHealth,
    normalize,
    symbolicate: options.symbolicate,
    fingerprint: options.fingerprint ?? withoutRules,
    issueLimits: createIssueLimits({
      ingest: backends.ingest,
      issueEventsPerMinute: configuration.BUGSAGE_ISSUE_EVENTS_PER_MINUTE,
      newIssuesPerMinute: configuration.BUGSAGE_NEW_ISSUES_PER_MINUTE,
    }),
    recordOutcome: options.recordOutcome,
    onStored: () => backends.relay.wake(),
    onRetry: options.onRetry,
  });
}
