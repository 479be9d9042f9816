import { openSentry, ProviderError, type ConsumeOptions, type SentryClient } from '@bugsage/backends';
import { BugSageError, describeError, INTEGRATION_LIMITS, type ImportState } from '@bugsage/core';
import type { IntegrationParts } from './integration-parts.ts';
import { withPatience, type Patience } from './with-patience.ts';
import { eventOfSentry } from './sentry-event.ts';

const DONE = { kind: 'done' } as const;

/**
 * Imports the unresolved issues of a Sentry project, a page with each message: how far it is stands beside the message
 * that goes on, so that a stop or a crash repeats one page at most. Events keep their ids and count once.
 */
export function createImportHandler(
  parts: IntegrationParts,
  stopping: AbortSignal,
): ConsumeOptions['handle'] {
  return async ({ message, deliveries }, lease) => {
    if (message.subject !== 'import.continued') return DONE;
    const { integration_id: id, import_id: importId } = message.payload;
    const integration = await parts.integrations.reveal(id);
    const state = integration?.import ?? null;
    // Another import took its place, or it ended.
    if (integration?.kind !== 'sentry' || state === null || state.id !== importId) return DONE;
    if (state.status !== 'running') return DONE;
    const save = (change: Partial<ImportState>) =>
      parts.integrations.saveImport(integration, { ...state, ...change });
    try {
      const client = openSentry(integration, parts);
      if (client === null) throw noToken();
      const page = await importPage(parts, client, {
        projectId: integration.project_id,
        state,
        patience: { stopping, extend: () => lease.extend() },
      });
      const isOver = page.cursor === null || page.issues >= INTEGRATION_LIMITS.importIssuesMax;
      await save(
        isOver ? { ...page, status: 'done', error: null, ended_at: nowOf(parts) } : { ...page, error: null },
      );
    } catch (error) {
      // The next process repeats the page; the collector knows the events of it.
      const isLast = deliveries >= INTEGRATION_LIMITS.receivedAttemptsMax;
      if (stopping.aborted && !isLast) return { kind: 'retry', afterMs: 0 };
      const words = describeError(error).slice(0, INTEGRATION_LIMITS.textLengthMax);
      const isPassing = !(error instanceof BugSageError) || error.retryable;
      if (isPassing && !isLast) {
        const afterMs = error instanceof ProviderError ? error.retryAfterMs : null;
        if (afterMs === null) throw error;
        return { kind: 'retry', afterMs };
      }
      await save({ status: 'failed', error: words, ended_at: nowOf(parts) });
    }
    return DONE;
  };
}

type Page = Pick<ImportState, 'cursor' | 'issues' | 'events' | 'skipped'>;

async function importPage(
  parts: IntegrationParts,
  client: SentryClient,
  { projectId, state, patience }: { projectId: number; state: ImportState; patience: Patience },
): Promise<Page> {
  const { issues, next } = await client.issues(state.cursor);
  let { events, skipped } = state;
  for (const issue of issues) {
    const isIn = await withPatience(patience, async () =>
      handOver(parts, projectId, await client.latestEvent(issue.id)),
    );
    if (isIn) events += 1;
    else skipped += 1;
  }
  return { cursor: next, issues: state.issues + issues.length, events, skipped };
}

/** False for an event that is gone, or that the collector refuses for good: one odd event ends no import. */
async function handOver(parts: IntegrationParts, projectId: number, event: unknown): Promise<boolean> {
  if (typeof event !== 'object' || event === null) return false;
  try {
    await parts.intake.send(projectId, eventOfSentry(event as Record<string, unknown>));
    return true;
  } catch (error) {
    const isRefused = error instanceof ProviderError && error.status !== null && !error.retryable;
    if (isRefused && ![401, 403].includes(error.status ?? 0)) return false;
    throw error;
  }
}

function nowOf({ now }: IntegrationParts): string {
  return new Date(now()).toISOString();
}

function noToken(): ProviderError {
  return new ProviderError({
    status: null,
    retryable: false,
    message: 'The integration has no token: an import needs one that may read issues and events.',
  });
}
