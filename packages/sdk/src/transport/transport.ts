import {
  BACKOFF_BASE_MS,
  BACKOFF_MS_MAX,
  BATCH_DELAY_MS,
  BATCH_ITEMS_MAX,
  QUEUE_ITEMS_MAX,
} from '../limits.ts';
import type { DrainedBatch, Platform, SendAnswer } from '../platform.ts';
import type { CapturedEvent } from '../public-types.ts';
import type { BatchIdentity } from './encode-batch.ts';
import { fitBatch } from './fit-batch.ts';
import type { Lost } from './lost.ts';
import { type QueueItem, categoryOf, occurrences } from './queue-item.ts';
import { type RateLimits, createRateLimits } from './rate-limits.ts';

export type TransportSetup = {
  url: string;
  identity: BatchIdentity;
  platform: Pick<Platform, 'send' | 'schedule' | 'prepare'>;
  lost: Lost;
  now: () => number;
  random: () => number;
};

/**
 * Queue, batches, retries. One request at a time. An item leaves the queue when it is delivered, or when the server
 * refuses it for good; then it is counted as lost. Everything else is tried again: the queue is the bound.
 */
export class Transport {
  private readonly setup: TransportSetup;
  private readonly queue: QueueItem[] = [];
  private readonly limits: RateLimits = createRateLimits();
  private inFlight: readonly QueueItem[] = [];
  private sending: Promise<void> | undefined;
  private failures = 0;
  private retryAtMs = 0;
  private refusals = 0;
  private plannedMs = Infinity;
  private cancelPlan: (() => void) | undefined;

  constructor(setup: TransportSetup) {
    this.setup = setup;
  }

  /** False when the queue is full; that is counted. */
  enqueue(item: QueueItem): boolean {
    if (this.queue.length >= QUEUE_ITEMS_MAX) {
      this.setup.lost.count('queue_full');
      return false;
    }
    this.queue.push(item);
    this.plan();
    return true;
  }

  /** True when all that was queued is delivered; false after `timeoutMs`, or sooner when that cannot be reached. */
  async flush(timeoutMs: number): Promise<boolean> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<boolean>((resolve) => {
      // A plain timer: it keeps a process alive until the answer is there, unlike all others.
      timer = setTimeout(() => resolve(false), timeoutMs);
    });
    const isDelivered = await Promise.race([this.empty(this.setup.now() + timeoutMs), late]);
    clearTimeout(timer);
    return isDelivered;
  }

  /** For the end of a page or process, where there is no time for an answer. */
  drain({ withInFlight }: { withInFlight: boolean }): {
    events: CapturedEvent[];
    encode: () => DrainedBatch[];
  } {
    const nowMs = this.setup.now();
    const items = this.queue.filter(
      (item) =>
        this.limits.untilMs(categoryOf(item)) <= nowMs && (withInFlight || !this.inFlight.includes(item)),
    );
    return { events: items.map(({ event }) => event), encode: () => this.encodeAll(items) };
  }

  /** Throws when the item cannot be encoded. */
  check(item: QueueItem): void {
    this.fit([item], {});
  }

  private encodeAll(items: readonly QueueItem[]): DrainedBatch[] {
    const drained: DrainedBatch[] = [];
    freeze(items);
    for (let rest = items; rest.length > 0;) {
      const told = drained.length === 0 ? this.setup.lost.read() : {};
      const { body, itemCount } = this.fit(rest, told);
      const sent = rest.slice(0, itemCount);
      if (itemCount > 0) drained.push({ body, settle: () => this.delivered(sent, told) });
      rest = rest.slice(Math.max(itemCount, 1));
    }
    return drained;
  }

  private fit(
    items: readonly QueueItem[],
    lost: Record<string, number>,
  ): { body: string; itemCount: number } {
    return fitBatch({ identity: this.setup.identity, items, lost, nowMs: this.setup.now() });
  }

  private async empty(deadlineMs: number): Promise<boolean> {
    const { now, platform } = this.setup;
    const refusalsBefore = this.refusals;
    // A flush is a reason to try at once, but not to disobey the server.
    this.retryAtMs = 0;
    for (;;) {
      await this.sending;
      await this.pump(true);
      if (this.queue.length === 0) return this.refusals === refusalsBefore;
      const waitMs = this.nextDueMs(true) - now();
      if (now() + Math.max(waitMs, 0) >= deadlineMs) return false;
      if (waitMs > 0) await new Promise<void>((resolve) => void platform.schedule(resolve, waitMs));
    }
  }

  private dueMs(item: QueueItem, force: boolean): number {
    return Math.max(force ? 0 : item.holdUntilMs, this.limits.untilMs(categoryOf(item)), this.retryAtMs);
  }

  private nextDueMs(force: boolean): number {
    return this.queue.reduce((next, item) => Math.min(next, this.dueMs(item, force)), Infinity);
  }

  private plan(): void {
    const { now, platform } = this.setup;
    const nextMs = this.nextDueMs(false);
    if (this.sending || nextMs >= this.plannedMs) return;
    this.cancelPlan?.();
    this.plannedMs = nextMs;
    this.cancelPlan = platform.schedule(
      () => {
        this.plannedMs = Infinity;
        void this.pump(false);
      },
      Math.max(nextMs - now(), 0),
    );
  }

  private pump(force: boolean): Promise<void> {
    this.sending ??= this.deliver(force).finally(() => {
      this.sending = undefined;
      this.inFlight = [];
      this.plan();
    });
    return this.sending;
  }

  private async deliver(force: boolean): Promise<void> {
    const { lost, platform, url } = this.setup;
    const items = this.due(force);
    if (items.length === 0 && !(force && this.hasOnlyLosses())) return;
    this.inFlight = items;
    freeze(items);
    try {
      await platform.prepare?.(items.map(({ event }) => event));
      const told = lost.read();
      const { body, itemCount } = this.fit(items, told);
      if (itemCount === 0 && items.length > 0) this.drop(items.slice(0, 1), 'too_large');
      else this.settle(items.slice(0, itemCount), told, await platform.send(url, body));
    } catch {
      // Our own failure; trying the same again would never end.
      this.drop(items, 'internal');
    }
  }

  /** What is due within the time one waits for company comes along. */
  private due(force: boolean): QueueItem[] {
    const nowMs = this.setup.now();
    const isDue = (item: QueueItem): boolean =>
      this.dueMs(item, true) <= nowMs && (force || item.holdUntilMs <= nowMs + BATCH_DELAY_MS);
    return this.queue.filter(isDue).slice(0, BATCH_ITEMS_MAX);
  }

  private hasOnlyLosses(): boolean {
    const { lost, now } = this.setup;
    const isFree = Math.max(this.retryAtMs, this.limits.untilMs('')) <= now();
    return isFree && this.queue.length === 0 && Object.keys(lost.read()).length > 0;
  }

  private settle(sent: readonly QueueItem[], told: Record<string, number>, answer: SendAnswer): void {
    const { status } = answer;
    this.limits.update(answer, this.setup.now());
    if (status >= 200 && status < 300) this.delivered(sent, told);
    else if (status === 0 || status === 408 || status === 429 || status >= 500) this.backOff();
    else this.drop(sent, status === 413 ? 'too_large' : 'refused');
  }

  private delivered(sent: readonly QueueItem[], told: Record<string, number>): void {
    this.failures = 0;
    this.retryAtMs = 0;
    this.setup.lost.told(told);
    this.remove(sent);
  }

  /** Exponential with jitter, so that clients do not come back in step. */
  private backOff(): void {
    const ceilingMs = Math.min(BACKOFF_BASE_MS * 2 ** this.failures, BACKOFF_MS_MAX);
    this.failures = Math.min(this.failures + 1, 10);
    this.retryAtMs = this.setup.now() + ceilingMs * (0.1 + 0.9 * this.setup.random());
  }

  private drop(items: readonly QueueItem[], reason: string): void {
    this.refusals += 1;
    this.remove(items);
    for (const item of items) this.setup.lost.count(reason, occurrences(item));
  }

  private remove(items: readonly QueueItem[]): void {
    for (const item of items) {
      const position = this.queue.indexOf(item);
      if (position >= 0) this.queue.splice(position, 1);
    }
  }
}

function freeze(items: readonly QueueItem[]): void {
  for (const item of items) item.frozen = true;
}
