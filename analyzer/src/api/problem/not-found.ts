import { BugSageError } from '@bugsage/core';

const HINTS = {
  project: 'No project has this id, or you are not a member of it.',
  issue: 'No issue has this id, or you are not a member of its project.',
  event: 'The issue has no event with this id; it may be past the retention period.',
  analysis: 'The issue has no analysis yet. Ask for one with POST /api/v1/issues/{issue_id}/analyze.',
  fix: 'No fix has this id, or you are not a member of its project.',
  patch: 'The fix has no patch yet, or ended without one.',
} as const;

/** The answer is the same for what does not exist and for what belongs to somebody else. */
export function notFound(resource: keyof typeof HINTS): BugSageError {
  return new BugSageError({ kind: 'not_found', code: `${resource}_not_found`, message: HINTS[resource] });
}
