import { minuteOf, type JournalPosition } from '@bugsage/core';

/**
 * Decides which payloads of a noisy issue are stored. The first `perMinute` of a minute all are; the n-th one with
 * probability `perMinute / n`, so that the sample stays spread over the minute and grows with the logarithm of the
 * flood: 1,000,000 events a minute at 1,000 keep about 7,900.
 *
 * Not chance but the position decides: trying a batch again decides the same, and no client can choose its luck.
 */
export type PayloadSample = {
  /** Looks ahead over a batch; nothing counts until `advance`. */
  plan(): PlannedSample;
};

export type PlannedSample = {
  /** Whether the payload is stored. Events in the order of the journal; `receivedAt` in Unix milliseconds. */
  keeps(event: {
    readonly issueKey: string;
    readonly receivedAt: number;
    readonly position: JournalPosition;
  }): boolean;
  /** The batch is committed. */
  advance(): void;
};

/** Keys counted at once, 100 bytes apiece. What is above has not been seen in this minute, and is stored. */
const KEYS_MAX = 100_000;

type Counts = { readonly minute: number; readonly seen: Map<string, number> };

/** `perMinute` 0 keeps all. */
export function createPayloadSample(perMinute: number): PayloadSample {
  let committed: Counts = { minute: 0, seen: new Map() };
  return {
    plan: () => {
      const base = committed;
      let planned: Counts = { minute: base.minute, seen: new Map() };
      const seenBefore = (key: string): number =>
        planned.seen.get(key) ?? (planned.minute === base.minute ? base.seen.get(key) : undefined) ?? 0;
      return {
        keeps: ({ issueKey, receivedAt, position }) => {
          if (perMinute === 0) return true;
          const minute = minuteOf(receivedAt);
          if (minute > planned.minute) planned = { minute, seen: new Map() };
          const number = seenBefore(issueKey) + 1;
          planned.seen.set(issueKey, number);
          return number <= perMinute || fractionOf(position) < perMinute / number;
        },
        advance: () => {
          if (planned.minute !== base.minute) committed = { minute: planned.minute, seen: new Map() };
          for (const [key, number] of planned.seen)
            if (committed.seen.has(key) || committed.seen.size < KEYS_MAX) committed.seen.set(key, number);
        },
      };
    },
  };
}

/** In [0, 1), even over consecutive positions: the finalizer of MurmurHash3. */
function fractionOf({ incarnation, pos }: JournalPosition): number {
  let hash = (pos ^ Math.imul(incarnation, 0x9e3779b1)) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
