import {
  inboundFiltersSchema,
  projectRepositorySchema,
  type InboundFilters,
  type IngestKey,
  type Project,
} from '@bugsage/core';
import type { AccountStore, IngestSettings, Membership, ProjectPatch, User } from '../ports/account-store.ts';
import { guarded, type Sql } from './postgres-client.ts';

export function openPostgresAccountStore(sql: Sql): AccountStore {
  return {
    findIngestKey: (publicKey) =>
      guarded('look up an ingest key', async () => {
        const [row] = await sql<
          IngestKey[]
        >`SELECT public_key, project_id, enabled FROM ingest_keys WHERE public_key = ${publicKey}`;
        return row ?? null;
      }),
    listIngestKeys: () =>
      guarded(
        'list ingest keys',
        async () => sql<IngestKey[]>`SELECT public_key, project_id, enabled FROM ingest_keys`,
      ),
    listIngestSettings: () => guarded('list limits and filters', () => listIngestSettings(sql)),
    listIngestKeysOf: (projectId) =>
      guarded(
        'list ingest keys',
        async () => sql<IngestKey[]>`
          SELECT public_key, project_id, enabled FROM ingest_keys WHERE project_id = ${projectId} ORDER BY created_at`,
      ),
    getProject: (projectId) =>
      guarded('read a project', async () => {
        const [row] = await sql<ProjectRow[]>`SELECT * FROM projects WHERE id = ${projectId}`;
        return row === undefined ? null : projectFromRow(row);
      }),
    listProjects: (projectIds) =>
      guarded('list projects', async () => {
        const rows = await sql<
          ProjectRow[]
        >`SELECT * FROM projects WHERE id = ANY(${projectIds}::int[]) ORDER BY id`;
        return rows.map(projectFromRow);
      }),
    updateProject: (projectId, patch) =>
      guarded('update a project', () => updateProject(sql, projectId, patch)),
    findUserByEmail: (email) =>
      guarded('look up a user', async () => {
        const [row] = await sql<UserRow[]>`SELECT * FROM users WHERE email = ${email.toLowerCase()}`;
        return row === undefined ? null : userFromRow(row);
      }),
    getUser: (userId) =>
      guarded('read a user', async () => {
        const [row] = await sql<UserRow[]>`SELECT * FROM users WHERE id = ${userId}`;
        return row === undefined ? null : userFromRow(row);
      }),
    membershipsOf: (userId) =>
      guarded(
        'read memberships',
        async () => sql<Membership[]>`
          SELECT members.organization_id, projects.id AS project_id, members.role FROM members
          JOIN projects ON projects.organization_id = members.organization_id
          WHERE members.user_id = ${userId} ORDER BY projects.id`,
      ),
    saveRefreshToken: (token) =>
      guarded('save a refresh token', async () => {
        await sql`INSERT INTO refresh_tokens (hash, family, user_id, expires_at)
          VALUES (${token.hash}, ${token.family}, ${token.user_id}, ${new Date(token.expires_at)})`;
      }),
    spendRefreshToken: (hash) => guarded('spend a refresh token', () => spendRefreshToken(sql, hash)),
    revokeRefreshFamily: (family) =>
      guarded('revoke refresh tokens', async () => {
        await sql`DELETE FROM refresh_tokens WHERE family = ${family}`;
      }),
  };
}

type ProjectRow = Omit<Project, 'created_at' | 'repository' | 'filters'> & {
  readonly filters: unknown;
  readonly created_at: Date;
  readonly repository: unknown;
};
type UserRow = Omit<User, 'created_at'> & { readonly created_at: Date };

function projectFromRow(row: ProjectRow): Project {
  return {
    id: row.id,
    organization_id: row.organization_id,
    name: row.name,
    slug: row.slug,
    repository: row.repository === null ? null : projectRepositorySchema.parse(row.repository),
    fix_confidence_min: row.fix_confidence_min,
    events_per_minute: row.events_per_minute,
    filters: readFilters(row.filters),
    created_at: row.created_at.toISOString(),
  };
}

function userFromRow(row: UserRow): User {
  return { ...row, created_at: row.created_at.toISOString() };
}

async function listIngestSettings(sql: Sql): Promise<IngestSettings[]> {
  const rows = await sql<(Omit<IngestSettings, 'filters'> & { filters: unknown })[]>`
    SELECT public_key, project_id, organization_id, ingest_keys.events_per_minute AS key_events_per_minute,
      projects.events_per_minute AS project_events_per_minute,
      organizations.events_per_minute AS organization_events_per_minute, filters
    FROM ingest_keys JOIN projects ON projects.id = project_id JOIN organizations ON organizations.id = organization_id`;
  return rows.map((row) => Object.assign(row, { filters: readFilters(row.filters) }));
}

/** What was written by hand or by a newer version and cannot be read filters nothing; it must not stop the others. */
function readFilters(value: unknown): InboundFilters {
  const read = inboundFiltersSchema.safeParse(value);
  return read.success ? read.data : inboundFiltersSchema.parse({});
}

async function updateProject(sql: Sql, projectId: number, patch: ProjectPatch): Promise<Project | null> {
  const [row] = await sql<ProjectRow[]>`
    UPDATE projects SET
      name = ${patch.name === undefined ? sql`name` : patch.name},
      repository = ${patch.repository === undefined ? sql`repository` : patch.repository === null ? null : sql`${JSON.stringify(patch.repository)}::text::jsonb`},
      fix_confidence_min = ${patch.fix_confidence_min === undefined ? sql`fix_confidence_min` : patch.fix_confidence_min},
      events_per_minute = ${patch.events_per_minute === undefined ? sql`events_per_minute` : patch.events_per_minute},
      filters = ${patch.filters === undefined ? sql`filters` : sql`${JSON.stringify(patch.filters)}::text::jsonb`}
    WHERE id = ${projectId} RETURNING *`;
  return row === undefined ? null : projectFromRow(row);
}

async function spendRefreshToken(sql: Sql, hash: string): ReturnType<AccountStore['spendRefreshToken']> {
  return sql.begin(async (transaction) => {
    const [token] = await transaction<
      { family: string; user_id: string; expires_at: Date; spent_at: Date | null }[]
    >`
      SELECT family, user_id, expires_at, spent_at FROM refresh_tokens WHERE hash = ${hash} FOR UPDATE`;
    if (token === undefined) return { result: 'unknown' } as const;
    if (token.spent_at !== null) {
      // Somebody has a copy: neither of the two can be trusted any more.
      await transaction`DELETE FROM refresh_tokens WHERE family = ${token.family}`;
      return { result: 'reused' } as const;
    }
    if (token.expires_at.getTime() <= Date.now()) return { result: 'expired' } as const;
    await transaction`UPDATE refresh_tokens SET spent_at = now() WHERE hash = ${hash}`;
    return { result: 'ok', family: token.family, user_id: token.user_id } as const;
  });
}
