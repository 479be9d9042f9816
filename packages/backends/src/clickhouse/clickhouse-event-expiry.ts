import type { ClickHouseClient } from '@clickhouse/client';
import type { EventExpiry, Expired } from '../ports/retention.ts';
import { clickHouseFailure } from './clickhouse-client.ts';
import { deleteEventRows } from './delete-events.ts';

export function openClickHouseEventExpiry(client: ClickHouseClient): EventExpiry {
  const selectOne = async <Row>(query: string, parameters: Record<string, unknown>): Promise<Row> => {
    const result = await client.query({ query, query_params: parameters, format: 'JSONEachRow' });
    const [row] = await result.json<Row>();
    if (row === undefined) throw new Error('An aggregate without groups answers one row.');
    return row;
  };
  return {
    expire: async ({ projectId, receivedBefore, eventsMax, bytesMax, eventsPerStep }) => {
      try {
        const kept = await selectOne<{ events: string; bytes: string }>(keptBy(bytesMax !== null), {
          projectId,
        });
        const oldest = await selectOne<OldestRow>(oldestBeyond(bytesMax !== null), {
          projectId,
          eventsPerStep,
          receivedBefore: receivedBefore ?? 0,
          eventsTooMany: tooMany(Number(kept.events), eventsMax),
          bytesTooMany: tooMany(Number(kept.bytes), bytesMax),
        });
        if (Number(oldest.events) === 0) return NOTHING;
        await deleteEventRows(client, 'expire events', {
          condition: UP_TO,
          parameters: { projectId, lastReceived: oldest.last_received, lastId: oldest.last_id },
        });
        const [events, age, count] = [Number(oldest.events), Number(oldest.by_age), Number(oldest.by_count)];
        return { age, count, bytes: events - age - count };
      } catch (error) {
        throw clickHouseFailure('expire events', error);
      }
    },
  };
}

type OldestRow = {
  readonly events: string;
  readonly by_age: string;
  readonly by_count: string;
  readonly last_received: string;
  readonly last_id: string;
};

const NOTHING: Expired = { age: 0, count: 0, bytes: 0 };

function tooMany(kept: number, max: number | null): number {
  return max === null ? 0 : Math.max(0, kept - max);
}

/** Sizes are read only where they count: rows of a version that did not store them have theirs measured. */
const sizeColumn = (withBytes: boolean): string => (withBytes ? 'payload_bytes' : '0');

const keptBy = (withBytes: boolean): string => `
  SELECT toString(count()) AS events, toString(sum(${sizeColumn(withBytes)})) AS bytes
  FROM events WHERE project_id = {projectId:UInt32}`;

/** Each bound takes from the old end on, so what goes is always the oldest rows up to one last. */
const oldestBeyond = (withBytes: boolean): string => `
  SELECT toString(count()) AS events, toString(countIf(too_old)) AS by_age,
    toString(countIf(NOT too_old AND place <= {eventsTooMany:UInt64})) AS by_count,
    toString(toUnixTimestamp64Milli(max(received_at))) AS last_received, argMax(event_id, place) AS last_id
  FROM (
    SELECT received_at, event_id, received_at < fromUnixTimestamp64Milli({receivedBefore:Int64}, 'UTC') AS too_old,
      row_number() OVER (ORDER BY received_at, event_id) AS place,
      sum(size) OVER (ORDER BY received_at, event_id ROWS UNBOUNDED PRECEDING) - size AS bytes_before
    FROM (
      SELECT received_at, event_id, ${sizeColumn(withBytes)} AS size FROM events
      WHERE project_id = {projectId:UInt32} ORDER BY received_at, event_id LIMIT {eventsPerStep:UInt32}
    )
  ) WHERE too_old OR place <= {eventsTooMany:UInt64} OR bytes_before < {bytesTooMany:UInt64}`;

const UP_TO = `project_id = {projectId:UInt32}
    AND received_at <= fromUnixTimestamp64Milli({lastReceived:Int64}, 'UTC')
    AND (received_at < fromUnixTimestamp64Milli({lastReceived:Int64}, 'UTC') OR event_id <= {lastId:String})`;
