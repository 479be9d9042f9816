import type { Fix } from '@bugsage/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { describeFailure } from '../api/api-error.ts';
import { applyFix, rollBackFix, type ApplyWay } from '../api/fixes.ts';
import { notify } from './notices.ts';

export function useApplyFix(fix: Fix) {
  return useFixChange((via: ApplyWay) => applyFix(fix.id, via), 'Fix applied, or on its way.');
}

export function useRollBackFix(fix: Fix) {
  return useFixChange((reason: string) => rollBackFix(fix.id, reason), 'Fix taken back, or on its way.');
}

function useFixChange<Given>(change: (given: Given) => Promise<Fix>, done: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => {
      notify({ tone: 'done', text: done, undo: null });
      return queryClient.invalidateQueries({ queryKey: ['fixes'] });
    },
    onError: (error) => notify({ tone: 'failed', text: describeFailure(error), undo: null }),
  });
}
