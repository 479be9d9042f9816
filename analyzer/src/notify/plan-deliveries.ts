import type { PlannedDelivery } from '@bugsage/backends';
import { triggerOf, wantsAlert, type Activity, type AlertRule, type Issue } from '@bugsage/core';
import { deliveriesOfRule } from './deliveries-of-rule.ts';

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
        deliveriesOfRule(rule, { trigger, issueId: line.issue_id, key: String(line.seq), now }),
      );
  });
}
