import type { Issue } from '@bugsage/core';
import { queryOptions } from '@tanstack/react-query';
import { REFRESH_MS } from '../limits.ts';
import { request } from './request.ts';

export type MergedIssue = { readonly id: string; readonly number: number; readonly title: string };

/** A line of the ledger. */
export type LedgerEntry = {
  readonly id: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly reason: string;
  readonly from_issue: string | null;
  readonly to_issue: string | null;
};

export type IssueGrouping = {
  readonly fingerprints: readonly { readonly fingerprint: string; readonly event_count: number }[];
  readonly merged: readonly MergedIssue[];
  readonly history: readonly LedgerEntry[];
};

export type SimilarIssue = {
  readonly issue: Issue;
  readonly similarity: number;
  readonly evidence: readonly { readonly kind: string; readonly text: string; readonly share: number }[];
};

export function groupingQuery(issueId: string) {
  return queryOptions({
    queryKey: ['issues', issueId, 'grouping'],
    queryFn: ({ signal }) => request<IssueGrouping>(`issues/${issueId}/grouping`, { signal }),
    refetchInterval: REFRESH_MS.timeline,
  });
}

export function similarQuery(issueId: string) {
  return queryOptions({
    queryKey: ['issues', issueId, 'similar'],
    queryFn: ({ signal }) =>
      request<{ similar: readonly SimilarIssue[] }>(`issues/${issueId}/similar`, { signal }),
    staleTime: REFRESH_MS.timeline,
  });
}

export function mergeIssue(issueId: string, other: string): Promise<Issue> {
  return request<Issue>(`issues/${issueId}/merge`, { method: 'POST', json: { issue_ids: [other] } });
}

export function unmergeIssue(issueId: string, other: string): Promise<Issue> {
  return request<Issue>(`issues/${issueId}/unmerge`, { method: 'POST', json: { issue_id: other } });
}
