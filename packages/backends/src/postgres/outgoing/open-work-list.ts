import { BugSageError } from '@bugsage/core';
import type { AttemptResult, Claim, OutgoingWork } from '../../ports/outgoing-work.ts';
import { guarded, type PendingQuery, type Row, type Sql } from '../postgres-client.ts';

export type WorkList = {
  readonly table: 'deliveries' | 'integration_tasks';
  /** What an entry is made of, `id` and `attempts` among it. */
  readonly columns: PendingQuery<Row[]>;
  /** Which due entries `t` may be taken now. */
  readonly isFree: PendingQuery<Row[]>;
  readonly logDays: number;
};

type ClaimRow = { readonly lease: string; readonly is_in_doubt: boolean; readonly begun_at: Date | null };

/** The work lists of both tables: one state machine (ports/outgoing-work.ts), one set of columns. */
export function openWorkList<EntryRow extends Row>(
  sql: Sql,
  { table, columns, isFree, logDays }: WorkList,
): OutgoingWork<EntryRow> {
  return {
    claim: (limit, leaseMs) =>
      guarded('take what goes out', async () => {
        // The status stays: what is in doubt is so until it is settled, whoever dies in between.
        const rows = await sql<(EntryRow & ClaimRow & { id: string; attempts: number })[]>`
          UPDATE ${sql(table)} SET attempts = attempts + 1, lease = gen_random_uuid(),
            next_attempt_at = now() + make_interval(secs => ${leaseMs / 1_000})
          WHERE id IN (SELECT id FROM ${sql(table)} t WHERE status IN ('pending', 'sending')
            AND next_attempt_at <= now() AND ${isFree} ORDER BY next_attempt_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
          RETURNING ${columns}, lease, begun_at, status = 'sending' AS is_in_doubt`;
        return rows.map(({ is_in_doubt: isInDoubt, begun_at: begunAt, ...row }) => ({
          ...(row as unknown as EntryRow & Pick<Claim, 'id' | 'attempts' | 'lease'>),
          isInDoubt,
          begunAt: begunAt?.getTime() ?? null,
          leaseMs,
        }));
      }),
    begin: ({ id, lease, leaseMs }) =>
      guarded('note that something goes out', async () => {
        const rows = await sql`
          UPDATE ${sql(table)} SET status = 'sending', begun_at = coalesce(begun_at, now()),
            next_attempt_at = now() + make_interval(secs => ${leaseMs / 1_000})
          WHERE id = ${id} AND lease = ${lease} AND next_attempt_at > now() RETURNING id`;
        if (rows.length === 0) throw leaseLost();
      }),
    settle: ({ id, lease }, result) =>
      guarded('note what became of what went out', async () => {
        const rows = await sql`
          UPDATE ${sql(table)} SET ${sql(columnsOf(result))}, lease = NULL,
            sent_at = CASE WHEN ${result.status} = 'sent' THEN now() ELSE sent_at END
          WHERE id = ${id} AND lease = ${lease} RETURNING id`;
        return rows.length > 0;
      }),
    prune: () =>
      guarded('forget what went out long ago', async () => {
        const rows = await sql`
          DELETE FROM ${sql(table)} WHERE status NOT IN ('pending', 'sending')
            AND created_at < now() - make_interval(days => ${logDays}) RETURNING id`;
        return rows.length;
      }),
  };
}

function columnsOf(result: AttemptResult) {
  const { status } = result;
  const error = 'error' in result ? result.error : null;
  return { status, error, next_attempt_at: 'at' in result ? new Date(result.at) : null };
}

function leaseLost(): BugSageError {
  return new BugSageError({
    kind: 'conflict',
    code: 'lease_lost',
    message: 'It took longer than its lease, and somebody else has it now.',
  });
}
