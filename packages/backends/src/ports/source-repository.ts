/** A commit as people read it. Times are Unix milliseconds. */
export type CommitInfo = {
  readonly commit: string;
  readonly author_name: string;
  /** Missing where nobody needs it. */
  readonly author_email?: string;
  readonly authored_at: number;
  readonly subject: string;
};

/** A throw-away checkout; `remove` also prunes git's own record of it and can be called twice. */
export type Worktree = { readonly path: string; readonly commit: string; remove(): Promise<void> };

/**
 * Read access to a project's code at any commit, through a local mirror. Paths are relative to the repository's root,
 * with `/`. Nothing of the repository runs: hooks, filters, submodules and LFS are off.
 */
export type SourceRepository = {
  /** Commit of a release: a tag or hash of that name, a hash inside it (`shop@1.4.0+ab12cd3`), else the newest commit. */
  commitOfRelease(release: string | null): Promise<{ commit: string; exact: boolean }>;
  listFiles(commit: string): Promise<string[]>;
  /** Null when the file does not exist there, is a link out of the repository, or is above the size bound. */
  readFile(commit: string, path: string): Promise<string | null>;
  isExecutable(commit: string, path: string): Promise<boolean>;
  /** The commit that last touched the line; null when unknown. */
  blame(commit: string, path: string, line: number): Promise<CommitInfo | null>;
  commitInfo(commit: string): Promise<CommitInfo | null>;
  /** The last commits up to a commit that changed a file, newest first; empty for files that are not there. */
  commitsOf(commit: string, path: string, limit: number): Promise<CommitInfo[]>;
  worktree(commit: string): Promise<Worktree>;
};
