import type { Analysis, Fix, FixStatus } from '@bugsage/core';
import type { Scope } from './issue-store.ts';

export type AnalysisStore = {
  /**
   * Claims the right to analyze this input, so that redelivered messages and parallel workers cost one model call.
   * `busy` while another worker's claim is younger than `leaseSeconds`: that worker may be dead, so ask again later.
   */
  claim(claim: {
    issueId: string;
    inputHash: string;
    worker: string;
    leaseSeconds: number;
  }): Promise<'claimed' | 'busy' | 'finished'>;
  /** Ends a claim without result, so that the next attempt may have it. */
  release(claim: { issueId: string; inputHash: string }): Promise<void>;
  /** Stores the analysis, sets the issue's confidence and publishes `analysis.completed`, in one transaction. */
  save(analysis: Analysis): Promise<void>;
  latest(scope: Scope, issueId: string): Promise<Analysis | null>;
  findByInput(issueId: string, inputHash: string): Promise<Analysis | null>;
};

export type FixFilter = {
  readonly issue_id?: string;
  readonly project_id?: number;
  readonly status?: FixStatus;
  readonly skip: number;
  readonly limit: number;
};

/** Fields a worker or reviewer may change together with a status. */
export type FixPatch = Partial<
  Omit<Fix, 'id' | 'issue_id' | 'project_id' | 'status' | 'created_at' | 'updated_at'>
>;

/** `code_diff` is a patch proposed already, by a model; the deterministic engine's are made again when it is their turn. */
export type FixRequest = Pick<Fix, 'issue_id' | 'project_id' | 'analysis_id' | 'type' | 'title'> &
  Partial<Pick<Fix, 'code_diff' | 'model_version'>>;

/** One producer of patches (a template or a model) and what became of its fixes. */
export type FixLedgerRow = {
  readonly origin: string;
  readonly model: string;
  readonly fixes: number;
  readonly verified: number;
  readonly plausible: number;
  readonly refuted: number;
  /** Candidates that were tried and refuted, hidden ones included. */
  readonly candidates_refuted: number;
  readonly applied: number;
  readonly rolled_back: number;
  readonly fixed: number;
  readonly recurred: number;
};

export type FixStore = {
  /** Stores a pending fix and publishes `fix.requested`. One open fix per issue: returns the open one when there is one. */
  request(fix: FixRequest): Promise<Fix>;
  get(scope: Scope, fixId: string): Promise<Fix | null>;
  list(scope: Scope, filter: FixFilter): Promise<{ fixes: Fix[]; total: number }>;
  /** Moves along the transition table and patches in one statement; throws `invalid_transition`, null when unknown. */
  transition(fixId: string, to: FixStatus, patch?: FixPatch): Promise<Fix | null>;
  /**
   * Asks once for a fix to be applied or rolled back: checks the transition, patches, and publishes the message, in one
   * transaction. A repeated call finds the request of the first and returns it as it is.
   */
  requestPublication(
    fixId: string,
    request: { readonly what: 'apply' | 'rollback'; readonly patch: FixPatch },
  ): Promise<Fix | null>;
  /** Applied fixes whose outcome is open, the longest applied first. */
  awaitingOutcome(limit: number): Promise<Fix[]>;
  /** Pull requests asked for by a project since the given Unix milliseconds. */
  countPublished(projectId: number, since: number): Promise<number>;
  /** How often rules and models were right. */
  ledger(scope: Scope): Promise<FixLedgerRow[]>;
  /** Patches without a change of status, for example a review. */
  patch(fixId: string, patch: FixPatch): Promise<Fix | null>;
};
