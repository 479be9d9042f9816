import { z } from 'zod';

/** What can happen to an issue and is worth a line in its history. */
export const ACTIVITY_KINDS = [
  'created',
  'status',
  'severity',
  'title',
  'assigned',
  'commented',
  'analyzed',
  'fix',
  'deleted',
] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/**
 * A line of an issue's history, and a message of the live stream. `seq` grows with time over all projects, so that a
 * reader can go on where it stopped. `data` by kind: `status` has from, to, substatus, release and until; `severity`,
 * `title` and `assigned` have from and to; `commented` has comment_id; `analyzed` has analysis_id and confidence; `fix`
 * has fix_id, from and to.
 */
export const activitySchema = z.object({
  seq: z.int().positive(),
  project_id: z.int().positive(),
  issue_id: z.uuid(),
  kind: z.enum(ACTIVITY_KINDS),
  /** E-mail address of a person, or the part of BugSage that did it. */
  actor: z.string(),
  data: z.record(z.string(), z.unknown()),
  at: z.iso.datetime(),
});
export type Activity = z.infer<typeof activitySchema>;

/** What a person wrote below an issue. The body is Markdown of an untrusted author. */
export const commentSchema = z.object({
  id: z.uuid(),
  issue_id: z.uuid(),
  author: z.string(),
  body: z.string(),
  created_at: z.iso.datetime(),
  edited_at: z.iso.datetime().nullable(),
});
export type Comment = z.infer<typeof commentSchema>;
