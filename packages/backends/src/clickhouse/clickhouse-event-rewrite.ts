import { Readable } from 'node:stream';
import type { ClickHouseClient } from '@clickhouse/client';
import type { EventRewriteStore, RevisedEvent } from '../ports/event-rewrite.ts';
import { clickHouseFailure } from './clickhouse-client.ts';
import { deleteEventRows } from './delete-events.ts';
import { clickHouseTime, createEventRows, INSERT_EVENTS, readPayload } from './event-row.ts';

type Row = { payload: string; collector: string; incarnation: string; pos: string; revision: number };

export function openClickHouseEventRewrite(client: ClickHouseClient): EventRewriteStore {
  const select = async <Answer>(action: string, query: string, parameters: object): Promise<Answer[]> => {
    try {
      const query_params = { ...parameters };
      const result = await client.query({ query, query_params, format: 'JSONEachRow' });
      return await result.json<Answer>();
    } catch (error) {
      throw clickHouseFailure(action, error);
    }
  };
  const readPage = async (condition: string, parameters: Page): Promise<RevisedEvent[]> => {
    const rows = await select<Row>('read events', pageQuery(condition), {
      ...parameters,
      from: clickHouseTime(parameters.from),
      beforeTime: clickHouseTime(parameters.before?.receivedAt ?? END_OF_TIME),
      beforeId: parameters.before?.eventId ?? LAST_ID,
    });
    return rows.map(revisedEvent);
  };
  return {
    page: (page) => readPage('', page),
    pageForMaps: ({ release, debugIds, ...page }) =>
      readPage(FOR_MAPS, { ...page, release: release ?? '', debugIds: debugIds.slice(0, DEBUG_IDS_MAX) }),
    newestOfFingerprints: async (projectId, fingerprints) => {
      const rows = await select<Row>('read the newest events', NEWEST, { projectId, fingerprints });
      return rows.map(revisedEvent);
    },
    replace: (events) => replace(client, events),
    remaining: async (projectId, fingerprint) => {
      const rows = await select<{ user_hash: string; events: string }>('count events', REMAINING, {
        projectId,
        fingerprint,
      });
      return {
        events: rows.reduce((sum, row) => sum + Number(row.events), 0),
        users: new Set(rows.map((row) => row.user_hash).filter(Boolean)),
      };
    },
  };
}

type Page = Parameters<EventRewriteStore['page']>[0] & {
  readonly release?: string;
  readonly debugIds?: readonly string[];
};

const END_OF_TIME = Date.UTC(2199, 0);
const LAST_ID = 'g';
/** The engine searches up to 255 needles at once; an upload with more files is applied by its release. */
const DEBUG_IDS_MAX = 250;

const FOR_MAPS = `AND platform IN ('javascript', 'node')
  AND ((release = {release:String} AND release != '') OR multiSearchAny(payload, {debugIds:Array(String)}))`;

function pageQuery(condition: string): string {
  return `
  SELECT payload, collector, incarnation, pos, revision FROM events
  WHERE project_id = {projectId:UInt32} AND received_at >= {from:DateTime64(3, 'UTC')}
    AND (received_at, event_id) < ({beforeTime:DateTime64(3, 'UTC')}, {beforeId:String}) ${condition}
  ORDER BY received_at DESC, event_id DESC, revision DESC LIMIT 1 BY event_id LIMIT {limit:UInt32}`;
}

/** Ids first: whole payloads of a busy fingerprint would not fit in memory to be sorted. */
const NEWEST = `
  SELECT payload, collector, incarnation, pos, revision FROM events
  WHERE project_id = {projectId:UInt32} AND fingerprint IN {fingerprints:Array(String)} AND event_id IN (
    SELECT argMax(event_id, received_at) FROM events
    WHERE project_id = {projectId:UInt32} AND fingerprint IN {fingerprints:Array(String)} GROUP BY fingerprint)
  ORDER BY revision DESC LIMIT 1 BY event_id`;

const REMAINING = `
  SELECT user_hash, toString(sum(times_seen)) AS events FROM (
    SELECT event_id, user_hash, times_seen FROM events
    WHERE project_id = {projectId:UInt32} AND fingerprint = {fingerprint:String} LIMIT 1 BY event_id
  ) GROUP BY user_hash`;

function revisedEvent(row: Row): RevisedEvent {
  const position = { collector: row.collector, incarnation: Number(row.incarnation), pos: Number(row.pos) };
  return { ...readPayload(row.payload), position, revision: row.revision };
}

async function replace(
  client: ClickHouseClient,
  events: Parameters<EventRewriteStore['replace']>[0],
): Promise<void> {
  if (events.length === 0) return;
  const rows = createEventRows();
  for (const event of events) rows.add(event);
  try {
    const { stream } = await client.exec({
      query: INSERT_EVENTS,
      values: Readable.from(rows.take()),
      clickhouse_settings: { async_insert: 0, insert_deduplicate: 0 },
    });
    for await (const _ of stream) {
      // Drained, so that the connection can be used again.
    }
  } catch (error) {
    throw clickHouseFailure(`write ${events.length} events again`, error);
  }
  const times = events.map(({ event }) => event.occurred_at);
  for (const [revision, ids] of idsByRevision(events))
    await deleteEventRows(client, 'delete what was written again', {
      condition: `project_id = {projectId:UInt32} AND event_id IN {ids:Array(String)} AND revision < {revision:UInt32}`,
      // Writing an event again leaves the time it happened.
      narrowing: `occurred_at BETWEEN {first:DateTime64(3, 'UTC')} AND {last:DateTime64(3, 'UTC')}`,
      parameters: {
        projectId: events[0]?.event.project_id ?? 0,
        ids,
        revision,
        first: clickHouseTime(Math.min(...times)),
        last: clickHouseTime(Math.max(...times)),
      },
    });
}

function idsByRevision(events: Parameters<EventRewriteStore['replace']>[0]): Map<number, string[]> {
  const groups = new Map<number, string[]>();
  for (const { revision, event } of events) {
    const ids = groups.get(revision) ?? [];
    ids.push(event.event_id);
    groups.set(revision, ids);
  }
  return groups;
}
