import { randomBytes } from 'node:crypto';
import type { Project } from '@bugsage/core';
import type { LimitedIngestKey } from '../../ports/account-store.ts';
import type { ProjectStore } from '../../ports/project-store.ts';
import { guarded, type Queryable, type Sql } from '../postgres-client.ts';
import { projectFromRow, type ProjectRow } from './project-row.ts';
import { slugOf, withFreeName } from './slug.ts';

export function openPostgresProjectStore(sql: Sql): ProjectStore {
  return {
    create: ({ organizationId, name }) =>
      guarded('create a project', () =>
        withFreeName(name, () =>
          sql.begin(async (transaction): Promise<Project> => {
            const [row] = await transaction<ProjectRow[]>`INSERT INTO projects (organization_id, name, slug)
              VALUES (${organizationId}, ${name}, ${slugOf(name)}) RETURNING *`;
            if (row === undefined) throw new Error('An insert returned no row.');
            await insertKey(transaction, row.id);
            return projectFromRow(row);
          }),
        ),
      ),
    remove: (projectId) =>
      guarded('remove a project', () =>
        sql.begin(async (transaction) => {
          // The name becomes free for another project.
          const { count } =
            await transaction`UPDATE projects SET deleted_at = now(), slug = slug || '-deleted-' || id
            WHERE id = ${projectId} AND deleted_at IS NULL`;
          await transaction`UPDATE ingest_keys SET enabled = false WHERE project_id = ${projectId}`;
          return count > 0;
        }),
      ),
    createKey: (projectId) => guarded('create an ingest key', () => insertKey(sql, projectId)),
    updateKey: (projectId, publicKey, patch) =>
      guarded('change an ingest key', async () => {
        const limit = patch.events_per_minute;
        const [key] = await sql<LimitedIngestKey[]>`UPDATE ingest_keys SET
            enabled = ${patch.enabled ?? sql`enabled`},
            events_per_minute = ${limit === undefined ? sql`events_per_minute` : limit}
          WHERE project_id = ${projectId} AND public_key = ${publicKey}
          RETURNING public_key, project_id, enabled, events_per_minute`;
        return key ?? null;
      }),
  };
}

async function insertKey(sql: Queryable, projectId: number): Promise<LimitedIngestKey> {
  const publicKey = randomBytes(16).toString('hex');
  await sql`INSERT INTO ingest_keys (public_key, project_id) VALUES (${publicKey}, ${projectId})`;
  return { public_key: publicKey, project_id: projectId, enabled: true, events_per_minute: null };
}
