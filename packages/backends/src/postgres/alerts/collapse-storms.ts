import { randomUUID } from 'node:crypto';
import { ALERT_LIMITS } from '@bugsage/core';
import type { Queryable } from '../postgres-client.ts';

type NewDelivery = {
  readonly id: string;
  readonly project_id: number;
  readonly rule_id: string;
  readonly channel_id: string;
  readonly issue_id: string;
};

/**
 * Above the bound of messages of one rule through one channel, new deliveries are not sent one by one: they become part
 * of one summary, which goes out when the window is over. A deploy that breaks a hundred things is one message more.
 */
export async function collapseStorms(sql: Queryable, deliveryIds: readonly string[]): Promise<void> {
  if (deliveryIds.length === 0) return;
  // `created_at` is the same for all rows of a transaction; the number of a row within its rule and channel decides.
  const over = await sql<NewDelivery[]>`
    SELECT id, project_id, rule_id, channel_id, issue_id FROM (
      SELECT *, row_number() OVER (PARTITION BY rule_id, channel_id ORDER BY created_at, key) AS number FROM deliveries
      WHERE status IN ('pending', 'sending', 'sent', 'unknown') AND issue_id IS NOT NULL
        AND trigger NOT IN ('summary', 'test')
        AND created_at > now() - make_interval(mins => ${ALERT_LIMITS.stormMinutes})
        AND (rule_id, channel_id) IN (SELECT rule_id, channel_id FROM deliveries WHERE id = ANY(${deliveryIds}::uuid[]))
    ) recent WHERE number > ${ALERT_LIMITS.stormMessagesMax} AND id = ANY(${deliveryIds}::uuid[])`;
  if (over.length === 0) return;
  await sql`
    UPDATE deliveries SET status = 'collapsed', next_attempt_at = NULL WHERE id = ANY(${over.map((row) => row.id)}::uuid[])`;
  for (const delivery of over) await addToSummary(sql, delivery);
}

async function addToSummary(sql: Queryable, delivery: NewDelivery): Promise<void> {
  const { project_id, rule_id, channel_id, issue_id } = delivery;
  const added = await sql`
    UPDATE deliveries SET issue_ids = array_append(issue_ids, ${issue_id}::uuid)
    WHERE rule_id = ${rule_id} AND channel_id = ${channel_id} AND trigger = 'summary' AND status = 'pending'
      AND attempts = 0 RETURNING id`;
  if (added.length > 0) return;
  const id = randomUUID();
  await sql`
    INSERT INTO deliveries (id, key, project_id, rule_id, channel_id, trigger, issue_ids, next_attempt_at)
    VALUES (${id}, ${`summary:${id}`}, ${project_id}, ${rule_id}, ${channel_id}, 'summary', ${[issue_id]}::uuid[],
      now() + make_interval(mins => ${ALERT_LIMITS.stormMinutes}))`;
}
