import type { IngestKey, Project } from '@bugsage/core';
import type {
  AccountStore,
  IngestSettings,
  LimitedIngestKey,
  Membership,
  ProjectPatch,
} from '../ports/account-store.ts';
import { projectFromRow, readFilters, readScrubbing, type ProjectRow } from './accounts/project-row.ts';
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
        async () => sql<LimitedIngestKey[]>`
          SELECT public_key, project_id, enabled, events_per_minute FROM ingest_keys WHERE project_id = ${projectId} ORDER BY created_at`,
      ),
    getProject: (projectId) =>
      guarded('read a project', async () => {
        const [row] = await sql<
          ProjectRow[]
        >`SELECT * FROM projects WHERE id = ${projectId} AND deleted_at IS NULL`;
        return row === undefined ? null : projectFromRow(row);
      }),
    listProjects: (projectIds) =>
      guarded('list projects', async () => {
        const rows = await sql<
          ProjectRow[]
        >`SELECT * FROM projects WHERE id = ANY(${projectIds}::int[]) AND deleted_at IS NULL ORDER BY id`;
        return rows.map(projectFromRow);
      }),
    updateProject: (projectId, patch) =>
      guarded('update a project', () => updateProject(sql, projectId, patch)),
    membershipsOf: (userId) =>
      guarded(
        'read memberships',
        async () => sql<Membership[]>`
          SELECT members.organization_id, projects.id AS project_id, members.role FROM members
          JOIN organizations ON organizations.id = members.organization_id AND organizations.deleted_at IS NULL
          JOIN projects ON projects.organization_id = members.organization_id AND projects.deleted_at IS NULL
          WHERE members.user_id = ${userId} AND (members.role IN ('owner', 'admin')
            OR NOT EXISTS (SELECT 1 FROM project_teams WHERE project_id = projects.id)
            OR EXISTS (SELECT 1 FROM project_teams JOIN team_members USING (team_id)
              WHERE project_id = projects.id AND user_id = ${userId}))
          ORDER BY projects.id`,
      ),
  };
}

async function listIngestSettings(sql: Sql): Promise<IngestSettings[]> {
  const rows = await sql<
    (Omit<IngestSettings, 'filters' | 'scrubbing'> & { filters: unknown; scrubbing: unknown })[]
  >`
    SELECT public_key, project_id, organization_id, ingest_keys.events_per_minute AS key_events_per_minute,
      projects.events_per_minute AS project_events_per_minute,
      organizations.events_per_minute AS organization_events_per_minute, filters, scrubbing
    FROM ingest_keys JOIN projects ON projects.id = project_id JOIN organizations ON organizations.id = organization_id`;
  return rows.map((row) =>
    Object.assign(row, { filters: readFilters(row.filters), scrubbing: readScrubbing(row.scrubbing) }),
  );
}

async function updateProject(sql: Sql, projectId: number, patch: ProjectPatch): Promise<Project | null> {
  const [row] = await sql<ProjectRow[]>`
    UPDATE projects SET
      name = ${patch.name === undefined ? sql`name` : patch.name},
      repository = ${patch.repository === undefined ? sql`repository` : patch.repository === null ? null : sql`${JSON.stringify(patch.repository)}::text::jsonb`},
      fix_confidence_min = ${patch.fix_confidence_min === undefined ? sql`fix_confidence_min` : patch.fix_confidence_min},
      auto_resolve_days = ${patch.auto_resolve_days === undefined ? sql`auto_resolve_days` : patch.auto_resolve_days},
      events_per_minute = ${patch.events_per_minute === undefined ? sql`events_per_minute` : patch.events_per_minute},
      filters = ${patch.filters === undefined ? sql`filters` : sql`${JSON.stringify(patch.filters)}::text::jsonb`},
      scrubbing = ${patch.scrubbing === undefined ? sql`scrubbing` : sql`${JSON.stringify(patch.scrubbing)}::text::jsonb`},
      model_gates = ${patch.model_gates === undefined ? sql`model_gates` : sql`${JSON.stringify(patch.model_gates)}::text::jsonb`},
      retention = ${patch.retention === undefined ? sql`retention` : sql`${JSON.stringify(patch.retention)}::text::jsonb`}
    WHERE id = ${projectId} RETURNING *`;
  return row === undefined ? null : projectFromRow(row);
}
