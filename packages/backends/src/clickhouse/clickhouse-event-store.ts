import { Readable } from 'node:stream';
import type { ClickHouseClient } from '@clickhouse/client';
import { LIMITS } from '@bugsage/core';
import type { EventStore, StoredEvent } from '../ports/event-store.ts';
import { inTurns } from '../in-turns.ts';
import { clickHouseFailure } from './clickhouse-client.ts';
import { deleteEventRows } from './delete-events.ts';
import { copyToEventTimes } from './event-times-table.ts';
import { prepareEventTables } from './prepare-event-tables.ts';
import {
  clickHouseTime,
  createEventRows,
  INSERT_EVENTS,
  readPayload,
  type StorableEvent,
} from './event-row.ts';
import { eventSummary, SUMMARY_COLUMNS, type SummaryRow } from './event-summary.ts';
import { groupTags, type TagRow } from './group-tags.ts';
import { fillGaps } from '../fill-gaps.ts';

/** Creates the table where it is missing and answers the store. */
export async function openClickHouseEventStore(
  client: ClickHouseClient,
  retentionDays: number,
): Promise<EventStore> {
  await prepareEventTables(client, retentionDays);
  const select = async <Row>(
    action: string,
    query: string,
    parameters: Record<string, unknown>,
  ): Promise<Row[]> => {
    try {
      const result = await client.query({
        query,
        query_params: parameters,
        format: 'JSONEachRow',
        abort_signal: AbortSignal.timeout(READ_TIMEOUT_MS),
      });
      return await result.json<Row>();
    } catch (error) {
      throw clickHouseFailure(action, error);
    }
  };
  const command = async (
    action: string,
    query: string,
    parameters: Record<string, unknown>,
  ): Promise<void> => {
    try {
      await client.command({ query, query_params: parameters });
    } catch (error) {
      throw clickHouseFailure(action, error);
    }
  };
  return {
    insert: (events, attempt = 0) => insertEvents(client, events, attempt),
    presentPositions: async (range) => {
      const rows = await select<{ pos: string }>(
        'list stored positions',
        `SELECT DISTINCT pos FROM events WHERE ${IN_RANGE}`,
        range,
      );
      // What an insert in doubt left is in both orders from now on.
      if (rows.length > 0) await command('copy events', copyToEventTimes(IN_RANGE), range);
      return new Set(rows.map((row) => Number(row.pos)));
    },
    getEvent: async (projectId, eventId) => {
      const rows = await select<PayloadRow>(
        'read an event',
        `${PAYLOADS} WHERE project_id = {projectId:UInt32} AND event_id = {eventId:String} ORDER BY revision DESC LIMIT 1`,
        { projectId, eventId },
      );
      return rows[0] === undefined ? null : storedEvent(rows[0]);
    },
    listEvents: async (query) => {
      const rows = await select<SummaryRow>('list events', LIST_EVENTS, {
        projectId: query.projectId,
        fingerprints: query.fingerprints,
        limit: query.limit,
        before: clickHouseTime(query.before?.occurredAt ?? END_OF_TIME),
        beforeId: query.before?.eventId ?? '',
      });
      return rows.map(eventSummary);
    },
    latestEvents: async ({ lastSeen, ...query }) => {
      const receivedSince = async (from: number): Promise<StoredEvent[]> => {
        const parameters = { ...query, from: clickHouseTime(from) };
        return (await select<PayloadRow>('read the newest events', LATEST_EVENTS, parameters)).map(
          storedEvent,
        );
      };
      if (lastSeen !== undefined) {
        const newest = await receivedSince(Math.max(0, lastSeen - AHEAD_MS));
        if (newest.length === query.limit) return newest;
      }
      // It may have been sampled, moved or expired.
      return receivedSince(0);
    },
    countsOverTime: async (query) => {
      const rows = await select<{ bucket: string; count: string }>('count events', COUNTS_OVER_TIME, {
        ...query,
        from: clickHouseTime(query.from),
        to: clickHouseTime(query.to),
      });
      return fillGaps(query, rows);
    },
    releasesSince: async (projectId, since) => {
      const rows = await select<{ release: string; first: string; last: string }>(
        'list releases',
        RELEASES_SINCE,
        { projectId, since: clickHouseTime(since) },
      );
      return rows.map(({ release, first, last }) => ({
        release,
        first_seen: Number(first),
        last_seen: Number(last),
      }));
    },

    deleteEvents: (query) =>
      deleteEventRows(client, 'delete events', { condition: OF_ISSUE, parameters: { ...query } }),
    tagDistribution: async (query) => groupTags(await select<TagRow>('count tags', TAG_DISTRIBUTION, query)),
    projectTagDistribution: async (query) =>
      groupTags(await select<TagRow>('count tags of a project', PROJECT_TAG_DISTRIBUTION, query)),
  };
}

/** People wait for reads. An engine that hangs answers nobody, and the page can say so instead. */
const READ_TIMEOUT_MS = 10_000;

type PayloadRow = { payload: string; collector: string; incarnation: string; pos: string };

const END_OF_TIME = Date.UTC(2200, 0);

/** An event happens at most a minute after it is received (`eventFutureSecondsMax`); clocks of collectors may differ. */
const AHEAD_MS = 3_600_000;

/** Most keys and most events a distribution looks at: the newest tell people what they need. */
const TAG_EVENTS_MAX = 10_000;

const IN_RANGE = `collector = {collector:String} AND incarnation = {incarnation:UInt64}
  AND pos BETWEEN {from:UInt64} AND {to:UInt64}`;
const PAYLOADS = 'SELECT payload, collector, incarnation, pos FROM events';
const OF_ISSUE = 'project_id = {projectId:UInt32} AND fingerprint IN {fingerprints:Array(String)}';
/** Which they are first: the payloads of an issue lie in every part of the table, and only these are read. */
const OF_ISSUE_SINCE = `${OF_ISSUE} AND received_at >= {from:DateTime64(3, 'UTC')}`;
const LATEST_EVENTS = `${PAYLOADS} WHERE ${OF_ISSUE_SINCE} AND (received_at, event_id) IN (
    SELECT received_at, event_id FROM events WHERE ${OF_ISSUE_SINCE}
    ORDER BY received_at DESC LIMIT 1 BY event_id LIMIT {limit:UInt32})
  ORDER BY received_at DESC, revision DESC LIMIT 1 BY event_id LIMIT {limit:UInt32}`;
const LIST_EVENTS = `
  SELECT ${SUMMARY_COLUMNS} FROM events WHERE ${OF_ISSUE}
    AND (occurred_at < {before:DateTime64(3, 'UTC')} OR (occurred_at = {before:DateTime64(3, 'UTC')} AND event_id < {beforeId:String}))
  ORDER BY occurred_at DESC, event_id DESC LIMIT 1 BY event_id LIMIT {limit:UInt32}`;
const RELEASES_SINCE = `
  SELECT release, toString(toUnixTimestamp64Milli(min(received_at))) AS first,
    toString(toUnixTimestamp64Milli(max(received_at))) AS last
  FROM event_times WHERE project_id = {projectId:UInt32} AND occurred_at >= {since:DateTime64(3, 'UTC')} - INTERVAL ${LIMITS.eventAgeDaysMax} DAY
    AND received_at >= {since:DateTime64(3, 'UTC')} AND release != ''
  GROUP BY release ORDER BY min(received_at) DESC LIMIT 100`;
const tagsOf = (newest: string): string => `
  SELECT key, value, toString(count()) AS count FROM (${newest}) ARRAY JOIN mapKeys(tags) AS key, mapValues(tags) AS value
  GROUP BY key, value ORDER BY key, count() DESC LIMIT {valuesPerKey:UInt32} BY key LIMIT 1000`;
const TAG_DISTRIBUTION = tagsOf(`
  SELECT event_id, tags FROM events WHERE ${OF_ISSUE} ORDER BY received_at DESC LIMIT 1 BY event_id LIMIT ${TAG_EVENTS_MAX}`);
/** In the order of the table: the newest are read, and no others. */
const PROJECT_TAG_DISTRIBUTION = tagsOf(`
  SELECT tags FROM (SELECT event_id, tags FROM event_times WHERE project_id = {projectId:UInt32}
    ORDER BY occurred_at DESC, event_id DESC LIMIT ${TAG_EVENTS_MAX}) LIMIT 1 BY event_id`);

/** The table is ordered by the time of receiving: see `AHEAD_MS`. */
const COUNTS_OVER_TIME = `
  SELECT toString(toInt64(intDiv(toUnixTimestamp(occurred_at), {bucketSeconds:UInt32})) * {bucketSeconds:UInt32}) AS bucket,
    toString(sum(times_seen)) AS count
  FROM (
    SELECT event_id, occurred_at, times_seen FROM events
    WHERE ${OF_ISSUE} AND occurred_at >= {from:DateTime64(3, 'UTC')} AND occurred_at < {to:DateTime64(3, 'UTC')}
      AND received_at >= {from:DateTime64(3, 'UTC')} - INTERVAL 1 HOUR
    LIMIT 1 BY event_id
  ) GROUP BY bucket`;

async function insertEvents(
  client: ClickHouseClient,
  events: readonly StorableEvent[],
  attempt: number,
): Promise<void> {
  for (const [month, placed] of groupByMonth(events)) {
    const first = placed[0]?.position;
    const last = placed.at(-1)?.position;
    if (first === undefined || last === undefined) continue;
    // All of them first: a row that cannot be stored must not cut off an insert that has begun.
    const chunks = await encodeRows(placed);
    try {
      const { stream } = await client.exec({
        query: INSERT_EVENTS,
        values: Readable.from(chunks),
        clickhouse_settings: {
          async_insert: 0,
          // A second net only: the anti-join on positions is what guarantees exactly once.
          insert_deduplication_token: `${first.collector}:${first.incarnation}:${month}:${first.pos}-${last.pos}:${placed.length}:${attempt}`,
        },
      });
      for await (const _ of stream) {
        // Drained, so that the connection can be used again.
      }
    } catch (error) {
      throw clickHouseFailure(`insert ${placed.length} events`, error);
    }
  }
}

/** The rows as bytes, which lie outside of the heap that is collected. */
async function encodeRows(placed: readonly StorableEvent[]): Promise<Buffer[]> {
  const rows = createEventRows();
  await inTurns(placed, (event) => rows.add(event));
  return rows.take();
}

/** An insert is atomic per partition only, so each partition gets its own. */
function groupByMonth(events: readonly StorableEvent[]): Map<string, StorableEvent[]> {
  const months = new Map<string, StorableEvent[]>();
  const monthOf = monthReader();
  for (const placed of events) {
    const month = monthOf(placed.event.received_at);
    const rows = months.get(month);
    if (rows === undefined) months.set(month, [placed]);
    else rows.push(placed);
  }
  return months;
}

/** `YYYY-MM` of a time. Neighbours nearly always share it, and comparing is cheaper than a calendar. */
function monthReader(): (milliseconds: number) => string {
  let known = { month: '', from: 0, to: 0 };
  return (milliseconds) => {
    if (milliseconds < known.from || milliseconds >= known.to) {
      const date = new Date(Number.isFinite(milliseconds) ? milliseconds : 0);
      const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
      const from = Date.UTC(year, month);
      known = { month: new Date(from).toISOString().slice(0, 7), from, to: Date.UTC(year, month + 1) };
    }
    return known.month;
  };
}

function storedEvent(row: PayloadRow): StoredEvent {
  const position = { collector: row.collector, incarnation: Number(row.incarnation), pos: Number(row.pos) };
  return { ...readPayload(row.payload), position };
}
