import { Readable } from 'node:stream';
import type { ClickHouseClient } from '@clickhouse/client';
import { clickHouseFailure } from './clickhouse-client.ts';
import { EVENT_COLUMNS } from './event-row.ts';

const COLUMNS = `${EVENT_COLUMNS}, revision`;
/** Rows asked for at once: the embedded engine holds an answer in memory, and an event may have some hundred kB. */
const PAGE_ROWS = 1_000;

/** Up to which position the journal of a collector is stored. */
export type StoredUpTo = { readonly collector: string; readonly incarnation: number; readonly pos: number };

/**
 * All events, a line of JSONCompactEachRow each, a page at a time. What came after the cursors is left out: it is not in
 * the database of issues, and the journal gives it to the next store.
 */
export async function* readEventRows(
  client: ClickHouseClient,
  cursors: readonly StoredUpTo[],
): AsyncGenerator<{ readonly lines: Buffer; readonly rows: number }> {
  const stored = cursors.map(
    (_, index) =>
      `NOT (collector = {collector${index}:String} AND incarnation = {incarnation${index}:UInt64} AND toInt64(pos) > {pos${index}:Int64})`,
  );
  const bounds = Object.fromEntries(
    cursors.flatMap(({ collector, incarnation, pos }, index) => [
      [`collector${index}`, collector],
      [`incarnation${index}`, incarnation],
      [`pos${index}`, pos],
    ]),
  );
  let last: Key | undefined;
  for (;;) {
    const conditions = last === undefined ? stored : [...stored, AFTER];
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    const query = `SELECT ${COLUMNS} FROM events ${where} ORDER BY ${ORDER} LIMIT ${PAGE_ROWS}`;
    const text = await readText(client, query, { ...bounds, ...last });
    if (text === '') return;
    const lines = text.endsWith('\n') ? text : `${text}\n`;
    const rows = lines.split('\n').length - 1;
    yield { lines: Buffer.from(lines), rows };
    if (rows < PAGE_ROWS) return;
    last = keyOf(lines);
  }
}

/** Throws what ClickHouse says about the lines. */
export async function insertEventRows(client: ClickHouseClient, lines: Buffer): Promise<void> {
  try {
    const { stream } = await client.exec({
      query: `INSERT INTO events (${COLUMNS}) FORMAT JSONCompactEachRow`,
      values: Readable.from([lines]),
      // Repeated by a restore that starts over, on a table that was emptied: no token may hide that.
      clickhouse_settings: { async_insert: 0, insert_deduplicate: 0 },
    });
    for await (const _ of stream) {
      // Drained, so that the connection can be used again.
    }
  } catch (error) {
    throw clickHouseFailure('insert events of a backup', error);
  }
}

type Key = { project: number; fingerprint: string; received: string; event: string; position: string };

const ORDER = 'project_id, fingerprint, received_at, event_id, pos';
/** The first lines are what the index understands: it skips what was read already. */
const AFTER = `project_id >= {project:UInt32}
  AND (project_id > {project:UInt32} OR fingerprint >= {fingerprint:String})
  AND (project_id > {project:UInt32} OR fingerprint > {fingerprint:String} OR received_at >= {received:DateTime64(3)})
  AND (project_id, fingerprint, received_at, event_id, pos)
    > ({project:UInt32}, {fingerprint:String}, {received:DateTime64(3)}, {event:String}, {position:UInt64})`;

function keyOf(lines: string): Key {
  const row = JSON.parse(lines.slice(lines.lastIndexOf('\n', lines.length - 2) + 1)) as unknown[];
  const cell = (name: string): string => String(row[NAMES.indexOf(name)]);
  return {
    project: Number(cell('project_id')),
    fingerprint: cell('fingerprint'),
    received: cell('received_at'),
    event: cell('event_id'),
    position: cell('pos'),
  };
}

const NAMES = COLUMNS.split(', ');

async function readText(
  client: ClickHouseClient,
  query: string,
  parameters: Record<string, unknown>,
): Promise<string> {
  try {
    const result = await client.query({ query, query_params: parameters, format: 'JSONCompactEachRow' });
    return await result.text();
  } catch (error) {
    throw clickHouseFailure('read events', error);
  }
}
