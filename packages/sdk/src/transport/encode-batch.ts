import type { BatchHeaderLine, WireEventRow, WireException } from '@bugsage/core/batch';

import { LEVELS } from '../capture/breadcrumb.ts';
import type { CapturedEvent, CapturedException } from '../public-types.ts';
import { BatchTables } from './batch-tables.ts';
import type { QueueItem } from './queue-item.ts';

/** The part of the header that stays the same for the life of a client. */
export type BatchIdentity = Pick<BatchHeaderLine, 'k' | 'sdk' | 'p' | 'rel' | 'env' | 'ua' | 'ctx'>;

export type BatchContent = {
  identity: BatchIdentity;
  items: readonly QueueItem[];
  lost: Record<string, number>;
  nowMs: number;
};

/** Writes the compact batch, version 1: a header line with the shared tables, then one line per item. */
export function encodeBatch({ identity, items, lost, nowMs }: BatchContent): string {
  const tables = new BatchTables(nowMs);
  const rows: unknown[] = [];
  for (const { event, repeats, lastSeenMs } of items) {
    rows.push(eventRow(event, { tables, nowMs }));
    if (repeats > 0) rows.push(['r', event.id, repeats, nowMs - lastSeenMs]);
  }
  const header = {
    v: 1,
    ...identity,
    at: nowMs,
    ...(isFilled(lost) && { lost }),
    s: tables.strings.entries,
    f: tables.frames.entries,
    o: tables.objects.entries,
    b: tables.breadcrumbs.entries,
  };
  return [header, ...rows].map((line) => JSON.stringify(line)).join('\n');
}

function eventRow(
  event: CapturedEvent,
  { tables, nowMs }: { tables: BatchTables; nowMs: number },
): WireEventRow {
  const { mechanism, message, user, tags, contexts, extra, breadcrumbs, fingerprint, url } = event;
  return [
    'e',
    event.id,
    nowMs - event.timestampMs,
    LEVELS.indexOf(event.level),
    event.exceptions.map((exception) => exceptionTuple(exception, tables)),
    {
      h: [tables.string(mechanism.type), mechanism.handled ? 1 : 0],
      ...(message !== undefined && { m: tables.string(message) }),
      ...(user && { u: tables.object(user) }),
      ...(isFilled(tags) && { t: tables.object(tags) }),
      ...(isFilled(contexts) && { c: tables.object(contexts) }),
      ...(isFilled(extra) && { x: tables.object(extra) }),
      ...(breadcrumbs.length > 0 && { b: breadcrumbs.map((crumb) => tables.breadcrumb(crumb)) }),
      ...(fingerprint && { fp: fingerprint.map((part) => tables.string(part)) }),
      ...(url !== undefined && { url: tables.string(url) }),
    },
  ];
}

function exceptionTuple(exception: CapturedException, tables: BatchTables): WireException {
  const { type, value, frames, parent, source, properties, group, synthetic } = exception;
  return [
    tables.string(type),
    tables.string(value),
    frames.map((frame) => tables.frame(frame)),
    parent ?? null,
    source === undefined ? null : tables.string(source),
    properties ? tables.object(properties) : null,
    (group ? 1 : 0) + (synthetic ? 2 : 0),
  ];
}

function isFilled(record: object): boolean {
  return Object.keys(record).length > 0;
}
