import { randomUUID } from 'node:crypto';
import type { Comment } from '@bugsage/core';
import type { CommentStore } from '../ports/activity-store.ts';
import { guarded, type Sql } from './postgres-client.ts';

type CommentRow = Omit<Comment, 'created_at' | 'edited_at'> & {
  readonly created_at: Date;
  readonly edited_at: Date | null;
};

export function openPostgresCommentStore(sql: Sql): CommentStore {
  const columns = sql`id, issue_id, author, body, created_at, edited_at`;
  return {
    list: (issueId, { skip, limit }) =>
      guarded('list comments', async () => {
        const rows = await sql<CommentRow[]>`
          SELECT ${columns} FROM comments WHERE issue_id = ${issueId}
          ORDER BY created_at, id LIMIT ${limit} OFFSET ${skip}`;
        const [count] = await sql<{ total: number }[]>`
          SELECT count(*) AS total FROM comments WHERE issue_id = ${issueId}`;
        return { comments: rows.map(commentFromRow), total: count?.total ?? 0 };
      }),
    add: (given) =>
      guarded('add a comment', () =>
        sql.begin(async (transaction) => {
          const id = randomUUID();
          const [row] = await transaction<CommentRow[]>`
            INSERT INTO comments ${transaction({ id, ...given })} RETURNING ${columns}`;
          await transaction`
            INSERT INTO activity (project_id, issue_id, kind, actor, data)
            VALUES (${given.project_id}, ${given.issue_id}, 'commented', ${given.author},
              jsonb_build_object('comment_id', ${id}::text))`;
          if (row === undefined) throw new Error('An inserted comment came back without its row.');
          return commentFromRow(row);
        }),
      ),
    get: (issueId, commentId) =>
      guarded('read a comment', async () => {
        const [row] = await sql<CommentRow[]>`
          SELECT ${columns} FROM comments WHERE id = ${commentId} AND issue_id = ${issueId}`;
        return row === undefined ? null : commentFromRow(row);
      }),
    edit: (commentId, body) =>
      guarded('edit a comment', async () => {
        const [row] = await sql<CommentRow[]>`
          UPDATE comments SET body = ${body}, edited_at = now() WHERE id = ${commentId} RETURNING ${columns}`;
        return row === undefined ? null : commentFromRow(row);
      }),
    remove: (commentId) =>
      guarded('delete a comment', async () => {
        await sql`DELETE FROM comments WHERE id = ${commentId}`;
      }),
  };
}

function commentFromRow(row: CommentRow): Comment {
  return {
    ...row,
    created_at: row.created_at.toISOString(),
    edited_at: row.edited_at === null ? null : row.edited_at.toISOString(),
  };
}
