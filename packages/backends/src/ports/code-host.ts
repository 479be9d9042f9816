/** A file of a change as it is to be; null content removes it. */
export type ChangedFile = {
  readonly path: string;
  readonly content: string | null;
  readonly executable: boolean;
};

export type ProposedChange = {
  /** Starts with `bugsage/`; also what a change is recognised by when it is asked for again. */
  readonly branch: string;
  /** Null takes the default branch. */
  readonly baseBranch: string | null;
  /** Full hash the files were changed from. */
  readonly baseCommit: string;
  readonly title: string;
  readonly body: string;
  readonly commitMessage: string;
  readonly files: readonly ChangedFile[];
};

export type PullRequest = { readonly number: number; readonly url: string; readonly branch: string };
export type PullState = 'open' | 'merged' | 'closed';

/**
 * Makes branches and draft pull requests through the API of a code host; never merges, never forces, never touches
 * another branch. Errors: `code_host_refused` (for good, says what to do), `code_host_unavailable` (may be tried again).
 */
export type CodeHost = {
  readonly kind: 'github' | 'gitlab';
  /** Finds the branch and pull request of that name, and makes what is missing: asking twice makes one. */
  propose(change: ProposedChange): Promise<PullRequest>;
  stateOf(number: number): Promise<PullState>;
  /** Closes an open pull request with a comment that is written once: one with the marker is looked for first. */
  close(number: number, comment: { readonly marker: string; readonly text: string }): Promise<void>;
  /** Newest commit of a branch; null takes the default branch. */
  headOf(branch: string | null): Promise<{ readonly branch: string; readonly commit: string }>;
};
