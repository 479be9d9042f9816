import { BugSageError } from '@bugsage/core';
import type { ApiToken, ApiTokenStore, NewApiToken } from '../../ports/api-token-store.ts';
import { guarded, type Queryable, type Sql } from '../postgres-client.ts';

/** One for each program and a rotation of all of them. */
const TOKENS_PER_USER_MAX = 100;

export function openPostgresApiTokenStore(sql: Sql): ApiTokenStore {
  return {
    create: (token) => guarded('create an API token', () => createToken(sql, token)),
    listOf: (userId) =>
      guarded('list API tokens', async () => {
        const rows = await sql<
          TokenRow[]
        >`SELECT ${columns(sql)} FROM api_tokens WHERE user_id = ${userId} ORDER BY created_at DESC, id`;
        return rows.map(fromRow);
      }),
    revoke: (userId, tokenId) =>
      guarded('revoke an API token', async () => {
        const { count } = await sql`DELETE FROM api_tokens WHERE id = ${tokenId} AND user_id = ${userId}`;
        return count > 0;
      }),
    use: (hash) =>
      guarded('read an API token', async () => {
        const [row] = await sql<TokenRow[]>`
          SELECT ${columns(sql)} FROM api_tokens WHERE hash = ${hash} AND (expires_at IS NULL OR expires_at > now())`;
        if (row === undefined) return null;
        // To the minute: a busy program must not write at every request.
        if (row.last_used_at === null || Date.now() - row.last_used_at.getTime() > 60_000)
          await sql`UPDATE api_tokens SET last_used_at = now() WHERE id = ${row.id}`;
        return fromRow(row);
      }),
  };
}

type TokenRow = Omit<ApiToken, 'created_at' | 'last_used_at' | 'expires_at'> & {
  readonly created_at: Date;
  readonly last_used_at: Date | null;
  readonly expires_at: Date | null;
};

function columns(sql: Sql): ReturnType<Queryable> {
  return sql`id, user_id, name, prefix, scopes, project_ids, created_at, last_used_at, expires_at`;
}

function fromRow(row: TokenRow): ApiToken {
  return {
    ...row,
    created_at: row.created_at.toISOString(),
    last_used_at: row.last_used_at?.toISOString() ?? null,
    expires_at: row.expires_at?.toISOString() ?? null,
  };
}

async function createToken(sql: Sql, token: NewApiToken): Promise<ApiToken> {
  const projects = token.project_ids === null ? null : [...token.project_ids];
  return sql.begin(async (transaction) => {
    await transaction`SELECT 1 FROM users WHERE id = ${token.user_id} FOR UPDATE`;
    const [count] = await transaction<{ tokens: number }[]>`
      SELECT count(*) AS tokens FROM api_tokens WHERE user_id = ${token.user_id}`;
    if ((count?.tokens ?? 0) >= TOKENS_PER_USER_MAX) {
      throw new BugSageError({
        kind: 'conflict',
        code: 'too_many_tokens',
        message: `One user has at most ${TOKENS_PER_USER_MAX} API tokens. Revoke one that is not used.`,
      });
    }
    const [row] = await transaction<TokenRow[]>`
      INSERT INTO api_tokens (user_id, name, hash, prefix, scopes, project_ids, expires_at)
      VALUES (${token.user_id}, ${token.name}, ${token.hash}, ${token.prefix}, ${[...token.scopes]}::text[],
        ${projects}::int[], ${token.expires_at}::timestamptz)
      RETURNING ${columns(sql)}`;
    if (row === undefined) throw new Error('An insert returned no row.');
    return fromRow(row);
  });
}
