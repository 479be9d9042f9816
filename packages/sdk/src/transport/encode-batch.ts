import type { BatchHeaderLine } from '@bugsage/core/batch';

import { BATCH_BYTES_MAX, STACK_LINES_MAX } from '../limits.ts';
import type { Platform } from '../platform.ts';
import type { Lost } from './lost.ts';
import type { QueueItem } from './queue-item.ts';

/** The part of the header that stays the same for the life of a client. */
export type BatchIdentity = Pick<BatchHeaderLine, 'k' | 'sdk' | 'p'> & {
  rel?: string | undefined;
  env?: string | undefined;
  ctx?: Record<string, unknown> | undefined;
};

export type EncodedBatch = {
  body: string;
  /** Those of the given items that are inside; none when not even the first fits. */
  items: readonly QueueItem[];
};

/** The position of a value in the table of the batch; undefined for one that is absent or empty. */
export type Put = (value: unknown) => number | undefined;

/**
 * Writes the compact batch, version 1 (docs/batch-format.md), with as many of the items as fit into one request. A
 * single item that is too big goes without its extras, which is `isLean`.
 */
// oxlint-disable-next-line max-params -- the last two are for itself, and for tests
export function encodeBatch(
  sender: Pick<Platform, 'writeFrames'> & { identity: BatchIdentity },
  items: readonly QueueItem[],
  told: Lost,
  nowMs: number = Date.now(),
  isLean = false,
): EncodedBatch {
  const table: unknown[] = [];
  const known: Record<string, number> = {};
  const put: Put = (value) => {
    const json = JSON.stringify(value ?? '');
    return json.length > 2 ? (known[json] ??= table.push(value) - 1) : undefined;
  };
  /** For what an issue can do without. */
  const putExtra: Put = (value) => (isLean ? undefined : put(value));
  const rows = items.map((item) => {
    const { event } = item;
    item.frozen = true;
    return (
      event.row ?? [
        'e',
        event.id,
        nowMs - event.timestampMs,
        put(event.level),
        event.exceptions.map((exception) => [
          put(exception.type),
          put(exception.value),
          sender.writeFrames?.(exception, put, putExtra) ??
            exception.stack?.split('\n', STACK_LINES_MAX).map(put),
          exception.parent,
          put(exception.source),
          putExtra(exception.properties),
          exception.group,
          exception.synthetic,
        ]),
        // JSON leaves out what is undefined, and writes `null` in its place inside a tuple.
        {
          h: event.mechanism && [put(event.mechanism.type), event.mechanism.handled],
          r: item.repeats ? [item.repeats, nowMs - item.lastSeenMs] : undefined,
          m: put(event.message),
          u: put(event.user),
          t: put(event.tags),
          c: putExtra(event.contexts),
          x: putExtra(event.extra),
          b: event.breadcrumbs.map((crumb) =>
            putExtra([
              nowMs - crumb.timestampMs,
              put(crumb.category),
              put(crumb.level),
              put(crumb.message),
              put(crumb.data),
            ]),
          ),
          fp: event.fingerprint?.map(put),
          tr: put(event.transaction),
          url: put(event.url),
          d: put(event.debugIds),
        },
      ]
    );
  });
  const body = [{ v: 1, ...sender.identity, at: nowMs, lost: told, t: table }, ...rows]
    .map((line) => JSON.stringify(line))
    .join('\n');
  // A Blob tells its size as well, but costs a browser milliseconds.
  const isSmall = new TextEncoder().encode(body).length <= BATCH_BYTES_MAX;
  return isSmall || isLean
    ? { body, items: isSmall ? items : [] }
    : encodeBatch(sender, items.slice(0, (items.length + 1) >> 1), told, nowMs, !items[1]);
}
