import type { Fix, FixStatus } from '@bugsage/core';
import { queryOptions } from '@tanstack/react-query';
import { FIXES_PER_ISSUE, REFRESH_MS } from '../limits.ts';
import { request, requestRaw } from './request.ts';
import type { FixPage } from './responses.ts';

export type Review = { readonly approved: boolean; readonly notes: string | null };

const WORKING: ReadonlySet<FixStatus> = new Set(['pending', 'analyzing', 'generating', 'testing']);

/** The fixes of one issue, newest first. */
export function issueFixesQuery(issueId: string) {
  return queryOptions({
    queryKey: ['fixes', issueId],
    queryFn: async ({ signal }) => newestFirst(await fixesOf(issueId, FIXES_PER_ISSUE, signal)),
    refetchInterval: (query) =>
      query.state.data?.some(isWorking) ? REFRESH_MS.workingFix : REFRESH_MS.issue,
  });
}

/** The newest fix of an issue for its row in the list; null while there is none. */
export function newestFixQuery(issueId: string) {
  return queryOptions({
    queryKey: ['fixes', issueId, 'newest'],
    queryFn: async ({ signal }) => (await fixesOf(issueId, 1, signal))[0] ?? null,
    refetchInterval: (query) =>
      query.state.data && isWorking(query.state.data) ? REFRESH_MS.issue : REFRESH_MS.rowFix,
  });
}

export function generateFix(issueId: string): Promise<Fix> {
  return request<Fix>('fixes', { method: 'POST', json: { issue_id: issueId } });
}

export function reviewFix(id: string, review: Review): Promise<Fix> {
  return request<Fix>(`fixes/${id}/review`, { method: 'POST', json: review });
}

export type ApplyWay = 'pull_request' | 'patch';

export function applyFix(id: string, via: ApplyWay): Promise<Fix> {
  return request<Fix>(`fixes/${id}/apply`, { method: 'POST', json: { via } });
}

export function rollBackFix(id: string, reason: string): Promise<Fix> {
  return request<Fix>(`fixes/${id}/rollback`, { method: 'POST', json: { reason } });
}

/** How often one rule or model was right. */
export type FixLedgerRow = {
  readonly origin: string;
  readonly model: string;
  readonly fixes: number;
  readonly verified: number;
  readonly plausible: number;
  readonly refuted: number;
  readonly candidates_refuted: number;
  readonly applied: number;
  readonly rolled_back: number;
  readonly fixed: number;
  readonly recurred: number;
};

export function fixLedgerQuery(projectId: number) {
  return queryOptions({
    queryKey: ['fixes', 'ledger', projectId],
    queryFn: async ({ signal }) => {
      const query = { project_id: projectId };
      const answer = await request<{ ledger: readonly FixLedgerRow[] }>('fixes/ledger', { signal, query });
      return answer.ledger;
    },
  });
}

export async function downloadPatch(id: string): Promise<Blob> {
  const response = await requestRaw(`fixes/${id}/patch`);
  return response.blob();
}

async function fixesOf(issueId: string, limit: number, signal: AbortSignal): Promise<readonly Fix[]> {
  const page = await request<FixPage>('fixes', { signal, query: { issue_id: issueId, limit } });
  return page.fixes;
}

function newestFirst(fixes: readonly Fix[]): readonly Fix[] {
  return fixes.toSorted((one, other) => other.created_at.localeCompare(one.created_at));
}

function isWorking(fix: Fix): boolean {
  const isAsked = fix.publication?.state === 'requested' || fix.revert?.state === 'requested';
  return WORKING.has(fix.status) || isAsked;
}
