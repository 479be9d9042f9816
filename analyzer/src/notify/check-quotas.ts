import { ALERT_LIMITS } from '@bugsage/core';
import { deliveriesOfRule } from './deliveries-of-rule.ts';
import { quotaDrops } from './describe-drops.ts';
import type { NotifyParts } from './notifier.ts';

const HOUR_MS = 3_600_000;

/** Plans a message for each project that loses events to a quota: once, and again while it goes on. */
export async function checkQuotas(parts: NotifyParts): Promise<void> {
  const { alertRules, drops, deliveries, now } = parts;
  const window = Math.floor(now() / (ALERT_LIMITS.quotaHours * HOUR_MS));
  for (const rule of await alertRules.waitingFor('quota')) {
    const lost = quotaDrops(await drops.list(rule.project_id, window * ALERT_LIMITS.quotaHours * HOUR_MS));
    if (lost.length === 0) continue;
    const news = { trigger: 'quota', issueId: null, key: `quota:${window}`, now: now() } as const;
    await deliveries.add(deliveriesOfRule(rule, news));
  }
}
