import { randomUUID } from 'node:crypto';
import { BugSageError } from '@bugsage/core';
import type { SavedView, SavedViewFields, SavedViewStore } from '../ports/saved-view-store.ts';
import { guarded, type Sql } from './postgres-client.ts';

type ViewRow = Omit<SavedView, 'created_at' | 'updated_at'> & {
  readonly created_at: Date;
  readonly updated_at: Date;
};

export function openPostgresSavedViewStore(sql: Sql): SavedViewStore {
  const columns = sql`saved_views.id, organization_id, users.email AS owner, shared, saved_views.name, kind, query, project_id,
    settings, saved_views.created_at, saved_views.updated_at`;
  const from = sql`FROM saved_views JOIN users ON users.id = owner_id`;
  const visible = (organizationId: number, userId: string) =>
    sql`organization_id = ${organizationId} AND (shared OR owner_id = ${userId})`;
  const one = async (viewId: string): Promise<SavedView | null> => {
    const [row] = await sql<ViewRow[]>`SELECT ${columns} ${from} WHERE saved_views.id = ${viewId}`;
    return row === undefined ? null : fromRow(row);
  };
  const values = ({ shared, name, kind, query, project_id, settings }: SavedViewFields) => ({
    shared,
    name,
    kind,
    query,
    project_id,
    settings: sql`${JSON.stringify(settings)}::text::jsonb`,
  });
  return {
    list: (organizationId, userId) =>
      guarded('list saved views', async () => {
        const rows = await sql<ViewRow[]>`
          SELECT ${columns} ${from} WHERE ${visible(organizationId, userId)} ORDER BY saved_views.name, saved_views.id`;
        return rows.map(fromRow);
      }),
    get: (organizationId, userId, viewId) =>
      guarded('read a saved view', async () => {
        const [row] = await sql<ViewRow[]>`
          SELECT ${columns} ${from} WHERE saved_views.id = ${viewId} AND ${visible(organizationId, userId)}`;
        return row === undefined ? null : fromRow(row);
      }),
    create: ({ organizationId, userId, ...fields }) =>
      guarded('save a view', () =>
        named(fields.name, async () => {
          const id = randomUUID();
          const given = values(fields);
          await sql`
            INSERT INTO saved_views (id, organization_id, owner_id, shared, name, kind, query, project_id, settings)
            VALUES (${id}, ${organizationId}, ${userId}, ${given.shared}, ${given.name}, ${given.kind}, ${given.query},
              ${given.project_id}, ${given.settings})`;
          const view = await one(id);
          if (view === null) throw new Error('A view that was just saved is gone.');
          return view;
        }),
      ),
    update: (viewId, fields) =>
      guarded('change a saved view', () =>
        named(fields.name, async () => {
          const given = values(fields);
          await sql`
            UPDATE saved_views SET shared = ${given.shared}, name = ${given.name}, kind = ${given.kind},
              query = ${given.query}, project_id = ${given.project_id}, settings = ${given.settings}, updated_at = now()
            WHERE id = ${viewId}`;
          return one(viewId);
        }),
      ),
    remove: (viewId) =>
      guarded('delete a saved view', async () => {
        await sql`DELETE FROM saved_views WHERE id = ${viewId}`;
      }),
    count: (organizationId, userId) =>
      guarded('count saved views', async () => {
        const [row] = await sql<{ count: number }[]>`
          SELECT count(*)::int AS count FROM saved_views WHERE organization_id = ${organizationId} AND owner_id = ${userId}`;
        return row?.count ?? 0;
      }),
  };
}

function fromRow(row: ViewRow): SavedView {
  return { ...row, created_at: row.created_at.toISOString(), updated_at: row.updated_at.toISOString() };
}

/** SQLSTATE; both unique indexes are about names. */
const UNIQUE_VIOLATION = '23505';

async function named<Answer>(name: string, save: () => Promise<Answer>): Promise<Answer> {
  try {
    return await save();
  } catch (error) {
    if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
    throw new BugSageError({
      kind: 'conflict',
      code: 'name_taken',
      message: `There is a view called "${name}" already. Choose another name, or change that one.`,
      cause: error,
    });
  }
}
