import { BugSageError, type ReceivedEvent } from '@bugsage/core';
import type { ReceiverDependencies } from './dependencies.ts';

/** Events that were authenticated and read, and could not be made durable. */
export class EventsRefused extends BugSageError {
  readonly projectId: number;
  readonly quantity: number;

  constructor(refused: { cause: BugSageError; projectId: number; quantity: number }) {
    const { kind, code, message, retryable } = refused.cause;
    super({ kind, code, message, retryable, cause: refused.cause });
    this.projectId = refused.projectId;
    this.quantity = refused.quantity;
  }
}

/** Resolves when the events of one project are durable. Throws `EventsRefused`; then none of them was promised. */
export async function appendEvents(
  { append }: ReceiverDependencies,
  events: readonly ReceivedEvent[],
  projectId: number,
): Promise<void> {
  try {
    await append(events);
  } catch (error) {
    if (!(error instanceof BugSageError)) throw error;
    throw new EventsRefused({ cause: error, projectId, quantity: events.length });
  }
}
