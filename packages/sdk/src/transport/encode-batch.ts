import type { BatchHeaderLine } from '@bugsage/core/batch';

import type { CapturedEvent, CapturedException } from '../public-types.ts';
import { BatchTables } from './batch-tables.ts';
import type { QueueItem } from './queue-item.ts';

/** The part of the header that stays the same for the life of a client. */
export type BatchIdentity = Pick<BatchHeaderLine, 'k' | 'sdk' | 'p'> & {
  rel?: string | undefined;
  env?: string | undefined;
  ua?: string | undefined;
  ctx?: Record<string, unknown> | undefined;
};

export type BatchContent = {
  identity: BatchIdentity;
  items: readonly QueueItem[];
  lost: Record<string, number>;
  nowMs: number;
};

/** Writes the compact batch, version 1: a header line with the shared tables, then one line per item. */
export function encodeBatch({ identity, items, lost, nowMs }: BatchContent): string {
  const tables = new BatchTables(nowMs);
  const { s, f, o, b } = tables;
  const rows: unknown[] = [];
  for (const { event, repeats, lastSeenMs } of items) {
    rows.push(eventRow(event, tables));
    if (repeats > 0) rows.push(['r', event.id, repeats, tables.age(lastSeenMs)]);
  }
  return [{ v: 1, ...identity, at: nowMs, lost, s, f, o, b }, ...rows]
    .map((line) => JSON.stringify(line))
    .join('\n');
}

/** Typed by `WireEventRow`, but for `null` in the detail, which stands for absent as elsewhere. */
function eventRow(event: CapturedEvent, tables: BatchTables): unknown[] {
  const { mechanism } = event;
  return [
    'e',
    event.id,
    tables.age(event.timestampMs),
    tables.level(event.level, 3),
    event.exceptions.map((exception, id) => exceptionTuple(exception, id, tables)),
    {
      h: [tables.string(mechanism.type), mechanism.handled ? 1 : 0],
      m: tables.stringOrNull(event.message) ?? undefined,
      u: tables.object(event.user) ?? undefined,
      t: tables.object(event.tags) ?? undefined,
      c: tables.object(event.contexts) ?? undefined,
      x: tables.object(event.extra) ?? undefined,
      b: event.breadcrumbs.map((crumb) => tables.breadcrumb(crumb)),
      fp: event.fingerprint?.map((part) => tables.string(part)),
      url: tables.stringOrNull(event.url) ?? undefined,
    },
  ];
}

function exceptionTuple(exception: CapturedException, id: number, tables: BatchTables): unknown[] {
  const { parent, group, synthetic } = exception;
  return [
    tables.string(exception.type),
    tables.string(exception.value),
    exception.frames.map((frame) => tables.frame(frame)),
    // `beforeSend` may have removed the one it points to.
    parent !== undefined && parent < id ? parent : null,
    tables.stringOrNull(exception.source),
    tables.object(exception.properties),
    (group ? 1 : 0) + (synthetic ? 2 : 0),
  ];
}
