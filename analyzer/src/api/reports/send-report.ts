import type { AccountStore } from '@bugsage/backends';
import { BugSageError, DROP_REASONS, type DropReason, type ErrorKind, type JsonObject } from '@bugsage/core';
import { z } from 'zod';
import { REPORT_LIMITS } from './limits.ts';

export type ReportTarget = {
  readonly accounts: Pick<AccountStore, 'listIngestKeysOf'>;
  readonly collectorUrl: string;
};

const answerSchema = z.union([
  z.object({ id: z.string() }),
  z.object({ dropped: z.enum(Object.keys(DROP_REASONS) as [DropReason, ...DropReason[]]) }),
  z.object({ detail: z.string() }),
]);

const KIND_OF_STATUS: Readonly<Record<number, ErrorKind>> = {
  400: 'invalid_input',
  413: 'too_large',
  429: 'rate_limited',
};

/**
 * Hands an event to the collector, as any client does and with a key of the project; resolves when it is durable.
 * Throws `no_ingest_key`, `event_filtered`, `collector_unavailable`, or what the collector says is wrong with it.
 */
export async function sendReport(target: ReportTarget, projectId: number, event: JsonObject): Promise<void> {
  const keys = await target.accounts.listIngestKeysOf(projectId);
  const key = keys.find(({ enabled }) => enabled);
  if (key === undefined)
    throw new BugSageError({
      kind: 'conflict',
      code: 'no_ingest_key',
      message:
        'The project has no ingest key that is enabled, so it takes no events. Enable one or make one.',
    });
  const path = `api/${projectId}/report/?sentry_key=${key.public_key}`;
  const url = new URL(path, target.collectorUrl.replace(/\/*$/, '/'));
  const { status, answer } = await post(url, event);
  if ('id' in answer) return;
  if ('dropped' in answer)
    throw new BugSageError({
      kind: 'conflict',
      code: 'event_filtered',
      message: `${DROP_REASONS[answer.dropped]} (${answer.dropped})`,
    });
  const kind = KIND_OF_STATUS[status];
  if (kind === undefined) throw unavailable(`the collector answered ${status}: ${answer.detail}`);
  throw new BugSageError({ kind, code: 'report_refused', message: answer.detail });
}

type Answer = { readonly status: number; readonly answer: z.infer<typeof answerSchema> };

/** The address is the operator's own, so it may be a private one. */
async function post(url: URL, event: JsonObject): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'BugSage' },
      body: JSON.stringify(event),
      redirect: 'error',
      signal: AbortSignal.timeout(REPORT_LIMITS.sendTimeoutMs),
    });
    return { status: response.status, answer: answerSchema.parse(await response.json()) };
  } catch (cause) {
    throw unavailable('the collector gave no answer', cause);
  }
}

function unavailable(message: string, cause?: unknown): BugSageError {
  return new BugSageError({ kind: 'unavailable', code: 'collector_unavailable', message, cause });
}
