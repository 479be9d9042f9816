import { ISSUE_SEARCH, parseSearch } from '@bugsage/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IssueStore } from '../ports/issue-store.ts';
import { startTestPostgres, type TestPostgres } from '../testing/test-postgres.ts';
import { openPostgresIssueStore } from './postgres-issue-store.ts';

const NOW = Date.UTC(2026, 10, 26, 12);
const HOUR_MS = 3_600_000;

describe('search of issues', () => {
  let database: TestPostgres;
  let store: IssueStore;

  beforeAll(async () => {
    database = await startTestPostgres();
    store = openPostgresIssueStore(database.sql);
    const rows = [
      { title: 'TypeError: cart is 100% broken', status: 'detected', substatus: 'new', events: 5 },
      { title: 'RangeError: out of stock', status: 'resolved', substatus: 'ongoing', events: 50 },
      { title: String.raw`SyntaxError: C:\temp\x_y`, status: 'ignored', substatus: 'regressed', events: 500 },
    ];
    for (const [index, row] of rows.entries()) {
      await database.sql`INSERT INTO issues ${database.sql({
        id: `00000000-0000-4000-8000-00000000000${index}`,
        number: index + 1,
        project_id: 1,
        title: row.title,
        type: row.title.split(':')[0] ?? '',
        value: '',
        culprit: 'shop.js in pay',
        severity: 'high',
        status: row.status,
        substatus: row.substatus,
        source: 'sdk',
        platform: 'node',
        tags: { browser: index === 0 ? 'Firefox' : 'Chrome', "it's": "'; DROP TABLE issues; --" },
        assignee: index === 1 ? 'ann@example.com' : null,
        event_count: row.events,
        first_seen: new Date(NOW - 100 * HOUR_MS),
        last_seen: new Date(NOW - index * 10 * HOUR_MS),
        last_release: `shop@1.${index}.0`,
      })}`;
    }
  });

  afterAll(() => database.stop());

  const found = async (text: string): Promise<number[]> => {
    const terms = parseSearch(text, ISSUE_SEARCH, NOW);
    const { issues, total } = await store.listIssues({ projectIds: [1] }, { terms, skip: 0, limit: 10 });
    expect(total).toBe(issues.length);
    return issues.map((issue) => issue.number).toSorted((a, b) => a - b);
  };

  it.each([
    ['', [1, 2, 3]],
    ['cart', [1]],
    ['100%', [1]],
    ['x_y', [3]],
    ['_', [3]],
    [String.raw`"C:\temp"`, [3]],
    ['!cart pay', [2, 3]],
    ['type:TypeError', [1]],
    ['type:typeerror', [1]],
    ['type:*Error', [1, 2, 3]],
    ['type:"*Error"', []],
    ['type:[TypeError,RangeError]', [1, 2]],
    ['is:unresolved', [1]],
    ['!is:unresolved', [2, 3]],
    ['is:regressed', [3]],
    ['status:[resolved,ignored]', [2, 3]],
    ['assignee:ann@example.com', [2]],
    ['!assignee:ann@example.com', [1, 3]],
    ['has:assignee', [2]],
    ['!has:assignee', [1, 3]],
    ['has:category', []],
    ['is:unassigned is:ignored', [3]],
    ['events:>50', [3]],
    ['events:>=50', [2, 3]],
    ['events:5..50', [1, 2]],
    ['!events:5..50', [3]],
    ['events:50', [2]],
    ['has:events', [1, 2, 3]],
    ['last_seen:-5h', [1]],
    ['last_seen:+15h', [3]],
    ['first_seen:2026-11-22', [1, 2, 3]],
    ['!resolved_at:-1d', [1, 2, 3]],
    ['release:shop@1.1.*', [2]],
    ['tags.browser:Firefox', [1]],
    ['!tags.browser:Firefox', [2, 3]],
    ['has:tags.nothing', []],
    [`tags.browser:"' OR 1=1 --"`, []],
  ])('%j finds %j', async (text, expected) => {
    expect(await found(text)).toEqual(expected);
  });
});
