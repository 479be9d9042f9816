import type {
  IgnoredWhile,
  Resolution,
  EventSource,
  Issue,
  IssueStatus,
  IssueSubstatus,
  SearchTerm,
  Severity,
} from '@bugsage/core';
import type { TimeBucket } from './event-store.ts';

/** The projects a caller may see. Every read and write of a tenant's data takes one; there is no way around it. */
export type Scope = { readonly projectIds: readonly number[] };

export type IssueFilter = {
  readonly severity?: Severity;
  readonly status?: IssueStatus;
  readonly source?: EventSource;
  readonly project_id?: number;
  /** Free text over title, value and culprit; matched literally, case-insensitive. */
  readonly search?: string;
  /** All must hold; read from a search text with the catalogue of issues. */
  readonly terms?: readonly SearchTerm[];
  /** ISO 8601; compares with `last_seen`. */
  readonly date_from?: string;
  readonly date_to?: string;
  readonly sort?: 'last_seen' | 'first_seen' | 'event_count' | 'users_affected';
  readonly skip: number;
  readonly limit: number;
};

export type IssuePatch = {
  readonly title?: string;
  readonly description?: string | null;
  readonly severity?: Severity;
  readonly status?: IssueStatus;
  readonly substatus?: IssueSubstatus;
  readonly category?: string | null;
  readonly assignee?: string | null;
  /** With `status: 'resolved'` only; `now` when nothing says otherwise. */
  readonly resolution?: Resolution;
  readonly resolved_in_release?: string | null;
  readonly resolved_in_commit?: string | null;
  /** With `status: 'ignored'` only. */
  readonly ignored_until?: string | null;
  readonly ignored_while?: IgnoredWhile | null;
};

/** Numbers over the last `days` days, by the issue's last event. */
export type IssueStatistics = {
  readonly days: number;
  readonly total_issues: number;
  readonly total_events: number;
  readonly users_affected: number;
  readonly new_issues: number;
  /** Resolved within the days. */
  readonly resolved_issues: number;
  readonly by_status: Readonly<Record<string, number>>;
  readonly by_severity: Readonly<Record<string, number>>;
  readonly by_substatus: Readonly<Record<string, number>>;
  readonly by_source: Readonly<Record<string, number>>;
  readonly by_platform: Readonly<Record<string, number>>;
  /** By the project's id. */
  readonly by_project: Readonly<Record<string, number>>;
  readonly analyzed_issues: number;
  readonly fixes_by_status: Readonly<Record<string, number>>;
  readonly fixes_by_verdict: Readonly<Record<string, number>>;
};

/** A place in the order of projects and, within one, of numbers. Neither ever changes. */
export type IssuePlace = { readonly projectId: number; readonly number: number };

export type IssueStore = {
  listIssues(scope: Scope, filter: IssueFilter): Promise<{ issues: Issue[]; total: number }>;
  /** Issues in an order that never changes: by project and number. `after` is the last one seen. */
  pageOfIssues(
    scope: Scope,
    filter: Omit<IssueFilter, 'skip' | 'limit' | 'sort'>,
    page: { readonly limit: number; readonly after?: IssuePlace },
  ): Promise<Issue[]>;
  /** An issue, or the one it was merged into: links keep leading somewhere. */
  getIssue(scope: Scope, issueId: string): Promise<Issue | null>;
  /** Checks the status against the transition table; throws `invalid_transition`. Returns null when out of scope. */
  updateIssue(scope: Scope, issueId: string, patch: IssuePatch, by: string): Promise<Issue | null>;
  /**
   * Deletes it with its analyses, fixes and comments; its events are the event store's. `counted` are those events by time, in
   * steps of `COUNTED_SECONDS`, which the project's counts lose. False when out of scope.
   */
  deleteIssue(
    scope: Scope,
    issueId: string,
    deletion: { readonly by: string; readonly counted: readonly TimeBucket[] },
  ): Promise<boolean>;
  /** The fingerprints the ledger assigns to an issue. */
  fingerprintsOf(issueId: string): Promise<string[]>;
  /** Issue ids by `project:fingerprint`; what no issue has is missing. */
  issuesOfFingerprints(
    keys: readonly { readonly project_id: number; readonly fingerprint: string }[],
  ): Promise<Map<string, string>>;
  statistics(scope: Scope, days: number): Promise<IssueStatistics>;
};
