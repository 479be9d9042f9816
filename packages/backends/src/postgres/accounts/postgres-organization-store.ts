import type { Role } from '../../ports/account-store.ts';
import type {
  Member,
  Organization,
  OrganizationRole,
  OrganizationStore,
} from '../../ports/organization-store.ts';
import { guarded, type Sql } from '../postgres-client.ts';
import { keepAnOwner } from './keep-an-owner.ts';
import { slugOf, withFreeName } from './slug.ts';

export function openPostgresOrganizationStore(sql: Sql): OrganizationStore {
  const listByIds = async (ids: readonly number[]): Promise<Organization[]> => {
    const rows = await sql<OrganizationRow[]>`
      SELECT id, name, slug, events_per_minute, created_at FROM organizations WHERE id = ANY(${[...ids]}::int[]) AND deleted_at IS NULL ORDER BY id`;
    return rows.map(fromRow);
  };
  return {
    get: (id) => guarded('read an organization', async () => (await listByIds([id]))[0] ?? null),
    list: (ids) => guarded('list organizations', () => listByIds(ids)),
    create: ({ name, ownerId }) =>
      guarded('create an organization', () => createOrganization(sql, name, ownerId)),
    update: (id, patch) =>
      guarded('change an organization', async () => {
        const limit = patch.events_per_minute;
        const [row] = await sql<OrganizationRow[]>`
          UPDATE organizations SET name = ${patch.name ?? sql`name`},
            events_per_minute = ${limit === undefined ? sql`events_per_minute` : limit}
          WHERE id = ${id} AND deleted_at IS NULL
          RETURNING id, name, slug, events_per_minute, created_at`;
        return row === undefined ? null : fromRow(row);
      }),
    remove: (id) => guarded('remove an organization', () => removeOrganization(sql, id)),
    rolesOf: (userId) =>
      guarded(
        'read roles',
        async () => sql<OrganizationRole[]>`
          SELECT organization_id, role FROM members JOIN organizations ON organizations.id = organization_id
          WHERE user_id = ${userId} AND deleted_at IS NULL ORDER BY organization_id`,
      ),
    members: (id) =>
      guarded(
        'list members',
        async () => sql<Member[]>`
          SELECT user_id, email, users.name, role, totp_confirmed_at IS NOT NULL AS totp_enabled,
            ARRAY(SELECT team_id FROM team_members JOIN teams ON teams.id = team_id
              WHERE team_members.user_id = members.user_id AND teams.organization_id = ${id} ORDER BY team_id) AS teams
          FROM members JOIN users ON users.id = user_id WHERE organization_id = ${id} ORDER BY email`,
      ),
    setRole: (id, userId, role) => guarded('set a role', () => setRole(sql, { id, userId, role })),
    removeMember: (id, userId) => guarded('remove a member', () => removeMember(sql, id, userId)),
  };
}

type OrganizationRow = Omit<Organization, 'created_at'> & { readonly created_at: Date };

function fromRow(row: OrganizationRow): Organization {
  return { ...row, created_at: row.created_at.toISOString() };
}

async function createOrganization(sql: Sql, name: string, ownerId: string): Promise<Organization> {
  return withFreeName(name, () =>
    sql.begin(async (transaction) => {
      const [row] = await transaction<OrganizationRow[]>`
        INSERT INTO organizations (name, slug) VALUES (${name}, ${slugOf(name)}) RETURNING id, name, slug, events_per_minute, created_at`;
      if (row === undefined) throw new Error('An insert returned no row.');
      await transaction`INSERT INTO members (organization_id, user_id, role) VALUES (${row.id}, ${ownerId}, 'owner')`;
      return fromRow(row);
    }),
  );
}

async function removeOrganization(sql: Sql, id: number): Promise<boolean> {
  return sql.begin(async (transaction) => {
    // The name becomes free for another organization.
    const { count } = await transaction`
      UPDATE organizations SET deleted_at = now(), slug = slug || '-deleted-' || id WHERE id = ${id} AND deleted_at IS NULL`;
    await transaction`UPDATE ingest_keys SET enabled = false
      WHERE project_id IN (SELECT id FROM projects WHERE organization_id = ${id})`;
    await transaction`DELETE FROM members WHERE organization_id = ${id}`;
    await transaction`DELETE FROM invitations WHERE organization_id = ${id} AND accepted_at IS NULL`;
    return count > 0;
  });
}

async function setRole(
  sql: Sql,
  { id, userId, role }: { id: number; userId: string; role: Role },
): Promise<void> {
  await sql.begin(async (transaction) => {
    await transaction`INSERT INTO members (organization_id, user_id, role) VALUES (${id}, ${userId}, ${role})
      ON CONFLICT (organization_id, user_id) DO UPDATE SET role = excluded.role`;
    await keepAnOwner(transaction, id);
  });
}

async function removeMember(sql: Sql, id: number, userId: string): Promise<boolean> {
  return sql.begin(async (transaction) => {
    const { count } = await transaction`
      DELETE FROM members WHERE organization_id = ${id} AND user_id = ${userId}`;
    await transaction`DELETE FROM team_members WHERE user_id = ${userId}
      AND team_id IN (SELECT id FROM teams WHERE organization_id = ${id})`;
    await keepAnOwner(transaction, id);
    return count > 0;
  });
}
