import { randomUUID } from 'node:crypto';
import { ALERT_LIMITS, type Activity, type Delivery, type Issue } from '@bugsage/core';
import type { DeliveryStore, DueDelivery, PlannedDelivery } from '../../ports/alert-store.ts';
import { issueFromRow, type IssueRow } from '../issue-row.ts';
import { guarded, type Queryable, type Sql } from '../postgres-client.ts';
import { collapseStorms } from './collapse-storms.ts';
import { ruleFromRow, type RuleRow } from './postgres-rule-store.ts';

type DeliveryRow = Omit<Delivery, 'next_attempt_at' | 'created_at' | 'sent_at'> & {
  readonly next_attempt_at: Date | null;
  readonly created_at: Date;
  readonly sent_at: Date | null;
};

/** Name of the place in the activity up to which messages are planned. */
const CURSOR = 'notify';

export function openPostgresDeliveryStore(sql: Sql): DeliveryStore {
  const columns = sql`id, project_id, rule_id, channel_id, issue_id, trigger, status, attempts, next_attempt_at,
    error, created_at, sent_at`;
  return {
    planNext: (plan, limit) =>
      guarded('plan messages', async () =>
        sql.begin(async (transaction) => planNext(transaction, plan, limit)),
      ),
    add: (deliveries) =>
      guarded('plan messages', async () =>
        sql.begin(async (transaction) => insertDeliveries(transaction, deliveries)),
      ),
    addTest: (channel) =>
      guarded('plan a test message', async () => {
        const id = randomUUID();
        const [row] = await sql<DeliveryRow[]>`
          INSERT INTO deliveries (id, key, project_id, channel_id, trigger)
          VALUES (${id}, ${`test:${id}`}, ${channel.project_id}, ${channel.id}, 'test') RETURNING ${columns}`;
        if (row === undefined) throw new Error('An inserted delivery came back without its row.');
        return deliveryFromRow(row);
      }),
    claim: (limit, leaseMs) =>
      guarded('take messages to send', async () => {
        const rows = await sql<(DeliveryRow & { issue_ids: string[] })[]>`
          UPDATE deliveries SET attempts = attempts + 1,
            next_attempt_at = now() + make_interval(secs => ${leaseMs / 1_000})
          WHERE id IN (SELECT id FROM deliveries WHERE status = 'pending' AND next_attempt_at <= now()
            ORDER BY next_attempt_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
          RETURNING ${columns}, issue_ids`;
        return rows.map((row): DueDelivery => ({ ...deliveryFromRow(row), issue_ids: row.issue_ids }));
      }),
    settle: (deliveryId, result) =>
      guarded('note what became of a message', async () => {
        if (result.status === 'sent') {
          await sql`
            UPDATE deliveries SET status = 'sent', sent_at = now(), next_attempt_at = NULL, error = NULL
            WHERE id = ${deliveryId}`;
        } else {
          const at = result.status === 'retry' ? new Date(result.at) : null;
          await sql`
            UPDATE deliveries SET status = ${result.status === 'retry' ? 'pending' : 'failed'},
              next_attempt_at = ${at}, error = ${result.error} WHERE id = ${deliveryId}`;
        }
      }),
    list: (projectId, { skip, limit }) =>
      guarded('list messages', async () => {
        const rows = await sql<DeliveryRow[]>`
          SELECT ${columns} FROM deliveries WHERE project_id = ${projectId}
          ORDER BY created_at DESC, id LIMIT ${limit} OFFSET ${skip}`;
        const [count] = await sql<{ total: number }[]>`
          SELECT count(*) AS total FROM deliveries WHERE project_id = ${projectId}`;
        return { deliveries: rows.map(deliveryFromRow), total: count?.total ?? 0 };
      }),
    replay: (projectId, deliveryId) =>
      guarded('send a message again', async () => {
        const [row] = await sql<DeliveryRow[]>`
          UPDATE deliveries SET status = 'pending', attempts = 0, next_attempt_at = now(), error = NULL
          WHERE id = ${deliveryId} AND project_id = ${projectId} RETURNING ${columns}`;
        return row === undefined ? null : deliveryFromRow(row);
      }),
    messageOf: (channelId, issueId) =>
      guarded('look up a message', async () => {
        const [row] = await sql<{ reference: string }[]>`
          SELECT reference FROM channel_messages WHERE channel_id = ${channelId} AND issue_id = ${issueId}`;
        return row?.reference ?? null;
      }),
    rememberMessage: (channelId, issueId, reference) =>
      guarded('remember a message', async () => {
        await sql`
          INSERT INTO channel_messages (channel_id, issue_id, reference) VALUES (${channelId}, ${issueId}, ${reference})
          ON CONFLICT (channel_id, issue_id) DO UPDATE SET reference = excluded.reference, updated_at = now()`;
      }),
    prune: () =>
      guarded('forget old messages', async () => {
        const rows = await sql`
          DELETE FROM deliveries WHERE status <> 'pending'
            AND created_at < now() - make_interval(days => ${ALERT_LIMITS.logDays}) RETURNING id`;
        return rows.length;
      }),
  };
}

async function planNext(
  sql: Queryable,
  plan: Parameters<DeliveryStore['planNext']>[0],
  limit: number,
): Promise<number> {
  const [cursor] = await sql<{ seq: number }[]>`
    SELECT seq FROM feed_cursors WHERE name = ${CURSOR} FOR UPDATE SKIP LOCKED`;
  if (cursor === undefined) return 0;
  const rows = await sql<(Omit<Activity, 'at'> & { at: Date })[]>`
    SELECT seq, project_id, issue_id, kind, actor, data, at FROM activity
    WHERE seq > ${cursor.seq} AND transaction < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY seq LIMIT ${limit}`;
  const last = rows.at(-1);
  if (last === undefined) return 0;
  const projectIds = [...new Set(rows.map((row) => row.project_id))];
  const rules = await sql<RuleRow[]>`
    SELECT * FROM alert_rules WHERE enabled AND project_id = ANY(${projectIds}::int[])`;
  if (rules.length > 0) {
    const issues = await readIssues(sql, [...new Set(rows.map((row) => row.issue_id))]);
    const activity = rows.map((row) => ({ ...row, at: row.at.toISOString() }));
    await insertDeliveries(sql, plan(activity, issues, rules.map(ruleFromRow)));
  }
  await sql`UPDATE feed_cursors SET seq = ${last.seq} WHERE name = ${CURSOR}`;
  return rows.length;
}

async function readIssues(sql: Queryable, issueIds: readonly string[]): Promise<Map<string, Issue>> {
  const rows = await sql<IssueRow[]>`SELECT * FROM issues WHERE id = ANY(${issueIds}::uuid[])`;
  return new Map(rows.map((row) => [row.id, issueFromRow(row)]));
}

async function insertDeliveries(sql: Queryable, planned: readonly PlannedDelivery[]): Promise<number> {
  if (planned.length === 0) return 0;
  const rows = planned.map(({ notBefore, ...delivery }) => ({
    id: randomUUID(),
    ...delivery,
    next_attempt_at: new Date(notBefore),
  }));
  const inserted = await sql<
    { id: string }[]
  >`INSERT INTO deliveries ${sql(rows)} ON CONFLICT (key) DO NOTHING RETURNING id`;
  await collapseStorms(
    sql,
    inserted.map((row) => row.id),
  );
  return inserted.length;
}

function deliveryFromRow(row: DeliveryRow): Delivery {
  return {
    ...row,
    next_attempt_at: row.next_attempt_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
    sent_at: row.sent_at?.toISOString() ?? null,
  };
}
