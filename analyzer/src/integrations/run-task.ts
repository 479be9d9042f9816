import {
  openTracker,
  ProviderError,
  type DueTask,
  type IssueTracker,
  type OpenIntegration,
  type TrackerIssue,
} from '@bugsage/backends';
import {
  severityOfPriority,
  statusOfTracker,
  trackerStatusFor,
  type Issue,
  type IssueLink,
} from '@bugsage/core';
import type { Attempt } from '../outgoing/try-once.ts';
import type { IntegrationParts } from './integration-parts.ts';
import { commentText, issueText, stateText } from './tracker-text.ts';
import { seenStateOf } from './seen-state.ts';

type Given = {
  readonly parts: IntegrationParts;
  readonly attempt: Attempt;
  readonly task: DueTask;
  readonly link: IssueLink;
  readonly issue: Issue;
  readonly integration: Extract<OpenIntegration, { kind: IssueLink['kind'] }>;
  readonly tracker: IssueTracker;
};

/** Does one task as things stand now. What is gone or switched off meanwhile is done. */
export async function runTask(parts: IntegrationParts, task: DueTask, attempt: Attempt): Promise<void> {
  const link = await parts.links.read(task.link_id);
  if (link === null) return;
  const integration = await parts.integrations.reveal(link.integration_id);
  const issue = await parts.issues.getIssue({ projectIds: [link.project_id] }, link.issue_id);
  if (integration === null || issue === null || !isTracker(integration)) return;
  const { outbound, now } = parts;
  const tracker = openTracker(integration, { outbound, now, write: attempt.write });
  if (tracker === null) return;
  const given = { parts, attempt, task, link, issue, integration, tracker };
  if (task.what === 'create') return createIssue(given);
  if (link.key === null) return;
  if (task.what === 'comment') return sendComment(given, link.key);
  return task.what === 'priority' ? sendPriority(given, link.key) : sendState(given, link.key);
}

async function createIssue(given: Given): Promise<void> {
  const { parts, attempt, task, link, issue, tracker } = given;
  if (link.state === 'linked') return;
  const analysis = await parts.analyses.latest({ projectIds: [issue.project_id] }, issue.id);
  const text = issueText({ issue, analysis, url: urlOf(parts, issue) });
  const since = Date.parse(link.created_at);
  const { severity } = issue;
  const made = await tracker.create({ marker: link.id, ...text, severity, isRepeat: task.isInDoubt, since });
  // It may have been resolved while the tracker was away.
  const isOver = issue.status === 'resolved' || issue.status === 'ignored';
  await parts.links.noteCreated(link.id, made.key, seenStateOf(made), isOver);
  attempt.noted();
}

/** The comment goes first: a try that ends between the two finds it and goes on with the state. */
async function sendState(given: Given, key: string): Promise<void> {
  const { parts, attempt, task, link, issue, integration, tracker } = given;
  const { sync } = integration.settings;
  if (!sync.outgoing) return;
  const there = await tracker.get(key);
  if (there === null) throw gone(integration, key);
  const move = moveFor(given, there);
  if (move === null) {
    await parts.links.noteState(link.id, seenStateOf(there));
    return;
  }
  if (sync.comments) {
    const text = stateText(issue, await nameOfResolver(parts, issue), urlOf(parts, issue));
    const since = parts.now() - RETRIES_MS;
    const id = await tracker.comment(key, { marker: task.id, text, since });
    await parts.links.noteComment(link.id, id);
    attempt.noted();
  }
  await parts.links.noteState(link.id, seenStateOf(await tracker.move(key, move)));
}

/** Longer than all tries of a task take together. */
const RETRIES_MS = 86_400_000;

function moveFor(
  { issue, integration }: Given,
  there: TrackerIssue,
): { isClosed: boolean } | { status: string } | null {
  if (integration.kind === 'jira') {
    const { status_map, outgoing_status } = integration.settings;
    const meaning = statusOfTracker(status_map, { name: there.status, category: there.category });
    const status = trackerStatusFor(outgoing_status, issue.status, meaning);
    return status === null ? null : { status };
  }
  const isClosed = there.category === 'done';
  // Ignored here says nothing about an issue there.
  if (issue.status === 'ignored' || (issue.status === 'resolved') === isClosed) return null;
  return { isClosed: !isClosed };
}

async function sendPriority({ parts, link, issue, integration, tracker }: Given, key: string): Promise<void> {
  if (integration.kind !== 'jira' || !integration.settings.sync.outgoing) return;
  const { priorities } = integration.settings;
  const there = await tracker.get(key);
  if (there === null) throw gone(integration, key);
  const priority = priorities[issue.severity];
  const isSame = there.priority !== null && severityOfPriority(priorities, there.priority) === issue.severity;
  if (priority === undefined || isSame) return;
  await parts.links.noteState(link.id, seenStateOf(await tracker.move(key, { priority })));
}

async function sendComment({ parts, task, link, integration, tracker }: Given, key: string): Promise<void> {
  if (!integration.settings.sync.comments || task.comment_id === null) return;
  const comment = await parts.comments.get(link.issue_id, task.comment_id);
  if (comment === null) return;
  const author = (await parts.users.findByEmail(comment.author))?.name ?? comment.author.split('@')[0] ?? '';
  const since = Date.parse(comment.created_at);
  const text = commentText(author, comment.body);
  const id = await tracker.comment(key, { marker: task.id, text, since });
  await parts.links.noteComment(link.id, id);
}

/** Names, never addresses: trackers may be public. */
async function nameOfResolver({ users }: IntegrationParts, issue: Issue): Promise<string | null> {
  if (issue.resolved_by === null) return null;
  return (await users.findByEmail(issue.resolved_by))?.name ?? null;
}

function isTracker(
  integration: OpenIntegration,
): integration is Extract<OpenIntegration, { kind: IssueLink['kind'] }> {
  return ['github', 'gitlab', 'jira'].includes(integration.kind);
}

function urlOf({ root }: IntegrationParts, issue: Issue): string | null {
  return root === null ? null : `${root}/issues/${issue.id}`;
}

function gone({ name }: OpenIntegration, key: string): ProviderError {
  return new ProviderError({
    status: 404,
    retryable: false,
    message: `${name} has no issue ${key} any more.`,
  });
}
