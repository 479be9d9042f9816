import { randomUUID } from 'node:crypto';
import { ALERT_LIMITS, BugSageError, type Delivery, type Issue } from '@bugsage/core';
import type { DeliveryStore, DueDelivery, PlannedDelivery } from '../../ports/alert-store.ts';
import { issueFromRow, type IssueRow } from '../issue-row.ts';
import { guarded, type Queryable, type Sql } from '../postgres-client.ts';
import { openWorkList } from '../outgoing/open-work-list.ts';
import { planFromActivity } from '../outgoing/plan-from-activity.ts';
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
  const work = openWorkList<DeliveryRow & Pick<DueDelivery, 'issue_ids' | 'replays'>>(sql, {
    table: 'deliveries',
    columns: sql`${columns}, issue_ids, replays`,
    // One at a time of an issue and a channel, oldest first: what goes out, or is in doubt, may be the message that the
    // next one changes in place. One that waits for its time holds up nobody.
    isFree: sql`(status = 'sending' OR NOT EXISTS (SELECT 1 FROM deliveries other WHERE other.id <> t.id
      AND other.channel_id = t.channel_id AND other.issue_id = t.issue_id AND (other.status = 'sending'
        OR (other.status = 'pending' AND other.lease IS NOT NULL AND other.next_attempt_at > now())
        OR (other.status = 'pending' AND other.next_attempt_at <= now()
          AND (other.created_at, other.id) < (t.created_at, t.id)))))`,
    logDays: ALERT_LIMITS.logDays,
  });
  return {
    ...work,
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
    claim: async (limit, leaseMs) => {
      const claimed = await work.claim(limit, leaseMs);
      return claimed.map((row) => ({ ...row, ...deliveryFromRow(row) }));
    },
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
        const which = sql`id = ${deliveryId} AND project_id = ${projectId}`;
        const [row] = await sql<DeliveryRow[]>`
          UPDATE deliveries SET status = 'pending', attempts = 0, next_attempt_at = now(), error = NULL, lease = NULL,
            begun_at = NULL, replays = replays + CASE WHEN begun_at IS NULL THEN 0 ELSE 1 END
          WHERE ${which} AND status <> 'sending' RETURNING ${columns}`;
        if (row !== undefined) return deliveryFromRow(row);
        const [known] = await sql`SELECT 1 FROM deliveries WHERE ${which}`;
        if (known !== undefined) throw beingSent();
        return null;
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
  };
}

async function planNext(
  sql: Queryable,
  plan: Parameters<DeliveryStore['planNext']>[0],
  limit: number,
): Promise<number> {
  return planFromActivity(sql, { cursor: CURSOR, limit }, async (lines) => {
    const projectIds = [...new Set(lines.map((line) => line.project_id))];
    const rules = await sql<RuleRow[]>`
      SELECT * FROM alert_rules WHERE enabled AND project_id = ANY(${projectIds}::int[])`;
    if (rules.length === 0) return;
    const issues = await readIssues(sql, [...new Set(lines.map((line) => line.issue_id))]);
    await insertDeliveries(sql, plan(lines, issues, rules.map(ruleFromRow)));
  });
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

function beingSent(): BugSageError {
  return new BugSageError({
    kind: 'conflict',
    code: 'being_sent',
    message:
      'The message is being sent, or the channel will be asked whether it arrived. Wait until its status says.',
  });
}
