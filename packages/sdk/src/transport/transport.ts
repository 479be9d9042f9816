import {
  BACKOFF_BASE_MS,
  BACKOFF_MS_MAX,
  BATCH_DELAY_MS,
  BATCH_ITEMS_MAX,
  QUEUE_ITEMS_MAX,
} from '../limits.ts';
import type { DrainedBatch, Platform, SendAnswer } from '../platform.ts';
import type { CapturedEvent } from '../public-types.ts';
import { type BatchIdentity, type EncodedBatch, encodeBatch } from './encode-batch.ts';
import { type Lost, countLost } from './lost.ts';
import type { QueueItem } from './queue-item.ts';
import { createRateLimits } from './rate-limits.ts';

export type TransportSetup = {
  identity: BatchIdentity;
  lost: Lost;
  /** Never rejects. */
  send: (body: string) => Promise<SendAnswer>;
  platform: Pick<Platform, 'prepare' | 'writeFrames'>;
};

/**
 * Queue, batches, retries. One request at a time. An item leaves the queue when it is delivered, or when the server
 * refuses it for good; then it is counted as lost. Everything else is tried again: the queue is the bound.
 */
export type Transport = {
  /** Answers the id; undefined when the queue is full, which is counted. */
  enqueue: (item: QueueItem) => string | undefined;
  /** Tries at once, the first time whatever failed before. Answers when the next try may be; Infinity: all is gone. */
  attempt: (again: boolean) => Promise<number>;
  /**
   * All that is queued, encoded, for the end of a page or process, where there is no time for an answer: all of it, or
   * what is not in flight and not held back for the server.
   */
  drain: (all?: boolean, prepareNow?: (events: readonly CapturedEvent[]) => void) => DrainedBatch[];
  /** What fits into one request; throws when the items cannot be encoded. */
  writeBatch: (items: readonly QueueItem[], lost: Lost) => EncodedBatch;
};

export function createTransport({ identity, lost, send, platform }: TransportSetup): Transport {
  let queue: QueueItem[] = [];
  const { update, untilMs } = createRateLimits();
  let inFlight: readonly QueueItem[] = [];
  /** What the request in flight tells of losses. */
  let telling: Lost = {};
  let sending: Promise<void> | undefined;
  let failures = 0;
  let retryAtMs = 0;
  let itemsMax = BATCH_ITEMS_MAX;
  /** When the next timer fires; infinite without one. */
  let plannedMs = Infinity;

  const writeBatch: Transport['writeBatch'] = (wanted, told) => {
    const batch = encodeBatch({ identity, items: wanted, lost: told, writeFrames: platform.writeFrames });
    for (const item of batch.items) item.frozen = true;
    return batch;
  };

  /** When the server lets an item pass, by its name for the kind. */
  const freeMs = ({ event }: QueueItem): number => untilMs(event.exceptions.length > 0 ? 'error' : 'default');

  const dueMs = (items = queue): number =>
    Math.min(...items.map((item) => Math.max(item.holdUntilMs, freeMs(item), retryAtMs)));

  /** For each new item, so it looks at nothing else. */
  function plan(nextMs: number): void {
    if (sending || nextMs >= plannedMs) return;
    plannedMs = nextMs;
    // A later one that was set before finds nothing to do.
    const timer: { unref?: () => void } = setTimeout(() => void pump(), nextMs - Date.now()) as never;
    // Only Node has it: a waiting batch keeps no process alive.
    timer.unref?.();
  }

  function pump(): Promise<void> {
    sending ??= deliver().finally(() => {
      sending = undefined;
      inFlight = [];
      telling = {};
      plannedMs = Infinity;
      plan(dueMs());
    });
    return sending;
  }

  async function deliver(): Promise<void> {
    const nowMs = Date.now();
    const told = { ...lost };
    // What is due within the time one waits for company comes along.
    const due = queue
      .filter((item) => item.holdUntilMs <= nowMs + BATCH_DELAY_MS && freeMs(item) <= nowMs)
      .slice(0, itemsMax);
    if (due.length === 0 || retryAtMs > nowMs) return;
    inFlight = due;
    telling = told;
    try {
      await platform.prepare?.(due.map(({ event }) => event));
      const { body, items } = writeBatch(due, told);
      if (items.length === 0) return giveUp(due.slice(0, 1), 'too_large');
      settle(await send(body), items, told);
    } catch {
      // Our own failure; trying the same again would never end.
      giveUp(due, 'internal');
    }
  }

  function settle(answer: SendAnswer, sent: readonly QueueItem[], told: Lost): void {
    const { status } = answer;
    update(answer, Date.now());
    if (status >= 200 && status < 300) delivered(sent, told);
    // A proxy may take less than the server; half of it at a time.
    else if (status === 413 && sent.length > 1) itemsMax = sent.length >> 1;
    else if (status === 0 || status === 408 || status === 429 || status >= 500)
      // Exponential with jitter, so that clients do not come back in step.
      retryAtMs =
        Date.now() +
        Math.min(BACKOFF_BASE_MS * 2 ** failures++, BACKOFF_MS_MAX) * (0.1 + 0.9 * Math.random());
    else giveUp(sent, status === 413 ? 'too_large' : 'refused');
  }

  function delivered(sent: readonly QueueItem[], told: Lost): void {
    failures = retryAtMs = 0;
    takeOff(lost, told);
    remove(sent);
  }

  function giveUp(items: readonly QueueItem[], reason: string): void {
    remove(items);
    for (const { repeats } of items) countLost(lost, reason, 1 + repeats);
  }

  function remove(items: readonly QueueItem[]): void {
    queue = queue.filter((item) => !items.includes(item));
  }

  return {
    writeBatch,
    enqueue(item) {
      if (queue.length >= QUEUE_ITEMS_MAX) return countLost(lost, 'queue_full');
      queue.push(item);
      plan(dueMs([item]));
      return item.event.id;
    },
    async attempt(again) {
      await sending;
      // A flush is a reason to try at once, but not to disobey the server.
      if (!again) retryAtMs = 0;
      for (const item of queue) item.holdUntilMs = 0;
      await pump();
      return dueMs() - Date.now();
    },
    drain(all, prepareNow) {
      let rest = queue.filter((item) => all || (freeMs(item) <= Date.now() && !inFlight.includes(item)));
      prepareNow?.(rest.map(({ event }) => event));
      const batches: DrainedBatch[] = [];
      let told = { ...lost };
      takeOff(told, telling);
      while (rest.length > 0 || Object.keys(told).length > 0) {
        const { body, items } = writeBatch(rest, told);
        const current = told;
        batches.push({ body, settle: () => delivered(items, current) });
        // One that does not fit is left for the ordinary way, which counts it.
        rest = rest.slice(items.length || 1);
        told = {};
      }
      return batches;
    },
  };
}

function takeOff(lost: Lost, told: Lost): void {
  for (const reason in told) countLost(lost, reason, -(told[reason] as number));
}
