import type { ReleaseCommit, Severity, StatusCategory } from '@bugsage/core';

/** An issue as the tracker has it. */
export type TrackerIssue = {
  /** Number, or key such as `SHOP-12`. */
  readonly key: string;
  readonly url: string;
  readonly title: string;
  /** What its status means to the tracker; `done` is closed. */
  readonly category: StatusCategory;
  /** The tracker's own word. */
  readonly status: string;
  readonly priority: string | null;
  /** Unix milliseconds of the tracker's clock. */
  readonly updatedAt: number;
};

export type IssueDraft = {
  /** Written into the issue and looked for before a new one is made. */
  readonly marker: string;
  readonly title: string;
  /** Markdown in which texts of strangers are inert. */
  readonly body: string;
  readonly severity: Severity;
  /** An earlier try, of which nobody knows how it ended, may have made it. */
  readonly isRepeat: boolean;
  /** Unix milliseconds: no issue with the marker is older. */
  readonly since: number;
};

/** Where an issue should go; left out stays. */
export type TrackerMove = {
  readonly isClosed?: boolean;
  /** A status of the tracker's workflow, where it has one. */
  readonly status?: string;
  readonly priority?: string;
};

/**
 * Issues of another service. Whatever makes something looks first whether an earlier try, of which nobody knows how it
 * ended, has made it. Errors: `ProviderError`, with `retryable` where a later try may succeed.
 */
export type IssueTracker = {
  /** Who we are over there and what is reached, in words. */
  check(): Promise<string>;
  create(draft: IssueDraft): Promise<TrackerIssue>;
  /** Null when there is none. */
  get(key: string): Promise<TrackerIssue | null>;
  /** Finds the comment with the marker or writes it; answers its id. */
  comment(key: string, comment: { marker: string; text: string; since: number }): Promise<string>;
  move(key: string, to: TrackerMove): Promise<TrackerIssue>;
};

/** Commits of a repository on a code host. */
export type CommitSource = {
  readonly kind: 'github' | 'gitlab';
  /** Those reachable from `head` and not from `base`, newest first. Without a base the newest ones. */
  compare(base: string | null, head: string): Promise<ReleaseCommit[]>;
};
