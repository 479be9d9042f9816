import { openSentry, type OpenIntegration } from '@bugsage/backends';
import type { Issue } from '@bugsage/core';
import { actorOf, type IntegrationParts } from '../integration-parts.ts';
import { eventOfSentry } from '../sentry-event.ts';
import { bringIssue } from './bring-issue.ts';
import type { IncomingChange } from './incoming-change.ts';

type SentryIntegration = Extract<OpenIntegration, { kind: 'sentry' }>;
type SentryChange = Extract<IncomingChange, { kind: 'event' | 'fetch_event' | 'sentry_state' }>;

/** How far back an issue of Sentry is looked for among our events. */
const SEARCH_MS = 90 * 86_400_000;

export async function applySentryChange(
  parts: IntegrationParts,
  integration: SentryIntegration,
  change: SentryChange,
): Promise<string[]> {
  switch (change.kind) {
    case 'event':
      await parts.intake.send(integration.project_id, change.event);
      return ['event handed to the collector'];
    case 'fetch_event': {
      const event = await openSentry(integration, parts)?.latestEvent(change.sentryIssueId);
      if (typeof event !== 'object' || event === null) return [];
      await parts.intake.send(integration.project_id, eventOfSentry(event as Record<string, unknown>));
      return ['newest event handed to the collector'];
    }
    case 'sentry_state': {
      const issue = await findIssue(parts, integration.project_id, change.sentryIssueId);
      if (issue === null) return [];
      const moved = await bringIssue(parts, issue, change.status, { by: actorOf('sentry', change.by) });
      return moved ? [`issue ${issue.number} is ${change.status}`] : [];
    }
  }
}

/** The issue that has events of an issue of Sentry. */
async function findIssue(
  { eventSearch, issues, now }: IntegrationParts,
  projectId: number,
  sentryIssueId: string,
): Promise<Issue | null> {
  // A star would stand for any text.
  if (!/^\d{1,20}$/.test(sentryIssueId)) return null;
  const [event] = await eventSearch.search({
    projectIds: [projectId],
    terms: [{ kind: 'match', negated: false, field: 'tags.sentry_issue', values: [sentryIssueId] }],
    from: now() - SEARCH_MS,
    to: now() + 60_000,
    limit: 1,
  });
  if (event === undefined) return null;
  const key = { project_id: projectId, fingerprint: event.fingerprint };
  const issueId = (await issues.issuesOfFingerprints([key])).get(`${projectId}:${event.fingerprint}`);
  return issueId === undefined ? null : issues.getIssue({ projectIds: [projectId] }, issueId);
}
