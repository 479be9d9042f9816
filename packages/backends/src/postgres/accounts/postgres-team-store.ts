import type { Team, TeamStore } from '../../ports/team-store.ts';
import { guarded, type Queryable, type Sql } from '../postgres-client.ts';
import { slugOf, withFreeName } from './slug.ts';

export function openPostgresTeamStore(sql: Sql): TeamStore {
  const one = async (organizationId: number, teamId: number): Promise<Team | null> => {
    const [team] = await sql<Team[]>`SELECT ${columns(sql)} FROM teams
      WHERE id = ${teamId} AND organization_id = ${organizationId}`;
    return team ?? null;
  };
  return {
    listOf: (organizationId) =>
      guarded(
        'list teams',
        async () =>
          sql<
            Team[]
          >`SELECT ${columns(sql)} FROM teams WHERE organization_id = ${organizationId} ORDER BY name, id`,
      ),
    create: (organizationId, name) =>
      guarded('create a team', () =>
        withFreeName(name, async () => {
          const [row] = await sql<{ id: number }[]>`INSERT INTO teams (organization_id, name, slug)
            VALUES (${organizationId}, ${name}, ${slugOf(name)}) RETURNING id`;
          const team = row === undefined ? null : await one(organizationId, row.id);
          if (team === null) throw new Error('An insert returned no row.');
          return team;
        }),
      ),
    rename: (organizationId, teamId, name) =>
      guarded('rename a team', async () => {
        await sql`UPDATE teams SET name = ${name} WHERE id = ${teamId} AND organization_id = ${organizationId}`;
        return one(organizationId, teamId);
      }),
    remove: (organizationId, teamId) =>
      guarded('remove a team', async () => {
        const { count } =
          await sql`DELETE FROM teams WHERE id = ${teamId} AND organization_id = ${organizationId}`;
        return count > 0;
      }),
    setMember: ({ organizationId, teamId, userId, belongs }) =>
      guarded('change members of a team', async () => {
        const [allowed] = await sql`SELECT 1 FROM teams JOIN members USING (organization_id)
          WHERE teams.id = ${teamId} AND organization_id = ${organizationId} AND user_id = ${userId}`;
        if (allowed === undefined) return null;
        if (belongs)
          await sql`INSERT INTO team_members (team_id, user_id) VALUES (${teamId}, ${userId}) ON CONFLICT DO NOTHING`;
        else await sql`DELETE FROM team_members WHERE team_id = ${teamId} AND user_id = ${userId}`;
        return one(organizationId, teamId);
      }),
    setProject: ({ organizationId, teamId, projectId, belongs }) =>
      guarded('change projects of a team', async () => {
        const [allowed] = await sql`SELECT 1 FROM teams JOIN projects USING (organization_id)
          WHERE teams.id = ${teamId} AND organization_id = ${organizationId}
            AND projects.id = ${projectId} AND projects.deleted_at IS NULL`;
        if (allowed === undefined) return null;
        if (belongs)
          await sql`INSERT INTO project_teams (project_id, team_id) VALUES (${projectId}, ${teamId}) ON CONFLICT DO NOTHING`;
        else await sql`DELETE FROM project_teams WHERE project_id = ${projectId} AND team_id = ${teamId}`;
        return one(organizationId, teamId);
      }),
  };
}

function columns(sql: Sql): ReturnType<Queryable> {
  return sql`id, organization_id, name, slug,
    ARRAY(SELECT user_id::text FROM team_members WHERE team_id = teams.id ORDER BY user_id) AS members,
    ARRAY(SELECT project_id FROM project_teams WHERE team_id = teams.id ORDER BY project_id) AS projects`;
}
