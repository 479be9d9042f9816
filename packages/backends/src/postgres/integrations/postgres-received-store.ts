import { createHash, randomUUID } from 'node:crypto';
import { INTEGRATION_LIMITS, type ReceivedWebhook } from '@bugsage/core';
import type { ReceivedStore, WebhookDraft } from '../../ports/integration-store.ts';
import { appendToOutbox } from '../outbox.ts';
import { guarded, type Queryable, type Sql } from '../postgres-client.ts';

type ReceivedRow = Omit<ReceivedWebhook, 'received_at' | 'done_at'> & {
  readonly received_at: Date;
  readonly done_at: Date | null;
};

export function openPostgresReceivedStore(sql: Sql): ReceivedStore {
  const columns = sql`id, project_id, integration_id, source, delivery_id, topic, status, attempts, note, received_at, done_at`;
  return {
    receive: (draft) =>
      guarded('store a webhook', () => sql.begin((transaction) => receive(transaction, draft))),
    read: (webhookId) =>
      guarded('read a webhook', async () => {
        const [row] = await sql<(ReceivedRow & { body: string })[]>`
          SELECT ${columns}, body FROM received_webhooks WHERE id = ${webhookId}`;
        return row === undefined ? null : { ...receivedFromRow(row), body: row.body };
      }),
    list: (projectId, { skip, limit, status }) =>
      guarded('list webhooks', async () => {
        const where = sql`WHERE project_id = ${projectId} ${status === undefined ? sql`` : sql`AND status = ${status}`}`;
        const rows = await sql<ReceivedRow[]>`
          SELECT ${columns} FROM received_webhooks ${where} ORDER BY received_at DESC, id LIMIT ${limit} OFFSET ${skip}`;
        const [count] = await sql<
          { total: number }[]
        >`SELECT count(*) AS total FROM received_webhooks ${where}`;
        return { webhooks: rows.map(receivedFromRow), total: count?.total ?? 0 };
      }),
    begin: (webhookId) =>
      guarded('begin a webhook', async () => {
        await sql`UPDATE received_webhooks SET attempts = attempts + 1 WHERE id = ${webhookId}`;
      }),
    settle: (webhookId, { status, note }) =>
      guarded('note what became of a webhook', async () => {
        await sql`UPDATE received_webhooks SET status = ${status}, note = ${note}, done_at = now() WHERE id = ${webhookId}`;
      }),
    noteFailure: (webhookId, note) =>
      guarded('note what went wrong', async () => {
        await sql`UPDATE received_webhooks SET note = ${note} WHERE id = ${webhookId}`;
      }),
    replay: (projectId, webhookId) =>
      guarded('replay a webhook', () =>
        sql.begin(async (transaction) => {
          const [row] = await transaction<ReceivedRow[]>`
            UPDATE received_webhooks SET status = 'pending', note = NULL, done_at = NULL
            WHERE id = ${webhookId} AND project_id = ${projectId} RETURNING ${columns}`;
          if (row === undefined) return null;
          // Under a new id: the bus drops what it has seen before.
          await announce(transaction, row, `replay:${randomUUID()}`);
          return receivedFromRow(row);
        }),
      ),
    prune: () =>
      guarded('forget old webhooks', async () => {
        const rows = await sql`
          DELETE FROM received_webhooks
          WHERE received_at < now() - make_interval(days => ${INTEGRATION_LIMITS.logDays}) RETURNING id`;
        return rows.length;
      }),
  };
}

async function receive(
  sql: Queryable,
  { body, ...draft }: WebhookDraft,
): Promise<{ webhook: ReceivedWebhook; isNew: boolean }> {
  const body_hash = createHash('sha256').update(body).digest('hex');
  const [row] = await sql<(ReceivedRow & { body?: string })[]>`
    INSERT INTO received_webhooks ${sql({ id: randomUUID(), ...draft, body, body_hash })}
    ON CONFLICT DO NOTHING RETURNING *`;
  if (row !== undefined) {
    await announce(sql, row, 'first');
    return { webhook: receivedFromRow(row), isNew: true };
  }
  const [known] = await sql<ReceivedRow[]>`
    SELECT * FROM received_webhooks WHERE integration_id = ${draft.integration_id}
      AND (delivery_id = ${draft.delivery_id} OR body_hash = ${body_hash}) LIMIT 1`;
  if (known === undefined) throw new Error('A webhook came before and is not there.');
  return { webhook: receivedFromRow(known), isNew: false };
}

async function announce(sql: Queryable, row: ReceivedRow, round: string): Promise<void> {
  await appendToOutbox(sql, [
    {
      id: `webhook.received:${row.id}:${round}`,
      subject: 'webhook.received',
      payload: { project_id: row.project_id, webhook_id: row.id },
    },
  ]);
}

function receivedFromRow(row: ReceivedRow): ReceivedWebhook {
  const { id, project_id, integration_id, source, delivery_id, topic, status, attempts, note } = row;
  return {
    id,
    project_id,
    integration_id,
    source,
    delivery_id,
    topic,
    status,
    attempts,
    note,
    received_at: row.received_at.toISOString(),
    done_at: row.done_at?.toISOString() ?? null,
  };
}
