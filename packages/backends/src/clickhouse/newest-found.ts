import type { EventQuery, FoundEvent } from '../ports/event-search.ts';
import type { EventPlace } from '../ports/event-store.ts';
import { eventConditions } from './event-conditions.ts';
import { clickHouseTime } from './event-row.ts';
import { eventSummary, SUMMARY_COLUMNS, type SummaryRow } from './event-summary.ts';

type Select = <Row>(query: string, parameters: Record<string, unknown>) => Promise<Row[]>;
type Query = EventQuery & { readonly limit: number; readonly before?: EventPlace };
type Row = SummaryRow & { readonly project_id: number; readonly fingerprint: string };

/** Rows asked for beyond a page: an event that was written twice has two, until a merge makes them one. */
const SPARE_ROWS = 10;

/**
 * The newest events that meet a query, each id once. The engine is not asked to leave repeated ids out (LIMIT BY): it would
 * then read every column of all rows that match, instead of those of the page.
 */
export async function newestFound(select: Select, query: Query): Promise<FoundEvent[]> {
  const found = new Map<string, FoundEvent>();
  const rowsMax = query.limit + SPARE_ROWS;
  for (let before = query.before; ;) {
    const rows = await select<Row>(...pageOf({ ...query, limit: rowsMax }, before));
    for (const row of rows) {
      const key = `${row.project_id}:${row.event_id}`;
      if (found.size === query.limit) break;
      if (!found.has(key)) found.set(key, foundEvent(row));
    }
    const last = rows.at(-1);
    if (found.size === query.limit || rows.length < rowsMax || last === undefined) return [...found.values()];
    before = { occurredAt: Number(last.occurred), eventId: last.event_id, projectId: last.project_id };
  }
}

function pageOf(query: Query, before: EventPlace | undefined): [string, Record<string, unknown>] {
  // One millisecond later: those of the very millisecond are told apart below.
  const to = before === undefined ? query.to : Math.min(query.to, before.occurredAt + 1);
  const { where, parameters } = eventConditions({ ...query, to });
  const order = [
    'occurred_at DESC',
    'event_id DESC',
    ...(query.projectIds.length > 1 ? ['project_id DESC'] : []),
  ];
  return [
    // PREWHERE: by itself the engine would read the columns of the order for all rows, and filter then.
    `SELECT ${SUMMARY_COLUMNS}, project_id, fingerprint FROM event_times
     PREWHERE ${where} ${before === undefined ? '' : `AND ${AFTER_PAGE}`}
     ORDER BY ${order.join(', ')} LIMIT {limit:UInt32} SETTINGS max_block_size = ${BLOCK_ROWS}`,
    { ...parameters, ...placeParameters(before), limit: query.limit },
  ];
}

/** A granule: the newest match is mostly in the first rows of a part. */
const BLOCK_ROWS = 8_192;

const AFTER_PAGE = `(occurred_at < {before:DateTime64(3, 'UTC')} OR (occurred_at = {before:DateTime64(3, 'UTC')} AND
  (event_id < {beforeId:String} OR (event_id = {beforeId:String} AND project_id < {beforeProject:UInt32}))))`;

function placeParameters(before: EventPlace | undefined): Record<string, unknown> {
  if (before === undefined) return {};
  const { occurredAt, eventId, projectId = 0 } = before;
  return { before: clickHouseTime(occurredAt), beforeId: eventId, beforeProject: projectId };
}

function foundEvent(row: Row): FoundEvent {
  return { ...eventSummary(row), project_id: row.project_id, fingerprint: row.fingerprint };
}
