/** What somebody did. Times are ISO 8601. */
export type AuditEntry = {
  readonly id: number;
  readonly organization_id: number | null;
  readonly user_id: string | null;
  /** Address of the user, or `system`. */
  readonly actor: string;
  /** The operation of the API (`updateProject`), or a word of the login: `login`, `loginFailed`. */
  readonly action: string;
  /** What it was done to, as in the path: `project_id=1`. */
  readonly target: string;
  /** Names of changed fields and the like; never values that may be secret. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly address: string;
  readonly request_id: string;
  readonly created_at: string;
};

export type NewAuditEntry = Omit<AuditEntry, 'id' | 'created_at'>;

/** Append-only: the database itself refuses changes, and removal of what is younger than 30 days. */
export type AuditLog = {
  record(entry: NewAuditEntry): Promise<void>;
  /** Newest first: entries of the organization, and logins of its members. `before` is an id. */
  list(organizationId: number, page: { before?: number; limit: number }): Promise<AuditEntry[]>;
  /** Removes entries older than these days, at least 30. Answers how many. */
  sweep(days: number): Promise<number>;
};
