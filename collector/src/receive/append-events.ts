import { BugSageError, describeError } from '@bugsage/core';
import type { ReceivedRecord } from '../store/decode-records.ts';
import type { ReceiverDependencies } from './dependencies.ts';

/** Events that were counted as received, and could not be kept: one too large, or a journal that takes nothing. */
export class EventsRefused extends BugSageError {
  readonly projectId: number;
  readonly quantity: number;

  constructor(refused: { cause: unknown; projectId: number; quantity: number }) {
    const { cause } = refused;
    const { kind, code, retryable } =
      cause instanceof BugSageError
        ? cause
        : ({ kind: 'internal', code: 'defect', retryable: false } as const);
    super({ kind, code, message: describeError(cause), retryable, cause });
    this.projectId = refused.projectId;
    this.quantity = refused.quantity;
  }
}

/**
 * Makes the records of one project and resolves with them when they are durable. Throws `EventsRefused`; then none of
 * them was promised.
 */
export async function appendEvents<Made extends ReceivedRecord>(
  { append }: ReceiverDependencies,
  make: () => readonly Made[],
  { projectId, quantity }: { readonly projectId: number; readonly quantity: number },
): Promise<readonly Made[]> {
  if (quantity === 0) return [];
  try {
    const events = make();
    await append(events);
    return events;
  } catch (cause) {
    throw new EventsRefused({ cause, projectId, quantity });
  }
}
