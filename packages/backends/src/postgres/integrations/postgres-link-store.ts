import { randomUUID } from 'node:crypto';
import { BugSageError, INTEGRATION_LIMITS, type IssueLink } from '@bugsage/core';
import type { LinkStore, SeenState, TaskKind } from '../../ports/integration-store.ts';
import { guarded, type PendingQuery, type Queryable, type Row, type Sql } from '../postgres-client.ts';

type LinkRow = Omit<IssueLink, 'created_at'> & { readonly created_at: Date };

export function openPostgresLinkStore(sql: Sql): LinkStore {
  const read = async (where: PendingQuery<Row[]>): Promise<IssueLink[]> =>
    (await selectLinks(sql, where)).map(linkFromRow);
  return {
    issueOfNumber: (projectId, number) =>
      guarded('find an issue by its number', async () => {
        const [row] = await sql<{ id: string }[]>`
          SELECT coalesce(merged_into, id) AS id FROM issues WHERE project_id = ${projectId} AND number = ${number}`;
        return row?.id ?? null;
      }),
    ofIssue: (issueId) =>
      guarded('list links', async () => {
        const links = await linksOfTrees(sql, [issueId], sql`true`);
        return links.toSorted((one, other) => one.created_at.localeCompare(other.created_at));
      }),
    read: (linkId) => guarded('read a link', async () => (await read(sql`l.id = ${linkId}`))[0] ?? null),
    ofKey: (integrationId, key) =>
      guarded('list links', () =>
        read(sql`l.integration_id = ${integrationId} AND l.key = ${key} ORDER BY l.created_at
          LIMIT ${INTEGRATION_LIMITS.linksPerIssueMax}`),
      ),
    request: (draft, existing) =>
      guarded('link an issue', () => sql.begin((transaction) => requestLink(transaction, draft, existing))),
    remove: (issueId, linkId) =>
      guarded('remove a link', async () => {
        const [link] = await linksOfTrees(sql, [issueId], sql`l.id = ${linkId}`);
        if (link === undefined) return false;
        const rows = await sql`DELETE FROM issue_links WHERE id = ${link.id} RETURNING id`;
        return rows.length > 0;
      }),
    noteCreated: (linkId, key, seen, tellState) =>
      guarded('note a created issue', () =>
        sql.begin(async (transaction) => {
          const columns = { key, state: 'linked', error: null, ...columnsOf(seen) };
          const rows = await transaction`
            UPDATE issue_links SET ${transaction(columns)} WHERE id = ${linkId} RETURNING id`;
          if (tellState && rows.length > 0) await addTask(transaction, linkId, 'state');
        }),
      ),
    noteState: (linkId, seen) =>
      guarded('note the state of a linked issue', async () => {
        const columns = columnsOf(seen);
        const rows = await sql`
          UPDATE issue_links SET ${sql({ error: null, ...columns })}
          WHERE id = ${linkId} AND (seen_at IS NULL OR seen_at <= ${columns.seen_at}) RETURNING id`;
        return rows.length > 0;
      }),
    noteError: (linkId, error, isCreation) =>
      guarded('note what went wrong', async () => {
        const state = isCreation ? { state: 'failed' } : {};
        await sql`UPDATE issue_links SET ${sql({ error, ...state })} WHERE id = ${linkId}`;
      }),
    noteComment: (linkId, externalId) =>
      guarded('note a comment', async () => {
        await sql`INSERT INTO linked_comments (link_id, external_id) VALUES (${linkId}, ${externalId}) ON CONFLICT DO NOTHING`;
      }),
    importComment: (link, { externalId, author, body }) =>
      guarded('import a comment', () =>
        sql.begin(async (transaction) => {
          const noted = await transaction`
            INSERT INTO linked_comments (link_id, external_id) VALUES (${link.id}, ${externalId})
            ON CONFLICT DO NOTHING RETURNING link_id`;
          if (noted.length === 0) return false;
          const { issue_id, project_id } = link;
          const id = randomUUID();
          await transaction`INSERT INTO comments ${transaction({ id, issue_id, project_id, author, body })}`;
          await transaction`
            INSERT INTO activity (project_id, issue_id, kind, actor, data)
            VALUES (${project_id}, ${issue_id}, 'commented', ${author}, jsonb_build_object('comment_id', ${id}::text))`;
          return true;
        }),
      ),
  };
}

/** Links of issues and of all that was merged into them, under the issue people see. */
export async function linksOfTrees(
  sql: Queryable,
  issueIds: readonly string[],
  where: PendingQuery<Row[]>,
): Promise<IssueLink[]> {
  const tree = await sql<{ id: string; root: string }[]>`
    WITH RECURSIVE tree AS (
      SELECT id, id AS root FROM issues WHERE id = ANY(${issueIds}::uuid[])
      UNION SELECT issues.id, tree.root FROM issues JOIN tree ON issues.merged_into = tree.id
    ) SELECT id, root FROM tree`;
  const roots = new Map(tree.map(({ id, root }) => [id, root]));
  const rows = await selectLinks(sql, sql`l.issue_id = ANY(${[...roots.keys()]}::uuid[]) AND ${where}`);
  return rows.map((row) => ({ ...linkFromRow(row), issue_id: roots.get(row.issue_id) ?? row.issue_id }));
}

function linkFromRow(row: LinkRow): IssueLink {
  return { ...row, created_at: row.created_at.toISOString() };
}

/** Links with the kind of their integration. */
function selectLinks(sql: Queryable, where: PendingQuery<Row[]>): PendingQuery<LinkRow[]> {
  return sql<LinkRow[]>`
    SELECT l.id, l.issue_id, l.project_id, l.integration_id, i.kind, l.state, l.key, l.url, l.title, l.is_closed, l.status,
      l.error, l.created_by, l.created_at
    FROM issue_links l JOIN integrations i ON i.id = l.integration_id WHERE ${where}`;
}

function columnsOf({ seenAt, url, title, is_closed, status }: SeenState) {
  return { url, title, is_closed, status, seen_at: new Date(seenAt) };
}

async function requestLink(
  sql: Queryable,
  draft: Parameters<LinkStore['request']>[0],
  existing: Parameters<LinkStore['request']>[1],
): Promise<IssueLink> {
  // The row lock makes two requests at once come one after the other.
  await sql`SELECT 1 FROM issues WHERE id = ${draft.issue_id} FOR UPDATE`;
  const mine = sql`l.issue_id = ${draft.issue_id}`;
  const known = await selectLinks(sql, mine);
  const same = known.find((row) => row.integration_id === draft.integration_id);
  if (same !== undefined) {
    if (same.state !== 'failed' && existing === null) return linkFromRow(same);
    if (same.state === 'linked' && same.key === existing?.key) return linkFromRow(same);
    if (same.state !== 'failed') throw linkedAlready(same.key);
  }
  if (known.length - (same === undefined ? 0 : 1) >= INTEGRATION_LIMITS.linksPerIssueMax)
    throw tooManyLinks();
  const isInDoubt = same !== undefined && (await hasBegun(sql, same.id));
  if (same !== undefined) await sql`DELETE FROM issue_links WHERE id = ${same.id}`;
  // A failed try may have made an issue after all: the same id is the same marker, and is found again.
  const id = same !== undefined && existing === null ? same.id : randomUUID();
  const created_at = same !== undefined && existing === null ? same.created_at : new Date();
  const state = existing === null ? 'creating' : 'linked';
  const seen = existing === null ? {} : { key: existing.key, ...columnsOf(existing) };
  await sql`INSERT INTO issue_links ${sql({ id, ...draft, state, created_at, ...seen })}`;
  if (existing === null) await addTask(sql, id, 'create', isInDoubt ? 'sending' : 'pending');
  const [row] = await selectLinks(sql, sql`l.id = ${id}`);
  if (row === undefined) throw new Error('An inserted link came back without its row.');
  return linkFromRow(row);
}

/** One of each kind that no line of the activity asks for. */
async function addTask(
  sql: Queryable,
  linkId: string,
  what: TaskKind,
  status: 'pending' | 'sending' = 'pending',
): Promise<void> {
  await sql`
    INSERT INTO integration_tasks (id, key, link_id, what, status)
    VALUES (${randomUUID()}, ${`${linkId}:${what}`}, ${linkId}, ${what}, ${status}) ON CONFLICT (key) DO NOTHING`;
}

/** Whether a request that makes the issue over there has ever left. */
async function hasBegun(sql: Queryable, linkId: string): Promise<boolean> {
  const rows = await sql`
    SELECT 1 FROM integration_tasks WHERE link_id = ${linkId} AND what = 'create' AND begun_at IS NOT NULL`;
  return rows.length > 0;
}

function linkedAlready(key: string | null): BugSageError {
  return new BugSageError({
    kind: 'conflict',
    code: 'linked_already',
    message: `The issue is linked to ${key ?? 'an issue that is being created'} there. Remove that link first.`,
  });
}

function tooManyLinks(): BugSageError {
  return new BugSageError({
    kind: 'conflict',
    code: 'too_many_links',
    message: `An issue can have ${INTEGRATION_LIMITS.linksPerIssueMax} links. Remove one first.`,
  });
}
