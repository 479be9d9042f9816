import { Readable } from 'node:stream';
import type { ClickHouseClient } from '@clickhouse/client';
import { clickHouseFailure } from './clickhouse-client.ts';
import { EVENT_COLUMNS } from './event-row.ts';
import { SESSION_COLUMNS } from './sessions-table.ts';

export type FactTable = 'events' | 'sessions';

type Layout = {
  readonly columns: string;
  readonly from: string;
  /** Names one row, and begins with the order of the table. */
  readonly key: readonly (readonly [column: string, type: string])[];
};

const LAYOUTS: Readonly<Record<FactTable, Layout>> = {
  events: {
    columns: EVENT_COLUMNS,
    from: 'events',
    key: [
      ['project_id', 'UInt32'],
      ['fingerprint', 'String'],
      ['received_at', "DateTime64(3, 'UTC')"],
      ['event_id', 'String'],
      ['pos', 'UInt64'],
      ['revision', 'UInt32'],
    ],
  },
  sessions: {
    columns: SESSION_COLUMNS,
    // Rows that are not merged yet have the same key.
    from: 'sessions FINAL',
    key: [
      ['project_id', 'UInt32'],
      ['release', 'String'],
      ['environment', 'String'],
      ['started', "DateTime('UTC')"],
      ['session', 'String'],
    ],
  },
};

export const FACT_TABLES = Object.keys(LAYOUTS) as FactTable[];

/** Rows asked for at once: the embedded engine holds an answer in memory, and an event may have some hundred kB. */
const PAGE_ROWS = 1_000;

/** Up to which position the journal of a collector is stored. */
export type StoredUpTo = { readonly collector: string; readonly incarnation: number; readonly pos: number };

/**
 * All rows of a table, a line of JSONCompactEachRow each, a page at a time. Events after the cursors are left out: they are
 * not in the database of issues, and the journal gives them to the next store.
 */
export async function* readRows(
  client: ClickHouseClient,
  table: FactTable,
  cursors: readonly StoredUpTo[],
): AsyncGenerator<{ readonly lines: Buffer; readonly rows: number }> {
  const { columns, from, key } = LAYOUTS[table];
  const bounds = table === 'events' ? upTo(cursors) : { conditions: [], parameters: {} };
  const order = key.map(([column]) => column).join(', ');
  let last: Record<string, string> | undefined;
  for (;;) {
    const conditions = last === undefined ? bounds.conditions : [...bounds.conditions, ...after(key)];
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    const query = `SELECT ${columns} FROM ${from} ${where} ORDER BY ${order} LIMIT ${PAGE_ROWS}`;
    const text = await readText(client, query, { ...bounds.parameters, ...last });
    if (text === '') return;
    const lines = text.endsWith('\n') ? text : `${text}\n`;
    const rows = lines.split('\n').length - 1;
    yield { lines: Buffer.from(lines), rows };
    if (rows < PAGE_ROWS) return;
    last = keyOfLast(lines, LAYOUTS[table]);
  }
}

/** Throws what ClickHouse says about the lines. */
export async function insertRows(client: ClickHouseClient, table: FactTable, lines: Buffer): Promise<void> {
  try {
    const { stream } = await client.exec({
      query: `INSERT INTO ${table} (${LAYOUTS[table].columns}) FORMAT JSONCompactEachRow`,
      values: Readable.from([lines]),
      // Repeated by a restore that starts over, on a table that was emptied: no token may hide that.
      clickhouse_settings: { async_insert: 0, insert_deduplicate: 0 },
    });
    for await (const _ of stream) {
      // Drained, so that the connection can be used again.
    }
  } catch (error) {
    throw clickHouseFailure(`insert ${table} of a backup`, error);
  }
}

/** Empties the tables, and what is derived from them. */
export async function emptyFactTables(client: ClickHouseClient): Promise<void> {
  for (const table of [...FACT_TABLES, 'event_times'])
    await client.command({ query: `TRUNCATE TABLE ${table}` });
}

type Bounds = { readonly conditions: readonly string[]; readonly parameters: Record<string, unknown> };

function upTo(cursors: readonly StoredUpTo[]): Bounds {
  return {
    conditions: cursors.map(
      (_, index) =>
        `NOT (collector = {collector${index}:String} AND incarnation = {incarnation${index}:UInt64} AND toInt64(pos) > {upTo${index}:Int64})`,
    ),
    parameters: Object.fromEntries(
      cursors.flatMap(({ collector, incarnation, pos }, index) => [
        [`collector${index}`, collector],
        [`incarnation${index}`, incarnation],
        [`upTo${index}`, pos],
      ]),
    ),
  };
}

/** Rows behind a key. All but the last condition follow from it; they are the ones the index of the table understands. */
function after(key: Layout['key']): string[] {
  const later = ([column, type]: Layout['key'][number]): string => `${column} > {last_${column}:${type}}`;
  const hints = key
    .slice(0, 3)
    .map(
      (cell, index) =>
        `(${[...key.slice(0, index).map(later), later(cell).replace('>', '>=')].join(' OR ')})`,
    );
  const columns = key.map(([column]) => column).join(', ');
  const values = key.map(([column, type]) => `{last_${column}:${type}}`).join(', ');
  return [...hints, `(${columns}) > (${values})`];
}

function keyOfLast(lines: string, layout: Layout): Record<string, string> {
  const row = JSON.parse(lines.slice(lines.lastIndexOf('\n', lines.length - 2) + 1)) as unknown[];
  const names = layout.columns.split(', ');
  return Object.fromEntries(
    layout.key.map(([column]) => [`last_${column}`, String(row[names.indexOf(column)])]),
  );
}

async function readText(
  client: ClickHouseClient,
  query: string,
  parameters: Record<string, unknown>,
): Promise<string> {
  try {
    const result = await client.query({ query, query_params: parameters, format: 'JSONCompactEachRow' });
    return await result.text();
  } catch (error) {
    throw clickHouseFailure('read rows for a backup', error);
  }
}
