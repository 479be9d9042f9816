import type { Issue } from '@bugsage/core';
import type { Scope } from './issue-store.ts';

/** What the ledger tells of: a fingerprint given to an issue, or a decision about issues, fingerprints or events. */
export const GROUPING_ACTIONS = [
  'assigned',
  'merged',
  'unmerged',
  'split',
  'moved',
  'rules_applied',
  'rules_rolled_back',
] as const;
export type GroupingAction = (typeof GROUPING_ACTIONS)[number];

/** One line of the ledger; lines are never changed or removed. */
export type LedgerEntry = {
  readonly id: number;
  /** RFC 3339. */
  readonly at: string;
  /** The address of a person, or the name of the stage that decided: `fingerprint`, `symbolicate`. */
  readonly actor: string;
  readonly action: GroupingAction;
  readonly fingerprint: string | null;
  readonly from_issue: string | null;
  readonly to_issue: string | null;
  /** A sentence for people. */
  readonly reason: string;
  readonly details: Readonly<Record<string, unknown>>;
};

/** A fingerprint of an issue with its own share of the issue's numbers. */
export type IssueFingerprint = {
  readonly fingerprint: string;
  readonly version: string;
  readonly title: string;
  readonly culprit: string;
  readonly event_count: number;
  readonly first_seen: string | null;
  readonly last_seen: string | null;
  /** The issue it came from, when that was merged into this one. */
  readonly origin_issue_id: string;
};

export type MergedIssue = {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly merged_into: string;
};

export type IssueGrouping = {
  readonly fingerprints: readonly IssueFingerprint[];
  /** Issues below this one, those merged into merged ones included. */
  readonly merged: readonly MergedIssue[];
  readonly history: readonly LedgerEntry[];
};

/**
 * Which fingerprints an issue has, and people's decisions about it. Merge and unmerge are exact inverses: numbers
 * belong to fingerprints, an issue shows the sum of its own.
 */
export type GroupingStore = {
  /** Joins issues of one project into one. Throws `conflict` for an issue that is merged into another one. */
  merge(
    scope: Scope,
    merge: { into: string; issueIds: readonly string[]; by: string; reason: string },
  ): Promise<Issue | null>;
  /** Takes a merged issue out again, with all that came for it meanwhile. Throws `conflict` when it is not merged. */
  unmerge(scope: Scope, unmerge: { issueId: string; by: string; reason: string }): Promise<Issue | null>;
  /** Opens an issue of its own for some of an issue's fingerprints. Throws `conflict` when none would be left. */
  split(
    scope: Scope,
    split: { issueId: string; fingerprints: readonly string[]; by: string; reason: string },
  ): Promise<Issue | null>;
  describe(issueId: string, historyMax: number): Promise<IssueGrouping>;
};
