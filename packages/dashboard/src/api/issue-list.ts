import type { Issue, IssueStatus, Severity } from '@bugsage/core';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { OPEN_STATUSES } from '../format/issue-words.ts';
import { mergePages } from '../format/merge-pages.ts';
import { ISSUES_PER_PAGE, REFRESH_MS } from '../limits.ts';
import { request } from './request.ts';
import type { IssuePage } from './responses.ts';

export const ISSUE_TABS = ['open', 'resolved', 'ignored', 'all'] as const;
export const ISSUE_SORTS = ['last_seen', 'first_seen', 'event_count', 'users_affected'] as const;

export type IssueTab = (typeof ISSUE_TABS)[number];
export type IssueSort = (typeof ISSUE_SORTS)[number];

export type IssueFilter = {
  readonly projectId: number;
  readonly tab: IssueTab;
  readonly severity: Severity | null;
  readonly search: string;
  /** In the search language, of a saved view; empty for none. */
  readonly query: string;
  readonly sort: IssueSort;
  /** 1-based. */
  readonly page: number;
};

type Part = { readonly status: IssueStatus | null; readonly skip: number; readonly limit: number };

export function issuesQuery(filter: IssueFilter) {
  return queryOptions({
    queryKey: ['issues', 'list', filter],
    queryFn: ({ signal }) => (filter.tab === 'open' ? openIssues(filter, signal) : onePage(filter, signal)),
    refetchInterval: REFRESH_MS.list,
    placeholderData: keepPreviousData,
  });
}

/** How many issues a project has in each tab, all severities. */
export function issueCountsQuery(projectId: number) {
  const filter: IssueFilter = {
    projectId,
    tab: 'all',
    severity: null,
    search: '',
    query: '',
    sort: 'last_seen',
    page: 1,
  };
  return queryOptions({
    queryKey: ['issues', 'counts', projectId],
    queryFn: async ({ signal }) => {
      const count = async (status: IssueStatus | null) =>
        (await requestPart(filter, { status, skip: 0, limit: 1 }, signal)).total;
      const [all, resolved, ignored] = await Promise.all([count(null), count('resolved'), count('ignored')]);
      return { open: Math.max(0, all - resolved - ignored), resolved, ignored, all };
    },
    refetchInterval: REFRESH_MS.statistics,
  });
}

function onePage(filter: IssueFilter, signal: AbortSignal): Promise<IssuePage> {
  const status = filter.tab === 'resolved' || filter.tab === 'ignored' ? filter.tab : null;
  const skip = (filter.page - 1) * ISSUES_PER_PAGE;
  return requestPart(filter, { status, skip, limit: ISSUES_PER_PAGE }, signal);
}

/** Open is three statuses and the route takes one, so their lists are merged up to the asked page. */
async function openIssues(filter: IssueFilter, signal: AbortSignal): Promise<IssuePage> {
  const limit = filter.page * ISSUES_PER_PAGE;
  const parts = await Promise.all(
    OPEN_STATUSES.map((status) => requestPart(filter, { status, skip: 0, limit }, signal)),
  );
  const compare = (one: Issue, other: Issue) => compareBy(filter.sort, one, other);
  const issues = mergePages({
    parts: parts.map((part) => part.issues),
    compare,
    page: filter.page,
    size: ISSUES_PER_PAGE,
  });
  const total = parts.reduce((sum, part) => sum + part.total, 0);
  return {
    issues,
    total,
    page: filter.page,
    size: ISSUES_PER_PAGE,
    pages: Math.ceil(total / ISSUES_PER_PAGE),
  };
}

function requestPart(filter: IssueFilter, part: Part, signal: AbortSignal): Promise<IssuePage> {
  return request<IssuePage>('issues', {
    signal,
    query: {
      project_id: filter.projectId,
      status: part.status,
      severity: filter.severity,
      search: filter.search,
      query: filter.query,
      sort: filter.sort,
      skip: part.skip,
      limit: part.limit,
    },
  });
}

/** Newest, or most, first, as the route sorts. */
function compareBy(sort: IssueSort, one: Issue, other: Issue): number {
  const [a, b] = [one[sort], other[sort]];
  return a === b ? other.number - one.number : a < b ? 1 : -1;
}
