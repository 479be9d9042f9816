import type { Issue } from '@bugsage/core';
import { useQuery } from '@tanstack/react-query';
import { newestFixQuery } from '../api/fixes.ts';
import { FixBadge } from './fix-badge.tsx';

/** The newest fix of a row's issue. A fix needs an analysis, so issues without one are not asked about. */
export function IssueFixBadge({ issue, seen }: { readonly issue: Issue; readonly seen: boolean }) {
  const enabled = seen && (issue.analysis_confidence !== null || issue.status === 'fixing');
  const fix = useQuery({ ...newestFixQuery(issue.id), enabled });
  return fix.data ? <FixBadge fix={fix.data} /> : null;
}
