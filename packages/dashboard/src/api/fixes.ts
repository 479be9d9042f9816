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
  return WORKING.has(fix.status);
}
