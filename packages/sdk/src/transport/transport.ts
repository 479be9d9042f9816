import type { Client } from '../client.ts';
import { BACKOFF_BASE_MS, BACKOFF_MS_MAX, BATCH_DELAY_MS, QUEUE_ITEMS_MAX } from '../limits.ts';
import { encodeBatch } from './encode-batch.ts';
import { countAgain } from './lost.ts';
import type { QueueItem } from './queue-item.ts';
import { takeOverLimits } from './rate-limits.ts';

/*
 * Queue, batches, retries. One request at a time. An item leaves the queue when it is delivered, or when the server
 * refuses it for good; then it is counted as lost. Everything else is tried again: the queue is the bound.
 */

/** Answers the id; undefined when the queue is full, which is counted. */
export function enqueue(client: Client, item: QueueItem): string | undefined | void {
  if (client.queue[QUEUE_ITEMS_MAX - 1]) return client.countLost('queue_full', 1 + item.repeats);
  client.queue.push(item);
  plan(client);
  return item.event.id;
}

/** When the server lets an item pass, by its name for the kind. */
export function freeMs({ limitedUntilMs }: Pick<Client, 'limitedUntilMs'>, item: QueueItem): number {
  // A limit that names no category is one of all.
  return Math.max(limitedUntilMs[item.event.row ? 'session' : 'error'] ?? 0, limitedUntilMs[''] ?? 0);
}

/** When the next item may be sent; Infinity without one. */
export function dueMs(client: Client): number {
  return Math.min(
    ...client.queue.map((item) => Math.max(item.holdUntilMs, freeMs(client, item), client.retryAtMs)),
  );
}

function plan(client: Client): void {
  clearTimeout(client.timer);
  if (client.sending || !client.queue[0]) return;
  client.timer = setTimeout(pump, dueMs(client) - Date.now(), client);
  // Only Node has it: a waiting batch keeps no process alive.
  client.timer.unref?.();
}

/** Sends what is due. */
export function pump(client: Client): void {
  client.sending ??= deliver(client).finally(() => {
    client.sending = undefined;
    plan(client);
  });
}

async function deliver(client: Client): Promise<void> {
  const nowMs = Date.now();
  // What is due within the time one waits for company comes along.
  const due = client.queue
    .filter((item) => item.holdUntilMs <= nowMs + BATCH_DELAY_MS && freeMs(client, item) <= nowMs)
    .slice(0, client.itemsMax);
  if (!due[0] || client.retryAtMs > nowMs) return;
  try {
    await client.prepare?.(due);
    const { losses: told } = client;
    const { body, items } = encodeBatch(client, due, told);
    if (!items[0]) return giveUp(client, due.slice(0, 1), 'too_large');
    client.losses = {};
    const answer = await client.send(client.endpoint, body);
    takeOverLimits(client.limitedUntilMs, answer, Date.now());
    if (answer.ok) {
      client.failures = client.retryAtMs = 0;
      return remove(client, items);
    }
    countAgain(client, told);
    // A proxy may take less than the server; half of it at a time.
    if (answer.status === 413 && items[1]) client.itemsMax = items.length >> 1;
    else if (/^4(?!08|29)/.test(answer.status as never))
      giveUp(client, items, answer.status === 413 ? 'too_large' : 'refused');
    else
      // Exponential with jitter, so that clients do not come back in step.
      client.retryAtMs =
        Date.now() + Math.min(BACKOFF_BASE_MS * 2 ** client.failures++, BACKOFF_MS_MAX) * Math.random();
  } catch {
    // Our own failure; trying the same again would never end.
    giveUp(client, due, 'internal');
  }
}

function giveUp(client: Client, items: readonly QueueItem[], reason: string): void {
  for (const item of items)
    // What was kept for another page in the meantime is not lost.
    if (client.queue.includes(item)) client.countLost(reason, 1 + item.repeats);
  remove(client, items);
}

/** Takes off what arrived, or is in other hands. */
export function remove(client: Client, items: readonly QueueItem[]): void {
  client.queue = client.queue.filter((item) => !items.includes(item) || !(item.frozen = true));
}
