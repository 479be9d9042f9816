import type { AlertRule, AlertTrigger, Channel, Delivery } from '@bugsage/core';

/** What a rule waits for, as its form asks. */
export const TRIGGER_WORDS: { readonly [Trigger in AlertTrigger]: string } = {
  new_issue: 'An issue is new',
  regression: 'A resolved issue is back',
  escalation: 'An issue happens far more often than before',
  fix_ready: 'A fix is ready for review',
  threshold: 'An issue is above a limit',
  velocity: 'An issue becomes much more frequent',
  quota: 'Events are dropped because a quota is used up',
};

export const CHANNEL_WORDS: { readonly [Kind in Channel['kind']]: string } = {
  webhook: 'Webhook',
  slack: 'Slack',
  discord: 'Discord',
  teams: 'Microsoft Teams',
  email: 'E-mail',
};

export const DELIVERY_WORDS: { readonly [Status in Delivery['status']]: string } = {
  pending: 'Waiting',
  sending: 'On its way',
  sent: 'Sent',
  failed: 'Failed',
  unknown: 'Unknown: look whether it arrived',
  collapsed: 'Part of a summary',
};

/** What a message is about. */
export function deliveryTopic(trigger: Delivery['trigger']): string {
  if (trigger === 'summary') return 'Summary of a storm';
  return trigger === 'test' ? 'Test message' : TRIGGER_WORDS[trigger];
}

/** What a rule waits for, a sentence each. */
export function ruleConditions({ triggers, threshold, velocity }: AlertRule): readonly string[] {
  return triggers.map((trigger) => {
    if (trigger === 'threshold' && threshold !== null)
      return `An issue has ${threshold.events} events within ${threshold.minutes} minutes`;
    if (trigger === 'velocity' && velocity !== null)
      return `An issue has ${velocity.times} times its events, at least ${velocity.events}, within ${velocity.minutes} minutes`;
    return TRIGGER_WORDS[trigger];
  });
}

/** What narrows a rule, in one sentence; empty when nothing does. */
export function ruleNarrowing({
  severity_min: severity,
  environment,
  quiet_hours: quiet,
}: AlertRule): string {
  return [
    severity === 'low' ? '' : `${severity} and above`,
    environment === null ? '' : `only ${environment}`,
    quiet === null ? '' : `quiet from ${quiet.from} to ${quiet.to} (${quiet.timezone})`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}
