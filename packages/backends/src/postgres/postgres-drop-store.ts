import type { DropReason } from '@bugsage/core';
import type { DropStore, HourOfDrops } from '../ports/drop-store.ts';
import { guarded, type Sql } from './postgres-client.ts';

type DropRow = Omit<HourOfDrops, 'hour' | 'reason'> & { readonly hour: Date; readonly reason: DropReason };

export function openPostgresDropStore(sql: Sql): DropStore {
  return {
    add: (drops) =>
      guarded('count dropped events', async () => {
        if (drops.length === 0) return;
        await sql`
          INSERT INTO project_drops (project_id, hour, reason, events)
          SELECT given.project_id, to_timestamp(given.hour), given.reason, given.events
          FROM unnest(${drops.map((row) => row.project_id)}::int[], ${drops.map((row) => row.hour / 1_000)}::float8[],
            ${drops.map((row) => row.reason)}::text[], ${drops.map((row) => row.events)}::bigint[])
            AS given (project_id, hour, reason, events)
          JOIN projects ON projects.id = given.project_id
          ON CONFLICT (project_id, hour, reason) DO UPDATE SET events = project_drops.events + excluded.events`;
      }),
    list: (projectId, since) =>
      guarded('list dropped events', async () => {
        const rows = await sql<DropRow[]>`
          SELECT project_id, hour, reason, events FROM project_drops
          WHERE project_id = ${projectId} AND hour >= ${new Date(since)} ORDER BY hour, reason`;
        return rows.map((row) => ({ ...row, hour: row.hour.getTime() }));
      }),
    prune: (before) =>
      guarded('forget dropped events', async () => {
        const rows =
          await sql`DELETE FROM project_drops WHERE hour < ${new Date(before)} RETURNING project_id`;
        return rows.length;
      }),
  };
}
