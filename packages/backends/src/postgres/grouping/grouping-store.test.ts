import { array, assert, asyncProperty, boolean, nat, option, record } from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GroupingStore } from '../../ports/grouping-store.ts';
import type { IngestStore } from '../../ports/ingest-store.ts';
import type { IssueStore, Scope } from '../../ports/issue-store.ts';
import { placedEvent } from '../../testing/placed-event.ts';
import { startTestPostgres, type TestPostgres } from '../../testing/test-postgres.ts';
import { openPostgresIngestStore } from '../ingest/postgres-ingest-store.ts';
import { openPostgresIssueStore } from '../postgres-issue-store.ts';
import { openPostgresGroupingStore } from './postgres-grouping-store.ts';

const DECISION = { by: 'anna@acme.test', reason: 'the same bug' };
const START = Date.UTC(2026, 10, 1);

describe('the grouping ledger', () => {
  let database: TestPostgres;
  let ingest: IngestStore;
  let issues: IssueStore;
  let grouping: GroupingStore;
  let projectId = 10;
  let pos = -1;

  beforeAll(async () => {
    database = await startTestPostgres();
    ingest = openPostgresIngestStore(database.sql);
    issues = openPostgresIssueStore(database.sql);
    grouping = openPostgresGroupingStore(database.sql);
  });
  afterAll(() => database.stop());

  const scope = (): Scope => ({ projectIds: [projectId] });

  const openProject = async (): Promise<void> => {
    projectId += 1;
    await database.sql`
      INSERT INTO projects (id, organization_id, name, slug) VALUES (${projectId}, 1, 'Run', ${`run-${projectId}`})`;
  };

  type Seen = {
    readonly key: number;
    readonly user: number;
    readonly at: number;
    readonly alternative?: number;
  };

  /** Stores events the way the collector does, in one batch. */
  const see = async (events: readonly Seen[]): Promise<void> => {
    const from = pos;
    const placed = events.map(({ key, user, at, alternative }) =>
      placedEvent({
        projectId,
        pos: (pos += 1),
        eventId: pos.toString(16).padStart(32, '0'),
        fingerprint: keyOf(key),
        alternatives: alternative === undefined ? [] : [keyOf(alternative)],
        userId: `u${user}`,
        occurredAt: START + at * 60_000 + pos,
        release: `r${at}`,
      }),
    );
    const cursor = { collector: 'c1', incarnation: 1, from, to: pos };
    await ingest.commit({ events: placed, deadLetters: [], cursor });
  };

  const issueOf = async (key: number): Promise<string> => {
    const [row] = await database.sql<{ issue_id: string }[]>`
      SELECT issue_id FROM issue_fingerprints WHERE project_id = ${projectId} AND fingerprint = ${keyOf(key)}`;
    return row?.issue_id ?? '';
  };

  /** Everything people see of the project's issues, and which fingerprints they have. */
  const state = async () => {
    const listed = await issues.listIssues(scope(), { sort: 'first_seen', skip: 0, limit: 100 });
    const rows = await Promise.all(
      listed.issues.map(async (issue) => ({
        // Every change moves it, also the one that takes another back.
        issue: { ...issue, updated_at: '' },
        fingerprints: (await issues.fingerprintsOf(issue.id)).toSorted(),
      })),
    );
    return rows.toSorted((a, b) => a.issue.number - b.issue.number);
  };

  it('adds up the numbers of merged issues and gives them back', async () => {
    await openProject();
    await see([
      { key: 1, user: 1, at: 5 },
      { key: 1, user: 2, at: 6 },
      { key: 2, user: 2, at: 1 },
    ]);
    const before = await state();
    const [first, second] = [await issueOf(1), await issueOf(2)];
    const merged = await grouping.merge(scope(), { into: first, issueIds: [second], ...DECISION });
    expect(merged).toMatchObject({
      id: first,
      event_count: 3,
      users_affected: 2,
      first_release: 'r1',
      last_release: 'r6',
    });
    expect(await issues.getIssue(scope(), second)).toMatchObject({ id: first });
    expect((await issues.listIssues(scope(), { skip: 0, limit: 10 })).total).toBe(1);
    // What comes meanwhile belongs to the merged issue, and leaves with it.
    await see([{ key: 2, user: 3, at: 9 }]);
    expect(await issues.getIssue(scope(), first)).toMatchObject({ event_count: 4, users_affected: 3 });
    const back = await grouping.unmerge(scope(), { issueId: second, ...DECISION });
    expect(back).toMatchObject({ id: second, event_count: 2, users_affected: 2, last_release: 'r9' });
    expect((await state())[0]).toEqual(before[0]);
    const { history } = await grouping.describe(second, 10);
    expect(history.map(({ action, actor }) => [action, actor])).toEqual([
      ['unmerged', 'anna@acme.test'],
      ['merged', 'anna@acme.test'],
      ['assigned', 'fingerprint'],
    ]);
  });

  it('does not let an unmerged issue join again, and lets fingerprints learned in between leave with it', async () => {
    await openProject();
    await see([
      { key: 1, user: 1, at: 1 },
      { key: 2, user: 1, at: 2 },
    ]);
    const [first, second] = [await issueOf(1), await issueOf(2)];
    await grouping.merge(scope(), { into: first, issueIds: [second], ...DECISION });
    // Another wording of the merged issue's error: merging taught where it belongs.
    await see([{ key: 3, alternative: 2, user: 5, at: 3 }]);
    expect(await issueOf(3)).toBe(first);
    await grouping.unmerge(scope(), { issueId: second, ...DECISION });
    await see([
      { key: 1, user: 1, at: 4 },
      { key: 2, user: 1, at: 5 },
      { key: 3, user: 5, at: 6 },
      { key: 3, alternative: 2, user: 6, at: 7 },
    ]);
    expect([await issueOf(1), await issueOf(2), await issueOf(3)]).toEqual([first, second, second]);
    expect(await issues.getIssue(scope(), first)).toMatchObject({ event_count: 2, users_affected: 1 });
    expect(await issues.getIssue(scope(), second)).toMatchObject({ event_count: 5, users_affected: 3 });
  });

  it('splits fingerprints off into an issue of their own', async () => {
    await openProject();
    await see([
      { key: 1, user: 1, at: 1 },
      { key: 2, alternative: 1, user: 2, at: 2 },
    ]);
    const issueId = await issueOf(1);
    const before = await state();
    const own = await grouping.split(scope(), { issueId, fingerprints: [keyOf(2)], ...DECISION });
    expect(own).toMatchObject({ number: 2, event_count: 1, users_affected: 1, first_release: 'r2' });
    expect(await issues.getIssue(scope(), issueId)).toMatchObject({ event_count: 1, last_release: 'r1' });
    await see([{ key: 2, alternative: 1, user: 3, at: 3 }]);
    expect(await issueOf(2)).toBe(own?.id);
    await grouping.merge(scope(), { into: issueId, issueIds: [own?.id ?? ''], ...DECISION });
    expect((await state())[0]?.fingerprints).toEqual(before[0]?.fingerprints);
    await expect(
      grouping.split(scope(), { issueId, fingerprints: [keyOf(1), keyOf(2)], ...DECISION }),
    ).rejects.toMatchObject({ code: 'nothing_left' });
  });

  it('refuses what makes no sense, and sees no other tenant', async () => {
    await openProject();
    await see([
      { key: 1, user: 1, at: 1 },
      { key: 2, user: 1, at: 1 },
    ]);
    const [first, second] = [await issueOf(1), await issueOf(2)];
    const merge = (into: string, issueId: string) =>
      grouping.merge(scope(), { into, issueIds: [issueId], ...DECISION });
    await expect(merge(first, first)).rejects.toMatchObject({ code: 'same_issue' });
    await expect(grouping.unmerge(scope(), { issueId: first, ...DECISION })).rejects.toMatchObject({
      code: 'not_merged',
    });
    await merge(first, second);
    expect(await merge(first, second)).toMatchObject({ id: first });
    expect(
      (await grouping.describe(first, 10)).history.filter(({ action }) => action === 'merged'),
    ).toHaveLength(1);
    await see([{ key: 3, user: 1, at: 1 }]);
    await expect(merge(await issueOf(3), second)).rejects.toMatchObject({ code: 'already_merged' });
    await expect(merge(second, first)).rejects.toMatchObject({ code: 'same_issue' });
    const others = { projectIds: [projectId - 1] };
    expect(await grouping.merge(others, { into: first, issueIds: [second], ...DECISION })).toBeNull();
    expect(await grouping.unmerge(others, { issueId: second, ...DECISION })).toBeNull();
    await expect(database.sql`UPDATE grouping_ledger SET reason = 'x'`).rejects.toThrow('append-only');
    await expect(database.sql`DELETE FROM grouping_ledger`).rejects.toThrow('append-only');
  });

  it('restores the exact state when any merges and unmerges are undone in reverse', async () => {
    const keys = 6;
    const seen = record({
      key: nat({ max: keys - 1 }),
      user: nat({ max: 3 }),
      at: nat({ max: 20 }),
      // Half of the events have a further key, of another issue or of none yet.
      alternative: option(nat({ max: keys + 3 }), { nil: undefined }),
    });
    const step = record({
      isMerge: boolean(),
      one: nat({ max: keys - 1 }),
      other: nat({ max: keys - 1 }),
    });
    await assert(
      asyncProperty(
        array(seen, { minLength: 1, maxLength: 10 }),
        array(step, { minLength: 1, maxLength: 10 }),
        async (events, steps) => {
          await openProject();
          const opened = Array.from({ length: keys }, (_, key) => ({ key, user: key % 2, at: key }));
          await see(opened);
          await see(
            events.map(({ alternative, ...one }) =>
              alternative === undefined ? one : { ...one, alternative },
            ),
          );
          const homes = await Promise.all(opened.map(({ key }) => issueOf(key)));
          const undo: {
            readonly before: Awaited<ReturnType<typeof state>>;
            readonly run: () => Promise<unknown>;
          }[] = [];
          for (const { isMerge, one, other } of steps) {
            const before = await state();
            const [into, issueId] = [homes[one] ?? '', homes[other] ?? ''];
            const parent = await parentOf(database, issueId);
            const change = isMerge
              ? grouping.merge(scope(), { into, issueIds: [issueId], ...DECISION })
              : grouping.unmerge(scope(), { issueId, ...DECISION });
            const isRepeated = isMerge && parent === into;
            if (!(await change.then(Boolean, () => false)) || isRepeated) {
              expect(await state()).toEqual(before);
              continue;
            }
            undo.push({
              before,
              run: () =>
                isMerge
                  ? grouping.unmerge(scope(), { issueId, ...DECISION })
                  : grouping.merge(scope(), { into: parent ?? '', issueIds: [issueId], ...DECISION }),
            });
          }
          for (const { before, run } of undo.toReversed()) {
            await run();
            expect(await state()).toEqual(before);
          }
        },
      ),
      { numRuns: 15 },
    );
  });
});

function keyOf(number: number): string {
  return number.toString(16).padStart(32, '0');
}

async function parentOf(database: TestPostgres, issueId: string): Promise<string | null> {
  const [row] = await database.sql<{ merged_into: string | null }[]>`
    SELECT merged_into FROM issues WHERE id = ${issueId}`;
  return row?.merged_into ?? null;
}
