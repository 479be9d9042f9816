import { z } from 'zod';
import { RESOLUTIONS } from './release/is-regression.ts';
import { EVENT_SOURCES, type EventLevel } from './event.ts';
import type { Transitions } from './state-machine.ts';

export const ISSUE_STATUSES = ['detected', 'analyzing', 'fixing', 'resolved', 'ignored'] as const;
export const ISSUE_SUBSTATUSES = ['new', 'ongoing', 'escalating', 'regressed'] as const;
export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;

export type IssueStatus = (typeof ISSUE_STATUSES)[number];
export type IssueSubstatus = (typeof ISSUE_SUBSTATUSES)[number];
export type Severity = (typeof SEVERITIES)[number];

/**
 * detected -> analyzing -> fixing -> resolved, with ways back: an analysis or fix that ends without result returns the
 * issue to detected; a resolved or ignored issue that is seen again (or reopened by a person) is detected again.
 */
export const ISSUE_TRANSITIONS: Transitions<IssueStatus> = {
  detected: ['analyzing', 'fixing', 'resolved', 'ignored'],
  analyzing: ['detected', 'fixing', 'resolved', 'ignored'],
  fixing: ['detected', 'analyzing', 'resolved', 'ignored'],
  resolved: ['detected', 'ignored'],
  ignored: ['detected', 'resolved'],
};

/** Sentry's levels as severities; integrations use the same map. */
export const SEVERITY_OF_LEVEL: { readonly [Level in EventLevel]: Severity } = {
  debug: 'low',
  info: 'low',
  warning: 'medium',
  error: 'high',
  fatal: 'critical',
};

/** What ends the ignoring of an issue beside a time. Counts are those after it was ignored. */
export const ignoredWhileSchema = z
  .strictObject({
    /** Ends with this many more events; with `minutes`, when that many came within so many minutes. */
    events: z.int().min(1).max(1_000_000_000).optional(),
    minutes: z.int().min(1).max(10_080).optional(),
    /** Ends with this many more users. */
    users: z.int().min(1).max(1_000_000_000).optional(),
    /** Ends when it happens far more often than before. */
    escalating: z.literal(true).optional(),
  })
  .refine((rule) => rule.minutes === undefined || rule.events !== undefined, '`minutes` needs `events`')
  .refine((rule) => Object.keys(rule).length > 0, 'Send at least one condition');
export type IgnoredWhile = z.infer<typeof ignoredWhileSchema>;

/** The REST resource `issue`. Times are ISO 8601 in UTC. */
export const issueSchema = z.object({
  id: z.uuid(),
  /** Short number within the project, for people: `#12`. */
  number: z.int().positive(),
  project_id: z.int().positive(),
  title: z.string(),
  description: z.string().nullable(),
  type: z.string(),
  value: z.string(),
  culprit: z.string(),
  severity: z.enum(SEVERITIES),
  status: z.enum(ISSUE_STATUSES),
  substatus: z.enum(ISSUE_SUBSTATUSES),
  source: z.enum(EVENT_SOURCES),
  source_id: z.string().nullable(),
  category: z.string().nullable(),
  platform: z.string(),
  tags: z.record(z.string(), z.string()),
  context: z.record(z.string(), z.unknown()),
  metadata: z.record(z.string(), z.unknown()),
  assignee: z.string().nullable(),
  resolved_at: z.iso.datetime().nullable(),
  resolved_by: z.string().nullable(),
  /** How it was resolved; null when it is not. */
  resolution: z.enum(RESOLUTIONS).nullable(),
  resolved_in_release: z.string().nullable(),
  /** Of `in_next_release`: the newest release without the fix. */
  resolved_after_release: z.string().nullable(),
  resolved_in_commit: z.string().nullable(),
  ignored_until: z.iso.datetime().nullable(),
  ignored_while: ignoredWhileSchema.nullable(),
  event_count: z.int().nonnegative(),
  users_affected: z.int().nonnegative(),
  first_seen: z.iso.datetime(),
  last_seen: z.iso.datetime(),
  first_release: z.string().nullable(),
  last_release: z.string().nullable(),
  last_environment: z.string().nullable(),
  /** Confidence of the newest analysis, 0 to 1; null while there is none. */
  analysis_confidence: z.number().min(0).max(1).nullable(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});

export type Issue = z.infer<typeof issueSchema>;
