/** `owners`: whom the rules name. `suspect_commits`: who wrote the suspected commit, else the owners. */
export const AUTO_ASSIGN = ['off', 'owners', 'suspect_commits'] as const;
export type AutoAssign = (typeof AUTO_ASSIGN)[number];

export type OwnershipSettings = {
  /** Sentry's grammar, one rule a line. */
  readonly rules: string;
  /** The text of a CODEOWNERS file. */
  readonly codeowners: string;
  /** What names of the code host mean here: an address or `#team`. */
  readonly mappings: Readonly<Record<string, string>>;
  readonly auto_assign: AutoAssign;
};

/** Times are ISO 8601. */
export type Ownership = OwnershipSettings & {
  readonly updated_at: string | null;
  readonly updated_by: string | null;
};

/** Where a frame is in the repository. `file` and `line` are those of the event. */
export type RepositoryPlace = { readonly file: string; readonly line: number | null; readonly path: string };

/** A commit that an issue may come from, and why it is suspected. */
export type SuspectedCommit = {
  readonly commit: string;
  readonly author_name: string;
  readonly author_email: string | null;
  /** ISO 8601. */
  readonly authored_at: string;
  readonly subject: string;
  /** The file of the stack it changed. */
  readonly path: string;
  readonly reason: string;
};

/** What an analysis found out about the code of an issue. */
export type IssueCode = {
  readonly commit: string;
  /** False when the release could not be mapped and the newest commit stands in for it. */
  readonly exact: boolean;
  /** Most suspicious first. */
  readonly suspects: readonly SuspectedCommit[];
  /** Crash first. */
  readonly places: readonly RepositoryPlace[];
  /** ISO 8601. */
  readonly found_at: string;
};

export type OwnershipStore = {
  /** Empty settings while nobody has set any. */
  get(projectId: number): Promise<Ownership>;
  set(projectId: number, settings: OwnershipSettings, by: string): Promise<Ownership>;
  codeOf(issueId: string): Promise<IssueCode | null>;
  /** Replaces what was found before. False when the issue is gone. */
  setCode(issueId: string, code: Omit<IssueCode, 'found_at'>): Promise<boolean>;
  /** Assigns an issue nobody was ever assigned to, so that what people decided stays. Whether it did. */
  assignFirst(issueId: string, assignee: string, by: string): Promise<boolean>;
};
