import { z } from 'zod';
import { SEVERITIES } from '../issue.ts';

export const ALERT_LIMITS = {
  rulesPerProjectMax: 50,
  channelsPerProjectMax: 20,
  /** Messages of one rule through one channel in `stormMinutes`; what comes on top is one summary. */
  stormMessagesMax: 10,
  stormMinutes: 10,
  /** Tries of one message; with growing pauses that is about three quarters of an hour. */
  attemptsMax: 9,
  firstPauseSeconds: 10,
  /** Windows before the last one that say how often an issue happens otherwise; of `velocity`. */
  velocityWindows: 10,
  /** A project that goes on losing events is told of again after so many hours; of `quota`. */
  quotaHours: 6,
  /** Issues named by a summary. */
  summaryIssuesMax: 20,
  /** Days a delivery is kept in the log. */
  logDays: 30,
} as const;

/** What a rule can wait for. */
export const ALERT_TRIGGERS = [
  'new_issue',
  'regression',
  'escalation',
  'fix_ready',
  'threshold',
  'velocity',
  'quota',
] as const;
export type AlertTrigger = (typeof ALERT_TRIGGERS)[number];

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Expected a time such as 22:00');
const timezone = z
  .string()
  .max(64)
  .refine((name) => isTimezone(name), 'Expected an IANA time zone such as Europe/Berlin');

/** From one time to the other, over midnight when `from` is later. */
export const quietHoursSchema = z.strictObject({ from: clock, to: clock, timezone });
export type QuietHours = z.infer<typeof quietHoursSchema>;

/** A rule of a project: on one of the triggers, if the issue fits, tell the channels. */
export const alertRuleSchema = z.object({
  id: z.uuid(),
  project_id: z.int().positive(),
  name: z.string(),
  enabled: z.boolean(),
  triggers: z.array(z.enum(ALERT_TRIGGERS)).min(1),
  /** Issues below are not worth a message. */
  severity_min: z.enum(SEVERITIES),
  /** Environment of the newest event; null is any. */
  environment: z.string().nullable(),
  /** Of `threshold`: this many events of one issue within so many minutes. */
  threshold: z
    .strictObject({
      events: z.int().min(1).max(1_000_000_000),
      minutes: z.int().min(1).max(1_440),
    })
    .nullable(),
  /** Of `velocity`: so many times the events of before, within so many minutes, and no fewer than `events`. */
  velocity: z
    .strictObject({
      times: z.number().min(1.5).max(1_000),
      events: z.int().min(1).max(1_000_000_000),
      minutes: z.int().min(1).max(1_440),
    })
    .nullable(),
  quiet_hours: quietHoursSchema.nullable(),
  channel_ids: z.array(z.uuid()).min(1).max(ALERT_LIMITS.channelsPerProjectMax),
  created_at: z.iso.datetime(),
});
export type AlertRule = z.infer<typeof alertRuleSchema>;

export const CHANNEL_KINDS = ['webhook', 'slack', 'discord', 'teams', 'email'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** Where messages go. The target (an address with its secret) is written by people and read by the product only. */
export const channelSchema = z.object({
  id: z.uuid(),
  project_id: z.int().positive(),
  kind: z.enum(CHANNEL_KINDS),
  name: z.string(),
  /** Enough to tell channels apart: the host of an address, the address of a mailbox. */
  hint: z.string(),
  enabled: z.boolean(),
  created_at: z.iso.datetime(),
});
export type Channel = z.infer<typeof channelSchema>;

/**
 * `sending`: a request has left, or may have, and what became of it is not known yet. `unknown`: it never will be; the
 * message may have arrived. `collapsed`: part of a summary.
 */
export const DELIVERY_STATUSES = ['pending', 'sending', 'sent', 'failed', 'unknown', 'collapsed'] as const;

/** One message through one channel, with what became of it. */
export const deliverySchema = z.object({
  id: z.uuid(),
  project_id: z.int().positive(),
  /** Null for a test, and after the rule was deleted. */
  rule_id: z.uuid().nullable(),
  channel_id: z.uuid(),
  issue_id: z.uuid().nullable(),
  trigger: z.enum([...ALERT_TRIGGERS, 'summary', 'test']),
  status: z.enum(DELIVERY_STATUSES),
  attempts: z.int().nonnegative(),
  /** Of a pending one: not before. Of one that is being sent: when the channel is asked whether it arrived. */
  next_attempt_at: z.iso.datetime().nullable(),
  error: z.string().nullable(),
  created_at: z.iso.datetime(),
  sent_at: z.iso.datetime().nullable(),
});
export type Delivery = z.infer<typeof deliverySchema>;

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}
