import { GROUPING_ACTIONS, type IssueGrouping } from '@bugsage/backends';
import { issueSchema } from '@bugsage/core';
import { z } from 'zod';
import { groupingSchema } from './event.ts';

/** A fingerprint of an issue with its own share of the issue's numbers. */
const issueFingerprintSchema = z.object({
  fingerprint: z.string(),
  version: z.string(),
  title: z.string(),
  culprit: z.string(),
  event_count: z.int().nonnegative(),
  first_seen: z.iso.datetime().nullable(),
  last_seen: z.iso.datetime().nullable(),
  /** The issue it came from, when that was merged into this one. */
  origin_issue_id: z.uuid(),
});

/** One line of the ledger: who decided what, when and why. Lines are never changed. */
const ledgerEntrySchema = z.object({
  id: z.int(),
  at: z.iso.datetime(),
  actor: z.string(),
  action: z.enum(GROUPING_ACTIONS),
  fingerprint: z.string().nullable(),
  from_issue: z.uuid().nullable(),
  to_issue: z.uuid().nullable(),
  reason: z.string(),
  details: z.record(z.string(), z.unknown()),
});

const mergedIssueSchema = z.object({
  id: z.uuid(),
  number: z.int(),
  title: z.string(),
  merged_into: z.uuid(),
});

export const issueGroupingSchema = z.object({
  issue_id: z.uuid(),
  /** The event that `grouping` explains; null when no event is kept any more. */
  event_id: z.string().nullable(),
  grouping: groupingSchema.nullable(),
  fingerprints: z.array(issueFingerprintSchema),
  merged: z.array(mergedIssueSchema),
  history: z.array(ledgerEntrySchema),
});

/** Suggestions, the most similar first. */
export const similarIssuesSchema = z.object({
  similar: z.array(
    z.object({
      issue: issueSchema,
      /** Cosine of the two vectors: 1 for the same features. */
      similarity: z.number(),
      /** What both share, the weightiest first. */
      evidence: z.array(z.object({ kind: z.string(), text: z.string(), share: z.number() })),
    }),
  ),
});

/** Writable copies of what the store answers. */
export function groupingAnswer({
  fingerprints,
  merged,
  history,
}: IssueGrouping): Pick<z.infer<typeof issueGroupingSchema>, 'fingerprints' | 'merged' | 'history'> {
  return {
    fingerprints: [...fingerprints],
    merged: [...merged],
    history: history.map((entry) => ({ ...entry, details: { ...entry.details } })),
  };
}
