import type { Invitation, InvitationStore } from '../../ports/invitation-store.ts';
import { guarded, type Queryable, type Sql } from '../postgres-client.ts';

export function openPostgresInvitationStore(sql: Sql): InvitationStore {
  return {
    create: ({ organization_id, email, role, invited_by, hash, expiresAt }) =>
      guarded('create an invitation', async () => {
        const [row] = await sql<InvitationRow[]>`
          INSERT INTO invitations (organization_id, email, role, invited_by, hash, expires_at)
          VALUES (${organization_id}, ${email}, ${role}, ${invited_by}, ${hash}, ${new Date(expiresAt)})
          RETURNING ${columns(sql)}`;
        if (row === undefined) throw new Error('An insert returned no row.');
        return fromRow(row);
      }),
    listOf: (organizationId) =>
      guarded('list invitations', async () => {
        const rows = await sql<InvitationRow[]>`
          SELECT ${columns(sql)} FROM invitations WHERE organization_id = ${organizationId}
          ORDER BY created_at DESC, id LIMIT 500`;
        return rows.map(fromRow);
      }),
    revoke: (organizationId, invitationId) =>
      guarded('revoke an invitation', async () => {
        const { count } = await sql`DELETE FROM invitations
          WHERE id = ${invitationId} AND organization_id = ${organizationId} AND accepted_at IS NULL`;
        return count > 0;
      }),
    find: (hash) =>
      guarded('look up an invitation', async () => {
        const [row] = await sql<(InvitationRow & { organization_name: string })[]>`
          SELECT ${columns(sql)},
            (SELECT name FROM organizations WHERE organizations.id = organization_id) AS organization_name
          FROM invitations WHERE hash = ${hash} AND ${counts(sql)}`;
        return row === undefined ? null : { ...fromRow(row), organization_name: row.organization_name };
      }),
    accept: (hash, user) => guarded('accept an invitation', () => accept(sql, hash, user)),
  };
}

type InvitationRow = Omit<Invitation, 'created_at' | 'expires_at' | 'accepted_at'> & {
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly accepted_at: Date | null;
};

function columns(sql: Sql): ReturnType<Queryable> {
  return sql`id, organization_id, email, role, invited_by, created_at, expires_at, accepted_at, accepted_by`;
}

function counts(sql: Queryable): ReturnType<Queryable> {
  return sql`accepted_at IS NULL AND expires_at > now() AND EXISTS (
    SELECT 1 FROM organizations WHERE organizations.id = organization_id AND deleted_at IS NULL)`;
}

function fromRow(row: InvitationRow): Invitation {
  const { id, organization_id, email, role, invited_by, accepted_by } = row;
  return {
    id,
    organization_id,
    email,
    role,
    invited_by,
    accepted_by,
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
    accepted_at: row.accepted_at?.toISOString() ?? null,
  };
}

/** One statement spends the link, so that of two requests at once one finds nothing. */
async function accept(
  sql: Sql,
  hash: string,
  user: { id: string; email: string },
): Promise<Invitation | null> {
  return sql.begin(async (transaction) => {
    const [row] = await transaction<InvitationRow[]>`
      UPDATE invitations SET accepted_at = now(), accepted_by = ${user.email}
      WHERE hash = ${hash} AND ${counts(transaction)} RETURNING ${columns(sql)}`;
    if (row === undefined) return null;
    await transaction`
      INSERT INTO members (organization_id, user_id, role) VALUES (${row.organization_id}, ${user.id}, ${row.role})
      ON CONFLICT (organization_id, user_id) DO UPDATE SET role = excluded.role
      WHERE array_position(ARRAY['viewer', 'member', 'admin', 'owner'], members.role)
        < array_position(ARRAY['viewer', 'member', 'admin', 'owner'], excluded.role)`;
    return fromRow(row);
  });
}
