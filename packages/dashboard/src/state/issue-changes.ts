import type { Fix, Issue } from '@bugsage/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { describeFailure } from '../api/api-error.ts';
import { generateFix, type Review, reviewFix } from '../api/fixes.ts';
import { analyzeIssue, changeIssue, type IssueChange, issueQuery } from '../api/issues.ts';
import { visibleText } from '../format/visible-text.ts';
import { notify } from './notices.ts';

type AskedStatus = NonNullable<IssueChange['status']>;

const DONE_WORDS: { readonly [Status in AskedStatus]: string } = {
  resolved: 'Issue resolved.',
  ignored: 'Issue ignored.',
  detected: 'Issue reopened.',
};

/** Sets the status of an issue, tells so, and offers the way back. */
export function useChangeStatus(issue: Issue) {
  const queryClient = useQueryClient();
  const set = (status: AskedStatus) => changeIssue(issue.id, { status });
  const accept = (changed: Issue) => {
    queryClient.setQueryData(issueQuery(issue.id).queryKey, changed);
    void queryClient.invalidateQueries({ queryKey: ['issues', 'list'] });
    void queryClient.invalidateQueries({ queryKey: ['issues', 'counts'] });
  };
  return useMutation({
    mutationFn: set,
    onSuccess: (changed, status) => {
      const before: AskedStatus =
        issue.status === 'resolved' || issue.status === 'ignored' ? issue.status : 'detected';
      accept(changed);
      const undo = () => void set(before).then(accept, notifyFailure);
      notify({ tone: 'done', text: DONE_WORDS[status], undo });
    },
    onError: notifyFailure,
  });
}

/** Gives an issue to somebody, or to nobody, tells so, and offers the way back. */
export function useAssignIssue(issue: Issue) {
  const queryClient = useQueryClient();
  const assign = (assignee: string | null) => changeIssue(issue.id, { assignee });
  const accept = (changed: Issue) => queryClient.setQueryData(issueQuery(issue.id).queryKey, changed);
  return useMutation({
    mutationFn: assign,
    onSuccess: (changed) => {
      const before = issue.assignee;
      accept(changed);
      const undo = () => void assign(before).then(accept, notifyFailure);
      const text = changed.assignee === null ? 'Nobody is assigned.' : `Assigned to ${changed.assignee}.`;
      notify({ tone: 'done', text: visibleText(text), undo });
    },
    onError: notifyFailure,
  });
}

export function useAnalyzeIssue(issueId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (force: boolean) => analyzeIssue(issueId, force),
    onSuccess: () => {
      notify({ tone: 'done', text: 'Analysis started.', undo: null });
      return queryClient.invalidateQueries({ queryKey: ['issues', issueId] });
    },
    onError: notifyFailure,
  });
}

export function useGenerateFix(issueId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => generateFix(issueId),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['fixes'] }),
    onError: notifyFailure,
  });
}

export function useReviewFix(fix: Fix) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (review: Review) => reviewFix(fix.id, review),
    onSuccess: (_, review) => {
      notify({ tone: 'done', text: review.approved ? 'Fix approved.' : 'Fix rejected.', undo: null });
      return queryClient.invalidateQueries({ queryKey: ['fixes'] });
    },
    onError: notifyFailure,
  });
}

function notifyFailure(error: unknown): void {
  notify({ tone: 'failed', text: describeFailure(error), undo: null });
}
