import type { Fix, Verification } from '@bugsage/core';

export type EndOfFix =
  | { readonly status: 'ready' }
  | { readonly status: 'failed'; readonly status_reason: string; readonly type?: Fix['type'] };

/** Verified is ready; plausible is kept as a suggestion that says what is missing; refuted is counted, not shown. */
export function endOfFix({ verdict, reason }: Verification): EndOfFix {
  if (verdict === 'verified') return { status: 'ready' };
  const failed = { status: 'failed', status_reason: reason } as const;
  return verdict === 'plausible' ? { ...failed, type: 'suggested' } : failed;
}
