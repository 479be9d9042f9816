import { ISSUE_SEARCH, parseSearch, type Issue } from '@bugsage/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IssueFilter, IssueStore } from '../ports/issue-store.ts';
import { startTestPostgres, type TestPostgres } from '../testing/test-postgres.ts';
import { openPostgres } from './postgres-client.ts';
import { openPostgresIssueStore } from './postgres-issue-store.ts';
import { prepareWordIndex, WORD_INDEX } from './prepare-word-index.ts';

/** More than what a search calls few, so that a frequent word goes the other way. */
const ISSUES = 5_500;
const NOW = Date.UTC(2026, 10, 26, 12);
const SCOPE = { projectIds: [1] };
const PLAIN = { skip: 0, limit: 1_000 } as const;

describe('lists and statistics of many issues', () => {
  let database: TestPostgres;
  let store: IssueStore;
  let all: Issue[];

  beforeAll(async () => {
    database = await startTestPostgres();
    store = openPostgresIssueStore(database.sql);
    // Two of the columns have few values each, so that the orders below have ties.
    await database.sql`
      INSERT INTO issues (id, number, project_id, title, type, value, culprit, severity, status, substatus, source,
        platform, assignee, event_count, users_affected, first_seen, last_seen, resolved_at, analysis_confidence)
      SELECT gen_random_uuid(), n, 1 + (n % 50 = 0)::int, (ARRAY['TypeError', 'RÄNGE Error', 'A_b%c'])[1 + n % 3] || ' no ' || n,
        'Error', CASE WHEN n % 7 = 0 THEN 'Needle ' || n % 11 ELSE 'hay' END, 'src/' || n % 13 || '.js in total',
        (ARRAY['low', 'medium', 'high', 'critical'])[1 + (random() * 3)::int],
        (ARRAY['detected', 'resolved', 'ignored'])[1 + (random() * 2)::int],
        (ARRAY['new', 'ongoing', 'escalating'])[1 + (random() * 2)::int],
        (ARRAY['sdk', 'sentry', 'otlp'])[1 + (random() * 2)::int], (ARRAY['node', 'python'])[1 + n % 2],
        CASE WHEN n % 40 = 0 THEN 'ann@example.com' END, (random() * 20)::int, (random() * 5)::int,
        now() - random() * interval '90 days', now() - (n % 700) * interval '3 hours',
        CASE WHEN n % 5 = 0 THEN now() - random() * interval '60 days' END, CASE WHEN n % 9 = 0 THEN 0.5 END
      FROM generate_series(1, ${ISSUES}::int) n`;
    await database.sql`UPDATE issues SET emptied = true WHERE number % 100 = 1`;
    await database.sql`VACUUM ANALYZE issues`;
    all = await store.pageOfIssues(SCOPE, {}, { limit: 10_000 });
  });
  afterAll(() => database.stop());

  const words = (issue: Issue): string => `${issue.title} ${issue.value} ${issue.culprit}`.toLowerCase();
  const sorted = (issues: readonly Issue[], sort: NonNullable<IssueFilter['sort']>): Issue[] =>
    issues.toSorted((a, b) => (a[sort] === b[sort] ? (a.id < b.id ? -1 : 1) : a[sort] < b[sort] ? 1 : -1));
  const search = (text: string) => ({ terms: parseSearch(text, ISSUE_SEARCH, NOW) });

  const cases: readonly [string, Partial<IssueFilter>, (issue: Issue) => boolean][] = [
    ['nothing', {}, () => true],
    [
      'two words of the filter',
      { status: 'detected', severity: 'high' },
      (one) => one.status === 'detected' && one.severity === 'high',
    ],
    ['a rare state', { status: 'fixing' }, () => false],
    ['a frequent text', { search: 'TOTAL' }, () => true],
    ['a text of a third', { search: 'typeerror' }, (one) => words(one).includes('typeerror')],
    ['a rare text', { search: 'needle 7' }, (one) => words(one).includes('needle 7')],
    ['a text nobody has', { search: 'nowhere' }, () => false],
    ['two letters', { search: '77' }, (one) => words(one).includes('77')],
    ['signs of a pattern', { search: 'A_b%c' }, (one) => words(one).includes('a_b%c')],
    ['two texts', search('needle js'), (one) => words(one).includes('needle')],
    [
      'no text',
      search('!needle is:unresolved'),
      (one) => !words(one).includes('needle') && one.status === 'detected',
    ],
    [
      'a text and a filter',
      { ...search('is:assigned'), search: 'no 1', source: 'sdk' },
      (one) => one.assignee !== null && words(one).includes('no 1') && one.source === 'sdk',
    ],
    [
      'a substate',
      search('is:escalating platform:node'),
      (one) => one.substatus === 'escalating' && one.platform === 'node',
    ],
  ];

  /** Name, order and place of what a list answers otherwise than looking at every issue does. */
  const differences = async (): Promise<string[]> => {
    const different: string[] = [];
    for (const [name, filter, matches] of cases)
      for (const sort of ['last_seen', 'first_seen', 'event_count', 'users_affected'] as const) {
        const expected = sorted(all.filter(matches), sort);
        for (const [skip, limit] of [
          [0, 25],
          [25, 25],
          [700, 1_000],
          [5_000, 10],
        ] as const) {
          const found = await store.listIssues(SCOPE, { ...filter, sort, skip, limit });
          const ids = found.issues.map(({ id }) => id);
          const wanted = expected.slice(skip, skip + limit).map(({ id }) => id);
          if (found.total !== expected.length || ids.join() !== wanted.join())
            different.push(`${name} by ${sort} from ${skip}: ${found.total} of ${expected.length}`);
        }
      }
    return different;
  };

  it('answer what looking at every issue answers, without an index over the words', async () => {
    expect(all.length).toBeGreaterThan(5_200);
    expect(await differences()).toEqual([]);
  });

  it('and with one', async () => {
    expect(await prepareWordIndex(database.sql)).toBe(true);
    await database.sql`VACUUM ANALYZE issue_texts`;
    expect(await differences()).toEqual([]);
    const plan = await database.sql.unsafe<{ 'QUERY PLAN': string }[]>(
      `EXPLAIN SELECT issue_id FROM issue_texts WHERE text LIKE '%needle 7%'`,
    );
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain(WORD_INDEX);
  });

  it('go without the index where the database does not let us make one', async () => {
    await database.sql.unsafe(`DROP INDEX ${WORD_INDEX}; DROP EXTENSION pg_trgm;
      CREATE ROLE guest LOGIN PASSWORD 'guest'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest`);
    const url = new URL(database.url);
    [url.username, url.password] = ['guest', 'guest'];
    const guest = openPostgres(url.href, { connectionsMax: 1 });
    try {
      expect(await prepareWordIndex(guest)).toBe(false);
    } finally {
      await guest.end();
    }
  });

  it('follow an issue whose words change, and forget those of one that goes', async () => {
    const issue = all.find((one) => words(one).includes('needle 3'));
    await database.sql`UPDATE issues SET value = 'Haystack ÄB' WHERE id = ${issue?.id ?? ''}`;
    const has = async (text: string) =>
      (await store.listIssues(SCOPE, { ...PLAIN, search: text })).issues.some(({ id }) => id === issue?.id);
    expect([await has('needle'), await has('HAYSTACK')]).toEqual([false, true]);
    expect(await store.deleteIssue(SCOPE, issue?.id ?? '', { by: 'ann', counted: [] })).toBe(true);
    expect(await database.sql`SELECT FROM issue_texts WHERE issue_id = ${issue?.id ?? ''}`).toHaveLength(0);
    all = all.filter(({ id }) => id !== issue?.id);
  });

  it('sum up as the issues themselves do', async () => {
    const since = Date.now() - 30 * 86_400_000;
    const recent = all.filter((issue) => Date.parse(issue.last_seen) >= since);
    const counts = (word: 'status' | 'severity' | 'source' | 'substatus' | 'platform') => {
      const sums: Record<string, number> = {};
      for (const issue of recent) sums[issue[word]] = (sums[issue[word]] ?? 0) + 1;
      return sums;
    };
    const sum = (of: (issue: Issue) => number) => recent.reduce((total, issue) => total + of(issue), 0);
    expect(await store.statistics(SCOPE, 30)).toEqual({
      days: 30,
      total_issues: recent.length,
      total_events: sum((issue) => issue.event_count),
      users_affected: sum((issue) => issue.users_affected),
      new_issues: sum((issue) => Number(Date.parse(issue.first_seen) >= since)),
      resolved_issues: sum((issue) =>
        Number(issue.resolved_at !== null && Date.parse(issue.resolved_at) >= since),
      ),
      by_status: counts('status'),
      by_severity: counts('severity'),
      by_substatus: counts('substatus'),
      by_source: counts('source'),
      by_platform: counts('platform'),
      by_project: { 1: recent.length },
      analyzed_issues: sum((issue) => Number(issue.analysis_confidence !== null)),
      fixes_by_status: {},
      fixes_by_verdict: {},
    });
    expect((await store.statistics({ projectIds: [] }, 30)).total_issues).toBe(0);
  });
});
