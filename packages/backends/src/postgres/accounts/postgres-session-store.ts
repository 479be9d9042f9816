import type {
  NewSession,
  Rotation,
  RotationResult,
  Session,
  SessionStore,
} from '../../ports/session-store.ts';
import { guarded, type Sql } from '../postgres-client.ts';

export function openPostgresSessionStore(sql: Sql): SessionStore {
  return {
    open: (session) => guarded('open a session', () => openSession(sql, session)),
    userOf: (sessionId) =>
      guarded('read a session', async () => {
        const [row] = await sql<{ user_id: string }[]>`
          SELECT user_id FROM sessions WHERE id = ${sessionId} AND expires_at > now()`;
        return row?.user_id ?? null;
      }),
    rotate: (rotation) => guarded('spend a refresh token', () => rotate(sql, rotation)),
    listOf: (userId) =>
      guarded('list sessions', async () => {
        const rows = await sql<SessionRow[]>`
          SELECT * FROM sessions WHERE user_id = ${userId} AND expires_at > now() ORDER BY refreshed_at DESC, id`;
        return rows.map(fromRow);
      }),
    end: (sessionId, userId) =>
      guarded('end a session', async () => {
        const { count } = await sql`DELETE FROM sessions WHERE id = ${sessionId}
          AND ${userId === undefined ? sql`true` : sql`user_id = ${userId}`}`;
        return count > 0;
      }),
    endAllOf: (userId) =>
      guarded('end sessions', async () => {
        const { count } = await sql`DELETE FROM sessions WHERE user_id = ${userId}`;
        return count;
      }),
    sweep: (now) =>
      guarded('remove old sessions', async () => {
        const moment = new Date(now);
        const sessions = await sql`DELETE FROM sessions WHERE expires_at < ${moment}`;
        const tokens = await sql`DELETE FROM refresh_tokens WHERE expires_at < ${moment}`;
        const resets = await sql`DELETE FROM password_resets WHERE expires_at < ${moment}`;
        return sessions.count + tokens.count + resets.count;
      }),
  };
}

type SessionRow = Omit<Session, 'created_at' | 'refreshed_at' | 'expires_at'> & {
  readonly created_at: Date;
  readonly refreshed_at: Date;
  readonly expires_at: Date;
};

function fromRow(row: SessionRow): Session {
  return {
    ...row,
    created_at: row.created_at.toISOString(),
    refreshed_at: row.refreshed_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
  };
}

async function openSession(sql: Sql, session: NewSession): Promise<void> {
  const { id, user_id, method, user_agent, address, hash } = session;
  const expiresAt = new Date(session.expiresAt);
  await sql.begin(async (transaction) => {
    await transaction`INSERT INTO sessions (id, user_id, method, user_agent, address, expires_at)
      VALUES (${id}, ${user_id}, ${method}, ${user_agent}, ${address}, ${expiresAt})`;
    await transaction`INSERT INTO refresh_tokens (hash, session_id, expires_at) VALUES (${hash}, ${id}, ${expiresAt})`;
  });
}

/** The row's lock puts refreshes with one token into a line; whoever is second sees when the first one spent it. */
async function rotate(sql: Sql, rotation: Rotation): Promise<RotationResult> {
  return sql.begin(async (transaction) => {
    const [token] = await transaction<{ session_id: string; expires_at: Date; spent_at: Date | null }[]>`
      SELECT session_id, expires_at, spent_at FROM refresh_tokens WHERE hash = ${rotation.hash} FOR UPDATE`;
    if (token === undefined) return 'unknown';
    if (token.spent_at !== null) {
      if (token.spent_at.getTime() >= rotation.arrivedAt) return 'raced';
      await transaction`DELETE FROM sessions WHERE id = ${token.session_id}`;
      return 'reused';
    }
    const now = rotation.now();
    if (token.expires_at.getTime() <= now) return 'expired';
    const expiresAt = new Date(rotation.expiresAt);
    await transaction`UPDATE refresh_tokens SET spent_at = ${new Date(now)} WHERE hash = ${rotation.hash}`;
    await transaction`INSERT INTO refresh_tokens (hash, session_id, expires_at)
      VALUES (${rotation.successorHash}, ${token.session_id}, ${expiresAt})`;
    await transaction`UPDATE sessions SET refreshed_at = ${new Date(now)}, expires_at = ${expiresAt}
      WHERE id = ${token.session_id}`;
    return 'ok';
  });
}
