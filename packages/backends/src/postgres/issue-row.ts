import type { Issue } from '@bugsage/core';

/** An issue as its row holds it: the same names, times as Date. */
export type IssueRow = {
  readonly [Key in keyof Issue]: Key extends TimeKey ? Date | Exclude<Issue[Key], string> : Issue[Key];
};

/** The tree of merges is the grouping store's: an issue that is merged is not shown. */
type StoredRow = IssueRow & {
  readonly merged_into?: string | null;
  /** Counts when it was ignored, from which `ignored_while` counts on. */
  readonly ignored_events?: number | null;
  readonly ignored_users?: number | null;
};

type TimeKey = 'resolved_at' | 'ignored_until' | 'first_seen' | 'last_seen' | 'created_at' | 'updated_at';

export function issueFromRow(stored: StoredRow): Issue {
  const { merged_into: _, ignored_events: __, ignored_users: ___, ...row } = stored;
  return {
    ...row,
    resolved_at: isoTime(row.resolved_at),
    ignored_until: isoTime(row.ignored_until),
    first_seen: row.first_seen.toISOString(),
    last_seen: row.last_seen.toISOString(),
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

function isoTime(time: Date | null): string | null {
  return time === null ? null : time.toISOString();
}
