import {
  EVENT_GROUPINGS,
  type EventGrouping,
  type EventQuery,
  type EventSearchStore,
} from '../ports/event-search.ts';
import type { EventPlace } from '../ports/event-store.ts';
import { clickHouseFailure, type ClickHouseClient } from './clickhouse-client.ts';
import { clickHouseTime } from './event-row.ts';
import { eventSearch } from './event-search.ts';
import { eventSummary, SUMMARY_COLUMNS, type SummaryRow } from './event-summary.ts';
import { groupTags, type TagRow } from './group-tags.ts';
import { fillGaps } from '../fill-gaps.ts';

export function openClickHouseEventSearch(client: ClickHouseClient): EventSearchStore {
  const select = async <Row>(query: string, parameters: Record<string, unknown>): Promise<Row[]> => {
    try {
      const result = await client.query({ query, query_params: parameters, format: 'JSONEachRow' });
      return await result.json<Row>();
    } catch (error) {
      throw clickHouseFailure('search events', error);
    }
  };
  return {
    search: async (query) => {
      const { before } = query;
      // One millisecond later: those of the very millisecond are told apart below.
      const to = before === undefined ? query.to : Math.min(query.to, before.occurredAt + 1);
      const { where, parameters } = conditions({ ...query, to });
      const isAfterPage = before === undefined ? '' : `AND ${AFTER_PAGE}`;
      const rows = await select<SummaryRow & { project_id: number; fingerprint: string }>(
        `SELECT ${SUMMARY_COLUMNS}, project_id, fingerprint FROM events WHERE ${where} ${isAfterPage}
         ORDER BY occurred_at DESC, event_id DESC, project_id DESC
         LIMIT 1 BY project_id, event_id LIMIT {limit:UInt32}`,
        { ...parameters, ...placeParameters(before), limit: query.limit },
      );
      return rows.map((row) => ({
        ...eventSummary(row),
        project_id: row.project_id,
        fingerprint: row.fingerprint,
      }));
    },
    overTime: async (query) => {
      const { where, parameters } = conditions(query);
      const rows = await select<{ bucket: string; count: string }>(
        `SELECT toString(toInt64(intDiv(toUnixTimestamp(moment), {bucketSeconds:UInt32})) * {bucketSeconds:UInt32}) AS bucket,
           toString(sum(times)) AS count
         FROM (SELECT any(occurred_at) AS moment, any(times_seen) AS times FROM events
           WHERE ${where} ${EACH_EVENT_ONCE}) GROUP BY bucket ${BOUNDED}`,
        { ...parameters, bucketSeconds: query.bucketSeconds },
      );
      return fillGaps(query, rows);
    },
    top: async (query) => {
      const { where, parameters } = conditions(query);
      const rows = await select<{ grouped: string; count: string; users: string }>(
        `SELECT grouped, toString(sum(times)) AS count, toString(uniqIf(user, user != '')) AS users
         FROM (SELECT any(${groupedBy(query.by)}) AS grouped, any(times_seen) AS times, any(user_hash) AS user FROM events
           WHERE ${where} ${EACH_EVENT_ONCE})
         WHERE grouped != '' GROUP BY grouped ORDER BY sum(times) DESC, grouped LIMIT {limit:UInt32} ${BOUNDED}`,
        { ...parameters, tag: query.by.replace(/^tags\./, ''), limit: query.limit },
      );
      return rows.map(({ grouped, count, users }) => ({
        value: grouped,
        count: Number(count),
        users: Number(users),
      }));
    },
    tags: async (query) => {
      const { where, parameters } = conditions(query);
      const rows = await select<TagRow>(
        `SELECT key, value, toString(sum(times_seen)) AS count FROM (
           SELECT tags, times_seen FROM events WHERE ${where}
           ORDER BY occurred_at DESC LIMIT 1 BY project_id, event_id LIMIT ${TAG_EVENTS_MAX}
         ) ARRAY JOIN mapKeys(tags) AS key, mapValues(tags) AS value
         GROUP BY key, value ORDER BY key, sum(times_seen) DESC, value
         LIMIT {valuesPerKey:UInt32} BY key LIMIT ${TAG_ROWS_MAX}`,
        { ...parameters, valuesPerKey: query.valuesPerKey },
      );
      return groupTags(rows);
    },
    rates: async (query) => {
      const rows = await select<{ project_id: number; fingerprint: string; recent: string; before: string }>(
        `SELECT project_id, fingerprint, toString(sumIf(times_seen, is_recent)) AS recent,
           toString(sumIf(times_seen, NOT is_recent)) AS before
         FROM (SELECT project_id, fingerprint, times_seen, received_at >= {from:DateTime64(3)} AS is_recent FROM events
           WHERE project_id IN {projectIds:Array(UInt32)} AND fingerprint IN {fingerprints:Array(String)}
             AND received_at >= {baselineFrom:DateTime64(3)} LIMIT 1 BY project_id, event_id)
         GROUP BY project_id, fingerprint`,
        { ...query, from: clickHouseTime(query.from), baselineFrom: clickHouseTime(query.baselineFrom) },
      );
      return rows.map((row) => ({ ...row, recent: Number(row.recent), before: Number(row.before) }));
    },
  };
}

/** Newest events a distribution looks at, and rows of its answer: what tells people where to look. */
const TAG_EVENTS_MAX = 50_000;
const TAG_ROWS_MAX = 5_000;

const AFTER_PAGE = `(occurred_at < {before:DateTime64(3)} OR (occurred_at = {before:DateTime64(3)} AND
  (event_id < {beforeId:String} OR (event_id = {beforeId:String} AND project_id < {beforeProject:UInt32}))))`;

function placeParameters(before: EventPlace | undefined): Record<string, unknown> {
  if (before === undefined) return {};
  const { occurredAt, eventId, projectId = 0 } = before;
  return { before: clickHouseTime(occurredAt), beforeId: eventId, beforeProject: projectId };
}

/** An id may have several rows: two collectors stored it at once, or it was just written again. A hash is a third of it. */
const EACH_EVENT_ONCE = 'GROUP BY sipHash64(project_id, event_id)';
/** Millions of ids go to the disk rather than beyond the engine's memory. */
const BOUNDED = 'SETTINGS max_bytes_before_external_group_by = 134217728';

function conditions(query: EventQuery): { where: string; parameters: Record<string, unknown> } {
  const { sql, parameters } = eventSearch(query.terms);
  return {
    where: `project_id IN {projectIds:Array(UInt32)}
      AND occurred_at >= {from:DateTime64(3)} AND occurred_at < {to:DateTime64(3)} AND ${sql}`,
    parameters: {
      ...parameters,
      projectIds: query.projectIds,
      from: clickHouseTime(query.from),
      to: clickHouseTime(query.to),
    },
  };
}

/** A column name cannot be bound, so it comes from the list; a tag's name is bound. */
function groupedBy(by: EventGrouping): string {
  if (by.startsWith('tags.')) return 'tags[{tag:String}]';
  const column = EVENT_GROUPINGS.find((name) => name === by);
  if (column === undefined) throw new Error(`Events cannot be grouped by ${by}.`);
  return column;
}
