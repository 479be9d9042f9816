import type { PlannedDelivery } from '@bugsage/backends';
import { afterQuietHours, type AlertRule, type AlertTrigger } from '@bugsage/core';

/** One message to each channel of a rule, not before its quiet hours are over. */
export function deliveriesOfRule(
  rule: AlertRule,
  news: {
    readonly trigger: AlertTrigger;
    /** Null when it is about the project. */
    readonly issueId: string | null;
    /** Makes it the same message when it is planned again. */
    readonly key: string;
    /** Unix milliseconds. */
    readonly now: number;
  },
): PlannedDelivery[] {
  return rule.channel_ids.map((channelId) => ({
    key: `${rule.id}:${channelId}:${news.key}`,
    project_id: rule.project_id,
    rule_id: rule.id,
    channel_id: channelId,
    issue_id: news.issueId,
    trigger: news.trigger,
    notBefore: afterQuietHours(rule.quiet_hours, news.now),
  }));
}
