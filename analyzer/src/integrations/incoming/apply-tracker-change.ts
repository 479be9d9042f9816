import type { OpenIntegration } from '@bugsage/backends';
import { INTEGRATION_LIMITS, severityOfPriority, statusOfTracker, type IssueLink } from '@bugsage/core';
import { actorOf, type IntegrationParts } from '../integration-parts.ts';
import { seenStateOf } from '../seen-state.ts';
import { bringIssue } from './bring-issue.ts';
import type { IncomingChange } from './incoming-change.ts';

type Tracker = Extract<OpenIntegration, { kind: IssueLink['kind'] }>;
type TrackerChange = Extract<IncomingChange, { kind: 'state' | 'removed' | 'comment' }>;

/** What happened to an issue over there, for all issues here that are linked to it. Answers what was done, in words. */
export async function applyTrackerChange(
  parts: IntegrationParts,
  integration: Tracker,
  change: TrackerChange,
): Promise<string[]> {
  const links = await parts.links.ofKey(integration.id, change.key);
  const done: string[] = [];
  for (const link of links) {
    const word = await applyToLink(parts, integration, link, change);
    if (word !== null) done.push(word);
  }
  return done;
}

async function applyToLink(
  parts: IntegrationParts,
  integration: Tracker,
  link: IssueLink,
  change: TrackerChange,
): Promise<string | null> {
  const by = actorOf(integration.kind, change.by);
  const { sync } = integration.settings;
  switch (change.kind) {
    case 'removed':
      await parts.links.remove(link.issue_id, link.id);
      return `link to ${change.key} removed`;
    case 'comment': {
      if (!sync.comments) return null;
      const body = change.body.slice(0, INTEGRATION_LIMITS.commentLengthMax).replaceAll('\0', '');
      const comment = { externalId: change.externalId, author: by, body };
      return (await parts.links.importComment(link, comment)) ? 'comment added' : null;
    }
    case 'state': {
      const isNewest = await parts.links.noteState(link.id, seenStateOf(change.issue));
      // Webhooks overtake each other: what is older than a state that was seen is history.
      if (!isNewest) return 'older than what is known';
      return sync.incoming ? moveIssue(parts, integration, link, change, by) : null;
    }
  }
}

async function moveIssue(
  parts: IntegrationParts,
  integration: Tracker,
  link: IssueLink,
  change: Extract<TrackerChange, { kind: 'state' }>,
  by: string,
): Promise<string | null> {
  const scope = { projectIds: [link.project_id] };
  const issue = await parts.issues.getIssue(scope, link.issue_id);
  if (issue === null) return null;
  const { category, status: name } = change.issue;
  const done: string[] = [];
  if (change.isMove) {
    const to =
      integration.kind === 'jira'
        ? statusOfTracker(integration.settings.status_map, { name, category })
        : category === 'done'
          ? 'resolved'
          : 'detected';
    if (await bringIssue(parts, issue, to, { by })) done.push(`issue ${issue.number} is ${to}`);
  }
  if (change.priority !== null && integration.kind === 'jira') {
    const severity = severityOfPriority(integration.settings.priorities, change.priority);
    if (severity !== null && severity !== issue.severity) {
      await parts.issues.updateIssue(scope, issue.id, { severity }, by);
      done.push(`issue ${issue.number} is ${severity}`);
    }
  }
  return done.length === 0 ? null : done.join(', ');
}
