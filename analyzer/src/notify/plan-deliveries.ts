import type { PlannedDelivery } from '@bugsage/backends';
import {
  afterQuietHours,
  triggerOf,
  wantsAlert,
  type Activity,
  type AlertRule,
  type Issue,
} from '@bugsage/core';

/** The messages that lines of the activity ask for. `now` in Unix milliseconds. */
export function planDeliveries(
  activity: readonly Activity[],
  issues: ReadonlyMap<string, Issue>,
  rules: readonly AlertRule[],
  now: number,
): PlannedDelivery[] {
  return activity.flatMap((line) => {
    const trigger = triggerOf(line);
    // An issue that is gone meanwhile is no news.
    const issue = issues.get(line.issue_id);
    if (trigger === null || issue === undefined) return [];
    return rules
      .filter((rule) => rule.project_id === line.project_id && wantsAlert(rule, trigger, issue))
      .flatMap((rule) =>
        rule.channel_ids.map((channelId) => ({
          key: `${rule.id}:${channelId}:${line.seq}`,
          project_id: rule.project_id,
          rule_id: rule.id,
          channel_id: channelId,
          issue_id: line.issue_id,
          trigger,
          notBefore: afterQuietHours(rule.quiet_hours, now),
        })),
      );
  });
}
