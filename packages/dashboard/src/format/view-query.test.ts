import { expect, it } from 'vitest';
import type { IssueFilter } from '../api/issue-list.ts';
import { viewQuery } from './view-query.ts';

const everything: IssueFilter = {
  projectId: 1,
  tab: 'all',
  severity: null,
  search: '',
  query: '',
  sort: 'last_seen',
  page: 1,
};

it.each<[Partial<IssueFilter>, string]>([
  [{}, ''],
  [{ tab: 'open' }, 'is:unresolved'],
  [{ tab: 'resolved', severity: 'high' }, 'is:resolved severity:high'],
  [{ search: 'is:new "x"' }, String.raw`"is:new \"x\""`],
  [{ query: 'is:regressed', severity: 'low' }, 'is:regressed severity:low'],
])('a list of %j is %s', (filter, query) => {
  expect(viewQuery({ ...everything, ...filter })).toBe(query);
});
