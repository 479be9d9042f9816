import { EVENT_GROUPINGS, type EventGrouping, type EventSearchStore } from '../ports/event-search.ts';
import { clickHouseFailure, type ClickHouseClient } from './clickhouse-client.ts';
import { clickHouseTime } from './event-row.ts';
import { eventConditions } from './event-conditions.ts';
import { newestFound } from './newest-found.ts';
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
    search: (query) => newestFound(select, query),
    overTime: async (query) => {
      const { where, parameters } = eventConditions(query);
      const rows = await select<{ bucket: string; count: string }>(
        `SELECT toString(toInt64(intDiv(toUnixTimestamp(moment), {bucketSeconds:UInt32})) * {bucketSeconds:UInt32}) AS bucket,
           toString(sum(times)) AS count
         FROM (SELECT any(occurred_at) AS moment, any(times_seen) AS times FROM event_times
           WHERE ${where} ${EACH_EVENT_ONCE}) GROUP BY bucket ${BOUNDED}`,
        { ...parameters, bucketSeconds: query.bucketSeconds },
      );
      return fillGaps(query, rows);
    },
    top: async (query) => {
      const { where, parameters } = eventConditions(query);
      const rows = await select<{ grouped: string; count: string; users: string }>(
        `SELECT grouped, toString(sum(times)) AS count, toString(uniqIf(user, user != '')) AS users
         FROM (SELECT any(${groupedBy(query.by)}) AS grouped, any(times_seen) AS times, any(user_hash) AS user FROM event_times
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
      const { where, parameters } = eventConditions(query);
      const rows = await select<TagRow>(
        `SELECT key, value, toString(sum(times_seen)) AS count FROM (
           SELECT tags, times_seen FROM (
             SELECT project_id, event_id, tags, times_seen FROM event_times WHERE ${where}
             ORDER BY occurred_at DESC, event_id DESC LIMIT ${TAG_EVENTS_MAX}
           ) LIMIT 1 BY project_id, event_id
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
         FROM (SELECT project_id, fingerprint, times_seen, received_at >= {from:DateTime64(3, 'UTC')} AS is_recent FROM events
           WHERE project_id IN {projectIds:Array(UInt32)} AND fingerprint IN {fingerprints:Array(String)}
             AND received_at >= {baselineFrom:DateTime64(3, 'UTC')} LIMIT 1 BY project_id, event_id)
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

/** An id may have several rows: two collectors stored it at once, or it was just written again. A hash is a third of it. */
const EACH_EVENT_ONCE = 'GROUP BY sipHash64(project_id, event_id)';
/** Millions of ids go to the disk rather than beyond the engine's memory. */
const BOUNDED = 'SETTINGS max_bytes_before_external_group_by = 134217728';

/** A column name cannot be bound, so it comes from the list; a tag's name is bound. */
function groupedBy(by: EventGrouping): string {
  if (by.startsWith('tags.')) return 'tags[{tag:String}]';
  const column = EVENT_GROUPINGS.find((name) => name === by);
  if (column === undefined) throw new Error(`Events cannot be grouped by ${by}.`);
  return column;
}
