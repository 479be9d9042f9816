import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActivityStore, CommentStore } from '../ports/activity-store.ts';
import { placedEvent } from '../testing/placed-event.ts';
import { startTestPostgres, type TestPostgres } from '../testing/test-postgres.ts';
import { openPostgresIngestStore } from './ingest/postgres-ingest-store.ts';
import { openPostgresActivityStore } from './postgres-activity-store.ts';
import { openPostgresCommentStore } from './postgres-comment-store.ts';
import { openPostgresIssueStore } from './postgres-issue-store.ts';

const SCOPE = { projectIds: [1] };
const FOREIGN = { projectIds: [2] };

describe('activity', () => {
  let database: TestPostgres;
  let activity: ActivityStore;
  let comments: CommentStore;
  let issueId: string;

  beforeAll(async () => {
    database = await startTestPostgres();
    activity = openPostgresActivityStore(database.sql);
    comments = openPostgresCommentStore(database.sql);
    await commit(0, Date.now() - 60_000);
    const [row] = await database.sql<{ id: string }[]>`SELECT id FROM issues`;
    issueId = row?.id ?? '';
  });

  afterAll(() => database.stop());

  const commit = (pos: number, occurredAt: number) =>
    openPostgresIngestStore(database.sql).commit({
      events: [
        placedEvent({
          pos,
          eventId: String(pos).repeat(32).slice(0, 32),
          fingerprint: 'a'.repeat(32),
          occurredAt,
        }),
      ],
      deadLetters: [],
      cursor: { collector: 'c1', incarnation: 1, from: pos - 1, to: pos },
    });
  const lines = async () =>
    (await activity.ofIssue(issueId, { limit: 20 }))
      .toReversed()
      .map(({ kind, actor, data }) => ({ kind, actor, data }));

  it('tells what happened to an issue, and who did it', async () => {
    const issues = openPostgresIssueStore(database.sql);
    const change = (patch: Parameters<typeof issues.updateIssue>[2]) =>
      issues.updateIssue(SCOPE, issueId, patch, 'ann@example.com');
    await change({ assignee: 'bob@example.com', severity: 'critical' });
    await change({ category: 'cart' });
    await change({ status: 'resolved' });
    await commit(1, Date.now() + 5_000);
    expect(await lines()).toEqual([
      { kind: 'created', actor: 'collector', data: {} },
      { kind: 'severity', actor: 'ann@example.com', data: { from: 'high', to: 'critical' } },
      { kind: 'assigned', actor: 'ann@example.com', data: { from: null, to: 'bob@example.com' } },
      {
        kind: 'status',
        actor: 'ann@example.com',
        data: { from: 'detected', to: 'resolved', from_substatus: 'new', substatus: 'new' },
      },
      {
        kind: 'status',
        actor: 'collector',
        data: { from: 'resolved', to: 'detected', from_substatus: 'new', substatus: 'regressed' },
      },
    ]);
  });

  it('has no line for an event that is merely counted', async () => {
    const before = await lines();
    await commit(2, Date.now());
    expect(await lines()).toEqual(before);
  });

  it('goes on after a number, of own projects only', async () => {
    const [first, ...rest] = await activity.after(SCOPE, 0, 10);
    expect(first?.kind).toBe('created');
    expect(await activity.after(null, first?.seq ?? 0, 10)).toEqual(rest);
    expect(await activity.after(FOREIGN, 0, 10)).toEqual([]);
    expect(await activity.newestSeq()).toBe(rest.at(-1)?.seq);
  });

  it('answers no row before those with lower numbers are there', async () => {
    const start = await activity.newestSeq();
    const insert = (sql: TestPostgres['sql'] | Parameters<Parameters<TestPostgres['sql']['begin']>[1]>[0]) =>
      sql`INSERT INTO activity (project_id, issue_id, kind) VALUES (1, ${issueId}, 'created') RETURNING seq`;
    const waits = Promise.withResolvers<void>();
    const began = Promise.withResolvers<void>();
    const slow = database.sql.begin(async (transaction) => {
      await insert(transaction);
      began.resolve();
      await waits.promise;
    });
    await began.promise;
    await insert(database.sql);
    // The second row is committed, the first is not: answering the second would skip the first for good.
    expect(await activity.after(SCOPE, start, 10)).toEqual([]);
    waits.resolve();
    await slow;
    expect(await activity.after(SCOPE, start, 10)).toHaveLength(2);
  });

  it('keeps comments with their author', async () => {
    const comment = await comments.add({
      issue_id: issueId,
      project_id: 1,
      author: 'ann@example.com',
      body: '**Seen** <img src=x>',
    });
    expect(await comments.list(issueId, { skip: 0, limit: 10 })).toEqual({ comments: [comment], total: 1 });
    expect((await lines()).at(-1)).toEqual({
      kind: 'commented',
      actor: 'ann@example.com',
      data: { comment_id: comment.id },
    });
    const edited = await comments.edit(comment.id, 'Seen');
    expect(edited).toMatchObject({ body: 'Seen', edited_at: expect.any(String) });
    expect(await comments.get('00000000-0000-4000-8000-000000000000', comment.id)).toBeNull();
    await comments.remove(comment.id);
    expect(await comments.get(issueId, comment.id)).toBeNull();
  });

  it('keeps one line of a deleted issue', async () => {
    await database.sql`DELETE FROM issues WHERE id = ${issueId}`;
    expect(await lines()).toEqual([
      { kind: 'deleted', actor: 'collector', data: { title: 'TypeError: x is undefined' } },
    ]);
  });
});
