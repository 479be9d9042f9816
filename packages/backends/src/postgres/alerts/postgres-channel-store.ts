import { randomUUID } from 'node:crypto';
import { ALERT_LIMITS, BugSageError, type Channel } from '@bugsage/core';
import { createSeal } from '../../accounts/seal.ts';
import type { ChannelStore } from '../../ports/alert-store.ts';
import { guarded, type Sql } from '../postgres-client.ts';

type ChannelRow = Omit<Channel, 'created_at'> & { readonly created_at: Date };

/** The seal of a channel is its own: a target moved to another row opens nothing. */
export function openPostgresChannelStore(sql: Sql, secretKey: string): ChannelStore {
  const columns = sql`id, project_id, kind, name, hint, enabled, created_at`;
  const sealOf = (channelId: string) => createSeal(secretKey, `channel ${channelId}`);
  return {
    list: (projectId) =>
      guarded('list channels', async () => {
        const rows = await sql<ChannelRow[]>`
          SELECT ${columns} FROM channels WHERE project_id = ${projectId} ORDER BY created_at, id`;
        return rows.map(channelFromRow);
      }),
    get: (projectId, channelId) =>
      guarded('read a channel', async () => {
        const [row] = await sql<ChannelRow[]>`
          SELECT ${columns} FROM channels WHERE id = ${channelId} AND project_id = ${projectId}`;
        return row === undefined ? null : channelFromRow(row);
      }),
    create: ({ target, ...draft }) =>
      guarded('create a channel', async () =>
        sql.begin(async (transaction) => {
          await transaction`SELECT 1 FROM projects WHERE id = ${draft.project_id} FOR UPDATE`;
          const [count] = await transaction<{ channels: number }[]>`
            SELECT count(*) AS channels FROM channels WHERE project_id = ${draft.project_id}`;
          if ((count?.channels ?? 0) >= ALERT_LIMITS.channelsPerProjectMax) throw tooManyChannels();
          const id = randomUUID();
          const row = { id, ...draft, sealed_target: sealOf(id).seal(target) };
          const [created] = await transaction<ChannelRow[]>`
            INSERT INTO channels ${transaction(row)} RETURNING ${columns}`;
          if (created === undefined) throw new Error('An inserted channel came back without its row.');
          return channelFromRow(created);
        }),
      ),
    replace: (channelId, { target, ...draft }) =>
      guarded('change a channel', async () => {
        const changes = {
          ...draft,
          ...(target === undefined ? {} : { sealed_target: sealOf(channelId).seal(target) }),
        };
        const [row] = await sql<ChannelRow[]>`
          UPDATE channels SET ${sql(changes)} WHERE id = ${channelId} AND project_id = ${draft.project_id}
          RETURNING ${columns}`;
        return row === undefined ? null : channelFromRow(row);
      }),
    remove: (projectId, channelId) =>
      guarded('delete a channel', async () =>
        sql.begin(async (transaction) => {
          const rows = await transaction`
            DELETE FROM channels WHERE id = ${channelId} AND project_id = ${projectId} RETURNING id`;
          await transaction`
            UPDATE alert_rules SET channel_ids = array_remove(channel_ids, ${channelId}::uuid),
              enabled = enabled AND cardinality(array_remove(channel_ids, ${channelId}::uuid)) > 0
            WHERE project_id = ${projectId} AND ${channelId}::uuid = ANY(channel_ids)`;
          return rows.length > 0;
        }),
      ),
    target: (channelId) =>
      guarded('read a channel', async () => {
        const [row] = await sql<{ sealed_target: string }[]>`
          SELECT sealed_target FROM channels WHERE id = ${channelId} AND enabled`;
        return row === undefined ? null : sealOf(channelId).open(row.sealed_target);
      }),
  };
}

function channelFromRow(row: ChannelRow): Channel {
  return { ...row, created_at: row.created_at.toISOString() };
}

function tooManyChannels(): BugSageError {
  return new BugSageError({
    kind: 'conflict',
    code: 'too_many_channels',
    message: `A project can have ${ALERT_LIMITS.channelsPerProjectMax} channels. Delete one first.`,
  });
}
