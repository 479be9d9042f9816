import type { Activity } from '../activity.ts';
import { SEVERITIES, type Issue } from '../issue.ts';
import type { AlertRule, AlertTrigger } from './alert.ts';

/** What a line of an issue's history means to alerts; null when it means nothing to them. */
export function triggerOf(activity: Activity): AlertTrigger | null {
  const { kind, data } = activity;
  if (kind === 'created') return 'new_issue';
  const isBack = kind === 'status' && data['to'] === 'detected';
  const isNew = data['from'] === 'resolved' || data['from_substatus'] !== data['substatus'];
  if (isBack && isNew && data['substatus'] === 'regressed') return 'regression';
  if (isBack && isNew && data['substatus'] === 'escalating') return 'escalation';
  if (kind === 'fix' && data['to'] === 'ready') return 'fix_ready';
  return null;
}

/** Whether a rule wants to tell of this. An ignored issue is quiet, whatever happens to it. */
export function wantsAlert(
  rule: AlertRule,
  trigger: AlertTrigger,
  issue: Pick<Issue, 'severity' | 'status' | 'last_environment'>,
): boolean {
  return (
    rule.enabled &&
    issue.status !== 'ignored' &&
    rule.triggers.includes(trigger) &&
    SEVERITIES.indexOf(issue.severity) >= SEVERITIES.indexOf(rule.severity_min) &&
    (rule.environment === null || rule.environment === issue.last_environment)
  );
}
