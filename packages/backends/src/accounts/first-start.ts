import { randomBytes } from 'node:crypto';
import type { Configuration } from '@bugsage/core';
import type { Sql } from '../postgres/postgres-client.ts';
import { hashPassword } from './password.ts';

export type FirstStart = {
  readonly ingestKey: string;
  readonly adminEmail: string;
  /** Null when it was set by an earlier start or by the operator. */
  readonly generatedPassword: string | null;
};

/**
 * Creates organization 1, project 1, its ingest key and the admin login where they are missing. Later starts change
 * nothing, except that BUGSAGE_INGEST_KEY and BUGSAGE_ADMIN_PASSWORD are obeyed when they are set.
 */
export async function ensureFirstAccounts(sql: Sql, configuration: Configuration): Promise<FirstStart> {
  return sql.begin(async (transaction) => {
    await transaction`LOCK TABLE organizations IN EXCLUSIVE MODE`;
    await transaction`INSERT INTO organizations (id, name, slug) VALUES (1, 'My organization', 'default') ON CONFLICT DO NOTHING`;
    await transaction`INSERT INTO projects (id, organization_id, name, slug) VALUES (1, 1, 'My project', 'default') ON CONFLICT DO NOTHING`;
    await transaction`SELECT setval(pg_get_serial_sequence('organizations', 'id'), (SELECT max(id) FROM organizations)),
      setval(pg_get_serial_sequence('projects', 'id'), (SELECT max(id) FROM projects))`;
    const wanted = configuration.BUGSAGE_INGEST_KEY;
    const [known] = await transaction<{ public_key: string }[]>`
      SELECT public_key FROM ingest_keys WHERE project_id = 1 ORDER BY (public_key = ${wanted ?? ''}) DESC, created_at LIMIT 1`;
    const ingestKey = wanted ?? known?.public_key ?? randomBytes(16).toString('hex');
    await transaction`INSERT INTO ingest_keys (public_key, project_id) VALUES (${ingestKey}, 1) ON CONFLICT DO NOTHING`;
    const adminEmail = configuration.BUGSAGE_ADMIN_EMAIL.toLowerCase();
    const [admin] = await transaction<{ id: string }[]>`SELECT id FROM users WHERE email = ${adminEmail}`;
    const chosen = configuration.BUGSAGE_ADMIN_PASSWORD;
    const generated = admin === undefined && chosen === undefined ? randomBytes(12).toString('hex') : null;
    const password = chosen ?? generated;
    if (password !== null) {
      const [user] = await transaction<{ id: string }[]>`
        INSERT INTO users (email, name, password_hash, is_operator)
        VALUES (${adminEmail}, 'Admin', ${await hashPassword(password)}, true)
        ON CONFLICT (email) DO UPDATE SET password_hash = excluded.password_hash RETURNING id`;
      await transaction`INSERT INTO members (organization_id, user_id, role) VALUES (1, ${user?.id ?? null}, 'owner') ON CONFLICT DO NOTHING`;
    }
    return { ingestKey, adminEmail, generatedPassword: generated };
  });
}
