import type { SeenState, TrackerIssue } from '@bugsage/backends';
import { INTEGRATION_LIMITS } from '@bugsage/core';

/** What is kept of an issue of a tracker. */
export function seenStateOf(issue: Omit<TrackerIssue, 'key' | 'priority'>): SeenState {
  return {
    url: issue.url,
    title: issue.title.slice(0, INTEGRATION_LIMITS.textLengthMax),
    is_closed: issue.category === 'done',
    status: issue.status.slice(0, INTEGRATION_LIMITS.wordLengthMax),
    seenAt: issue.updatedAt,
  };
}
