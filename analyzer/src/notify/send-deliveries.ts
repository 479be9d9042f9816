import type { DueDelivery } from '@bugsage/backends';
import { ALERT_LIMITS, BugSageError, describeError, type Issue } from '@bugsage/core';
import { describeDelivery } from './describe-delivery.ts';
import { quotaDrops } from './describe-drops.ts';
import type { NotifyParts } from './notifier.ts';

export const SEND_LIMITS = {
  /** Messages sent side by side. */
  batchMax: 20,
  /** Longer than any call may take: nobody sends a message that somebody else is sending. */
  leaseMs: 120_000,
  /** Characters of an error that are kept. */
  errorLengthMax: 300,
} as const;

/** Sends what is due. Answers how many were tried. */
export async function sendDeliveries(parts: NotifyParts): Promise<number> {
  const due = await parts.deliveries.claim(SEND_LIMITS.batchMax, SEND_LIMITS.leaseMs);
  await Promise.all(due.map((delivery) => sendOne(parts, delivery)));
  return due.length;
}

async function sendOne(parts: NotifyParts, delivery: DueDelivery): Promise<void> {
  const { deliveries } = parts;
  try {
    await send(parts, delivery);
    await deliveries.settle(delivery.id, { status: 'sent' });
  } catch (error) {
    const words = describeError(error).slice(0, SEND_LIMITS.errorLengthMax);
    const isPassing = !(error instanceof BugSageError) || error.retryable;
    if (!isPassing || delivery.attempts >= ALERT_LIMITS.attemptsMax) {
      await deliveries.settle(delivery.id, { status: 'failed', error: words });
      return;
    }
    const pauseMs = ALERT_LIMITS.firstPauseSeconds * 1_000 * 2 ** (delivery.attempts - 1);
    await deliveries.settle(delivery.id, { status: 'retry', error: words, at: parts.now() + pauseMs });
  }
}

async function send(parts: NotifyParts, delivery: DueDelivery): Promise<void> {
  const { accounts, channels, deliveries, drops, sender } = parts;
  const channel = await channels.get(delivery.project_id, delivery.channel_id);
  const target = await channels.target(delivery.channel_id);
  const project = await accounts.getProject(delivery.project_id);
  if (channel === null || target === null || project === null) throw channelIsOff();
  const issue = delivery.issue_id === null ? null : await findIssue(parts, delivery, delivery.issue_id);
  const named = delivery.issue_ids.slice(0, ALERT_LIMITS.summaryIssuesMax);
  const issues = await Promise.all(named.map((id) => findIssue(parts, delivery, id)));
  const message = describeDelivery({
    delivery,
    issue,
    issues: issues.filter((found) => found !== null),
    drops: delivery.trigger === 'quota' ? quotaDrops(await drops.list(project.id, dropsSince(delivery))) : [],
    project,
    root: parts.root,
  });
  const replaces = issue === null ? null : await deliveries.messageOf(channel.id, issue.id);
  const { reference } = await sender.send({ kind: channel.kind, target, message, replaces });
  if (issue !== null && reference !== null) await deliveries.rememberMessage(channel.id, issue.id, reference);
}

/** From the beginning of the window that the message is about. */
function dropsSince({ created_at }: DueDelivery): number {
  const windowMs = ALERT_LIMITS.quotaHours * 3_600_000;
  return Math.floor(Date.parse(created_at) / windowMs) * windowMs;
}

function findIssue({ issues }: NotifyParts, delivery: DueDelivery, issueId: string): Promise<Issue | null> {
  return issues.getIssue({ projectIds: [delivery.project_id] }, issueId);
}

function channelIsOff(): BugSageError {
  return new BugSageError({
    kind: 'conflict',
    code: 'channel_off',
    message: 'The channel is switched off or deleted.',
  });
}
