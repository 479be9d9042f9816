/** The text of a project's rules in Sentry's grammars; empty text is none. */
export type RuleText = { readonly fingerprint_rules: string; readonly stack_trace_rules: string };

export type RuleVersion = RuleText & {
  readonly id: number;
  readonly previous_id: number | null;
  readonly created_by: string;
  readonly reason: string;
  /** RFC 3339. */
  readonly created_at: string;
};

type Change = {
  readonly projectId: number;
  readonly by: string;
  readonly reason: string;
  /** Stored events of so many days are grouped again. */
  readonly days: number;
};

/**
 * Grouping rules of projects. Every version is kept; applying one and rolling back to the one before are one step each,
 * which also asks for stored events to be grouped again (`grouping.rules_changed`).
 */
export type RuleStore = {
  /** The version that counts; null when the project has no rules. */
  current(projectId: number): Promise<RuleVersion | null>;
  /** Newest first. */
  history(projectId: number, limit: number): Promise<RuleVersion[]>;
  apply(change: Change & RuleText): Promise<RuleVersion>;
  /** Null when there is nothing before; the answer's rules are null when the project had none before. */
  rollBack(change: Change): Promise<{ readonly rules: RuleVersion | null } | null>;
  /** Of all projects that have rules, for collectors. */
  listActive(): Promise<(RuleVersion & { readonly project_id: number })[]>;
};
