import { z } from 'zod';
import { INTEGRATION_KINDS, TRACKER_KINDS } from './settings.ts';

/** An import of issues from Sentry, and how far it is. */
export const importStateSchema = z.object({
  id: z.uuid(),
  status: z.enum(['running', 'done', 'failed']),
  /** Where the next page begins; null at the start and at the end. */
  cursor: z.string().nullable(),
  /** Issues looked at, and events handed to the collector. */
  issues: z.int().nonnegative(),
  events: z.int().nonnegative(),
  /** Issues whose event could not be read or stored. */
  skipped: z.int().nonnegative(),
  error: z.string().nullable(),
  started_at: z.iso.datetime(),
  ended_at: z.iso.datetime().nullable(),
});
export type ImportState = z.infer<typeof importStateSchema>;

/** A connection of a project to another service. What opens it is never answered. */
export const integrationSchema = z.object({
  id: z.uuid(),
  project_id: z.int().positive(),
  kind: z.enum(INTEGRATION_KINDS),
  name: z.string(),
  enabled: z.boolean(),
  settings: z.record(z.string(), z.unknown()),
  /** Whether webhooks of the other side can be verified. */
  has_webhook_secret: z.boolean(),
  /** When the other side last answered, and what was wrong; both null before the first call. */
  checked_at: z.iso.datetime().nullable(),
  check_error: z.string().nullable(),
  import: importStateSchema.nullable(),
  created_by: z.string(),
  created_at: z.iso.datetime(),
});
export type Integration = z.infer<typeof integrationSchema>;

export const LINK_STATES = ['creating', 'linked', 'failed'] as const;

/** An issue of a tracker that stands for one of ours. */
export const issueLinkSchema = z.object({
  id: z.uuid(),
  issue_id: z.uuid(),
  project_id: z.int().positive(),
  integration_id: z.uuid(),
  kind: z.enum(TRACKER_KINDS),
  /** `creating` until the tracker has it. */
  state: z.enum(LINK_STATES),
  /** Number or key over there; null while it is being created. */
  key: z.string().nullable(),
  url: z.string().nullable(),
  title: z.string().nullable(),
  is_closed: z.boolean(),
  /** The tracker's own word, for example `In Review`. */
  status: z.string().nullable(),
  /** Why it failed, or why the last change did not get through. */
  error: z.string().nullable(),
  created_by: z.string(),
  created_at: z.iso.datetime(),
});
export type IssueLink = z.infer<typeof issueLinkSchema>;

export const RECEIVED_STATUSES = ['pending', 'done', 'ignored', 'dead'] as const;

/** A webhook that came in, with what became of it. `dead` waits for a person, who can replay it. */
export const receivedWebhookSchema = z.object({
  id: z.uuid(),
  project_id: z.int().positive(),
  integration_id: z.uuid(),
  source: z.enum(INTEGRATION_KINDS),
  /** The sender's own name of this delivery. */
  delivery_id: z.string(),
  /** What it tells, for example `issues.closed`. */
  topic: z.string(),
  status: z.enum(RECEIVED_STATUSES),
  attempts: z.int().nonnegative(),
  /** What it did, or what went wrong. */
  note: z.string().nullable(),
  received_at: z.iso.datetime(),
  done_at: z.iso.datetime().nullable(),
});
export type ReceivedWebhook = z.infer<typeof receivedWebhookSchema>;
