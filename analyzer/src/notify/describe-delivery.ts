import type { ChannelMessage, DueDelivery, HourOfDrops } from '@bugsage/backends';
import { ALERT_LIMITS, type Issue, type Project } from '@bugsage/core';
import { describeDrops } from './describe-drops.ts';

const HEADLINES: Readonly<Record<DueDelivery['trigger'], string>> = {
  new_issue: 'New issue',
  regression: 'An issue is back',
  escalation: 'An issue happens far more often than before',
  fix_ready: 'A fix is ready for review',
  threshold: 'An issue is above its limit',
  velocity: 'An issue became much more frequent',
  quota: 'Events are dropped: a quota is used up',
  summary: 'More issues',
  test: 'This is a test message of BugSage',
};

/** The words of a message, as things stand when it is sent. `root` is the dashboard's address. */
export function describeDelivery(given: {
  delivery: DueDelivery;
  issue: Issue | null;
  /** Of a summary. */
  issues: readonly Issue[];
  /** Of a quota. */
  drops: readonly HourOfDrops[];
  project: Project;
  root: string | null;
}): ChannelMessage {
  const { delivery, issue, issues, drops, project, root } = given;
  const urlOf = (issueId: string): string | null => (root === null ? null : `${root}/issues/${issueId}`);
  const more = delivery.issue_ids.length;
  return {
    id: delivery.id,
    marker: delivery.replays === 0 ? delivery.id : `${delivery.id}:${delivery.replays}`,
    trigger: delivery.trigger,
    headline:
      delivery.trigger === 'summary'
        ? `${more} more messages in ${ALERT_LIMITS.stormMinutes} minutes`
        : HEADLINES[delivery.trigger],
    issue: issue === null ? null : describeIssue(issue, urlOf(issue.id)),
    lines: [
      ...issues.map(({ id, title }) => ({ text: title, url: urlOf(id) })),
      ...describeDrops(drops).map((text) => ({ text, url: root === null ? null : `${root}/alerts` })),
    ],
    project: { id: project.id, name: project.name },
    at: delivery.created_at,
  };
}

function describeIssue(issue: Issue, url: string | null): NonNullable<ChannelMessage['issue']> {
  return {
    id: issue.id,
    number: issue.number,
    title: issue.title,
    culprit: issue.culprit,
    severity: issue.severity,
    status: issue.status,
    events: issue.event_count,
    users: issue.users_affected,
    release: issue.last_release,
    environment: issue.last_environment,
    url,
  };
}
