import type { NotifyParts } from './notifier.ts';
import { afterQuietHours, wantsAlert, type AlertRule } from '@bugsage/core';

const MINUTE_MS = 60_000;
/** Issues one rule looks at, those seen last. */
const ISSUES_MAX = 200;

/** Plans messages for issues above the limit of a rule, once per issue and window. */
export async function checkThresholds(parts: NotifyParts): Promise<void> {
  for (const rule of await parts.alertRules.withThreshold()) await checkRule(parts, rule);
}

async function checkRule(parts: NotifyParts, rule: AlertRule): Promise<void> {
  const { issues, eventSearch, deliveries, now } = parts;
  const { threshold } = rule;
  if (threshold === null) return;
  const from = now() - threshold.minutes * MINUTE_MS;
  const scope = { projectIds: [rule.project_id] };
  const seen = await issues.listIssues(scope, {
    date_from: new Date(from).toISOString(),
    skip: 0,
    limit: ISSUES_MAX,
  });
  const window = Math.floor(now() / (threshold.minutes * MINUTE_MS));
  for (const issue of seen.issues.filter((one) => wantsAlert(rule, 'threshold', one))) {
    const fingerprints = await issues.fingerprintsOf(issue.id);
    const rates = await eventSearch.rates({ ...scope, fingerprints, from, baselineFrom: from });
    if (rates.reduce((sum, rate) => sum + rate.recent, 0) < threshold.events) continue;
    await deliveries.add(
      rule.channel_ids.map((channelId) => ({
        key: `${rule.id}:${channelId}:${issue.id}:${threshold.minutes}:${window}`,
        project_id: rule.project_id,
        rule_id: rule.id,
        channel_id: channelId,
        issue_id: issue.id,
        trigger: 'threshold' as const,
        notBefore: afterQuietHours(rule.quiet_hours, now()),
      })),
    );
  }
}
