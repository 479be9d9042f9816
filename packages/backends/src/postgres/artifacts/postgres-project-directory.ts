import type { ProjectDirectory } from '../../ports/project-directory.ts';
import { guarded, type Sql } from '../postgres-client.ts';

export function openProjectDirectory(sql: Sql): ProjectDirectory {
  return {
    findProjects: ({ organization, projects, scope }) =>
      guarded('look up projects', async () => {
        const rows = await sql<{ id: number; slug: string; name: string; organization_id: number }[]>`
          SELECT projects.id, projects.slug, projects.name, organization_id FROM projects
          JOIN organizations ON organizations.id = organization_id
          WHERE projects.id = ANY(${[...scope.projectIds]}::int[])
            AND (organizations.slug = ${organization} OR organizations.id::text = ${organization})
          ORDER BY projects.id`;
        if (projects === null) return [...rows];
        return rows.filter((row) => projects.includes(row.slug) || projects.includes(String(row.id)));
      }),
    organizations: (scope) =>
      guarded('look up organizations', async () => {
        const rows = await sql<{ id: number; slug: string; name: string }[]>`
          SELECT id, slug, name FROM organizations WHERE id IN (
            SELECT organization_id FROM projects WHERE id = ANY(${[...scope.projectIds]}::int[])) ORDER BY id`;
        return [...rows];
      }),
  };
}
