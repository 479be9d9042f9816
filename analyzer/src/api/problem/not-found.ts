import { BugSageError } from '@bugsage/core';

const HINTS = {
  organization: 'No organization has this id, or you are not a member of it.',
  member: 'The organization has no member with this id.',
  invitation: 'No invitation has this id, or it is not valid any more. Ask for a new one.',
  team: 'The organization has no team with this id.',
  user: 'No user has this id.',
  session: 'You have no session with this id.',
  token: 'You have no API token with this id.',
  key: 'The project has no ingest key with this text.',
  project: 'No project has this id, or you are not a member of it.',
  issue: 'No issue has this id, or you are not a member of its project.',
  event: 'The issue has no event with this id; it may be past the retention period.',
  analysis: 'The issue has no analysis yet. Ask for one with POST /api/v1/issues/{issue_id}/analyze.',
  comment: 'The issue has no comment with this id; it may have been deleted.',
  channel: 'The project has no channel with this id.',
  rule: 'The project has no alert rule with this id.',
  delivery: 'The project has no message with this id; messages are kept for 30 days.',
  integration: 'The project has no integration with this id.',
  link: 'The issue has no link with this id.',
  webhook: 'The project has received no webhook with this id; they are kept for 30 days.',
  fix: 'No fix has this id, or you are not a member of its project.',
  secret: 'The project has no secret of this name.',
  release: 'No release of your projects has this version.',
  view: 'The organization has no saved view of yours with this id, nor a shared one.',
  bundle: 'The project has no such upload.',
  patch: 'The fix has no patch yet, or ended without one.',
} as const;

/** The answer is the same for what does not exist and for what belongs to somebody else. */
export function notFound(resource: keyof typeof HINTS): BugSageError {
  return new BugSageError({ kind: 'not_found', code: `${resource}_not_found`, message: HINTS[resource] });
}
