import type { BugSageError, DropReason, Outcome } from '@bugsage/core';
import type { InboundFilter } from '../filter/index.ts';
import type { HttpAnswer } from '../http/index.ts';
import type { Quota, SessionQuota } from '../limit/index.ts';
import type { Scrubber } from '../scrub/index.ts';
import type { ReceivedRecord } from '../store/decode-records.ts';
import type { FindIngestKey } from './authenticate.ts';
import type { ClientLoss } from './client-loss.ts';
import type { Operation } from './route.ts';

/** Everything the receiver needs of others. */
export type ReceiverDependencies = {
  /** From memory, usually; a rejection is answered with 503. */
  readonly findIngestKey: FindIngestKey;
  readonly quota: Quota;
  readonly filter: InboundFilter;
  /** Called before anything is written. */
  readonly scrub: Scrubber['scrub'];
  readonly hidesAddresses: Scrubber['hidesAddresses'];
  /** What projects may send of sessions. */
  readonly sessionQuota: SessionQuota;
  /** Resolves when the records are durable, together. Rejects with `BugSageError` unavailable. */
  readonly append: (records: readonly ReceivedRecord[]) => Promise<void>;
  /**
   * How many events and items a request carried, counted apart from what becomes of them: received = dropped here +
   * appended. A request that is refused as a whole counts as one.
   */
  readonly recordReceived: (quantity: number) => void;
  /** Drops only: an event that was appended is counted where it is stored. Null when the project is not known. */
  readonly recordOutcome: (outcome: Outcome, quantity: number, projectId: number | null) => void;
  readonly recordClientLoss: (loss: ClientLoss) => void;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** 32 lower-case hex. */
  readonly randomId: () => string;
  /** In [0, 1). */
  readonly random: () => number;
  /** Why nothing is taken just now, whoever sends it. */
  readonly refusal: () => BugSageError | undefined;
  /** What a client is told to wait, before it is spread; at least 1. */
  readonly retryAfterSeconds: () => number;
  readonly operations: Readonly<Record<Operation, () => Promise<HttpAnswer>>>;
};

/** Counts something the receiver drops. */
export type RecordDrop = (reason: DropReason, quantity: number) => void;

export function dropRecorder(
  { recordOutcome }: Pick<ReceiverDependencies, 'recordOutcome'>,
  projectId: number | null,
): RecordDrop {
  return (reason, quantity) => {
    if (quantity > 0) recordOutcome({ kind: 'dropped', stage: 'receive', reason }, quantity, projectId);
  };
}
