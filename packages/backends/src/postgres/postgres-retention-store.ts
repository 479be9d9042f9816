import { retentionSchema, type Retention } from '@bugsage/core';
import type { RetentionStore } from '../ports/retention.ts';
import { guarded, type Sql } from './postgres-client.ts';

/** Any number; processes that expire events at the same time skip theirs here. */
const RETENTION_LOCK = 7_316_404;

export function openPostgresRetentionStore(sql: Sql): RetentionStore {
  return {
    list: () =>
      guarded('list what projects keep', async () => {
        const rows = await sql<{ project_id: number; retention: unknown }[]>`
          SELECT id AS project_id, retention FROM projects WHERE deleted_at IS NULL ORDER BY id`;
        return rows.map((row) => ({ ...row, retention: readRetention(row.retention) }));
      }),
    exclusively: (run) =>
      guarded('expire events', () =>
        sql.begin(async (transaction) => {
          const [lock] = await transaction<{ taken: boolean }[]>`
            SELECT pg_try_advisory_xact_lock(${RETENTION_LOCK}) AS taken`;
          if (lock?.taken !== true) return false;
          await run();
          return true;
        }),
      ) as Promise<boolean>,
  };
}

/** What cannot be read deletes nothing of its own. */
export function readRetention(value: unknown): Retention {
  const read = retentionSchema.safeParse(value);
  return read.success ? read.data : retentionSchema.parse({});
}
