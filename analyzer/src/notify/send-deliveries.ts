import type { DueDelivery, Write } from '@bugsage/backends';
import { ALERT_LIMITS, BugSageError, type Issue } from '@bugsage/core';
import { tryOnce, type Patience } from '../outgoing/try-once.ts';
import { describeDelivery } from './describe-delivery.ts';
import { quotaDrops } from './describe-drops.ts';
import type { NotifyParts } from './notifier.ts';

export const SEND_LIMITS = {
  /** Messages sent side by side. */
  batchMax: 20,
  /** Longer than any call may take: nobody takes up a message that somebody else is sending. */
  leaseMs: 120_000,
} as const;

const PATIENCE: Patience = {
  attemptsMax: ALERT_LIMITS.attemptsMax,
  pauseOf: (_, attempts) => ALERT_LIMITS.firstPauseSeconds * 1_000 * 2 ** (attempts - 1),
  doubtPauseMs: 60_000,
  wordsMax: 300,
};

/** Sends what is due. Answers how many were tried. */
export async function sendDeliveries(parts: NotifyParts): Promise<number> {
  const due = await parts.deliveries.claim(SEND_LIMITS.batchMax, SEND_LIMITS.leaseMs);
  await Promise.all(due.map((delivery) => sendOne(parts, delivery)));
  return due.length;
}

async function sendOne(parts: NotifyParts, delivery: DueDelivery): Promise<void> {
  const { deliveries, now } = parts;
  const tried = await tryOnce(deliveries, delivery, { patience: PATIENCE, now }, ({ write }) =>
    send(parts, delivery, write),
  );
  if (tried !== null && (await deliveries.settle(delivery, tried.result)))
    parts.counted?.('channel', tried.result.status);
}

async function send(parts: NotifyParts, delivery: DueDelivery, write: Write): Promise<void> {
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
  const { reference } = await sender.send({
    kind: channel.kind,
    target,
    message,
    replaces,
    doubtfulSince: delivery.isInDoubt ? (delivery.begunAt ?? Date.parse(delivery.created_at)) : null,
    write,
  });
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
