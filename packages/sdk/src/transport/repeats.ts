import type { Client } from '../client.ts';
import { REPEAT_KEYS_MAX, REPEAT_WINDOW_MS_MAX } from '../limits.ts';
import type { QueueItem } from './queue-item.ts';

type Seen = Pick<Client, 'seen'>;

/**
 * Equal events become one event and a count. The first is sent at once; after it was sent, the next one of its kind
 * waits for more, twice as long each time they keep coming, so that an endless loop costs one row per minute. Counts into a
 * waiting event and answers its id; undefined when this occurrence needs an event of its own.
 */
export function countInto({ seen }: Seen, key: string, nowMs: number): string | undefined {
  const item = seen.get(key);
  if (!item || item.frozen) return undefined;
  item.repeats += 1;
  item.lastSeenMs = nowMs;
  return item.event.id;
}

/** Registers a new event and sets how long it waits. */
export function register({ seen }: Seen, key: string, item: QueueItem): void {
  const earlier = seen.get(key);
  if (earlier && item.lastSeenMs < earlier.lastSeenMs + earlier.windowMs) {
    item.holdUntilMs = item.lastSeenMs + earlier.windowMs;
    item.windowMs = Math.min(earlier.windowMs * 2, REPEAT_WINDOW_MS_MAX);
  }
  // A storm of kinds: all begin anew.
  if (seen.size >= REPEAT_KEYS_MAX) seen.clear();
  seen.set(key, item);
}
