import type { BusMessage } from '@bugsage/core';
import type { Queryable } from './postgres-client.ts';

/** Queues messages inside the transaction of the change they announce. */
export async function appendToOutbox(sql: Queryable, messages: readonly BusMessage[]): Promise<void> {
  if (messages.length === 0) return;
  await sql`
    INSERT INTO outbox (id, subject, payload)
    SELECT id, subject, payload::jsonb FROM unnest(
      ${messages.map((message) => message.id)}::text[],
      ${messages.map((message) => message.subject)}::text[],
      ${messages.map((message) => JSON.stringify(message.payload))}::text[]
    ) AS queued (id, subject, payload)`;
}
