/** An issue whose rate decides about its state. */
export type WatchedIssue = {
  readonly id: string;
  readonly project_id: number;
  readonly status: 'detected' | 'ignored';
  readonly fingerprints: readonly string[];
  /** Of an ignored issue: reopened by this many events within so many minutes. */
  readonly window: { readonly events: number; readonly minutes: number } | null;
  /** Unix milliseconds; events before do not count. */
  readonly ignored_at: number | null;
};

/** Changes of state that come with time, not with an event or a person. */
export type IssueSweep = {
  /** Reopens ignored issues whose time or count is reached. Answers how many. */
  reopenIgnored(): Promise<number>;
  /** Resolves issues that were not seen for as long as their project says. Answers how many. */
  resolveSilent(): Promise<number>;
  /** Issues seen since, whose rate of events has to be looked at. */
  watched(since: Date, limit: number): Promise<WatchedIssue[]>;
  /** Marks it as escalating; an ignored one is detected again. */
  escalate(issueId: string): Promise<void>;
  reopen(issueId: string): Promise<void>;
  /** Runs one sweep at a time over all processes; others skip theirs. Answers whether it ran. */
  exclusively(run: () => Promise<void>): Promise<boolean>;
};
