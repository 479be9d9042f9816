import { useMutation, useQueryClient } from '@tanstack/react-query';
import { describeFailure } from '../api/api-error.ts';
import { mergeIssue, unmergeIssue } from '../api/grouping.ts';
import { notify } from './notices.ts';

type Change = { readonly kind: 'merge' | 'unmerge'; readonly other: string };

/** Merges an issue into this one, or takes it out; either offers the other as the way back. */
export function useMergeChange(issueId: string) {
  const queryClient = useQueryClient();
  const run = ({ kind, other }: Change) =>
    kind === 'merge' ? mergeIssue(issueId, other) : unmergeIssue(issueId, other);
  const accept = () => queryClient.invalidateQueries({ queryKey: ['issues'] });
  return useMutation({
    mutationFn: run,
    onSuccess: (_, change) => {
      const back: Change = { kind: change.kind === 'merge' ? 'unmerge' : 'merge', other: change.other };
      const undo = () => void run(back).then(accept, notifyFailure);
      notify({ tone: 'done', text: change.kind === 'merge' ? 'Issues merged.' : 'Issue taken out.', undo });
      return accept();
    },
    onError: notifyFailure,
  });
}

function notifyFailure(error: unknown): void {
  notify({ tone: 'failed', text: describeFailure(error), undo: null });
}
