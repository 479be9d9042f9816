/**
 * The right to one attempt at something that must not be done twice. `lease` is its name: whoever lost it to somebody
 * else can neither begin nor settle.
 */
export type Claim = {
  readonly id: string;
  readonly lease: string;
  readonly leaseMs: number;
  /** This one included. */
  readonly attempts: number;
  /** A request of an earlier attempt has left, or may have, and nobody knows what became of it. */
  readonly isInDoubt: boolean;
  /** Unix milliseconds: when the first request left, null when none has. */
  readonly begunAt: number | null;
};

/** `pending`: it did not arrive, and is tried again at `at`. `sending`: in doubt, and asked about at `at`. */
export type AttemptResult =
  | { readonly status: 'sent' }
  | { readonly status: 'failed' | 'unknown'; readonly error: string }
  | { readonly status: 'pending' | 'sending'; readonly error: string; readonly at: number };

export const WORK_STATUSES = ['pending', 'sending', 'sent', 'failed', 'unknown'] as const;

/**
 * A list of what goes out, each entry once:
 *
 *     pending --claim--> (leased) --begin--> sending --settle--> sent | failed | unknown | pending | sending
 *
 * `sending` is on disk before the first byte leaves. An entry found `sending` when its time is over is in doubt: its
 * process died, or its answer got lost. It is claimed as such and never simply repeated (docs/decisions/outgoing.md).
 */
export type OutgoingWork<Entry> = {
  /** Takes due entries for `leaseMs`. */
  claim(limit: number, leaseMs: number): Promise<(Entry & Claim)[]>;
  /** Writes down that a request leaves now, and begins the lease anew. Throws `lease_lost`. */
  begin(claim: Claim): Promise<void>;
  /** Answers false, and changes nothing, when somebody else has it. */
  settle(claim: Claim, result: AttemptResult): Promise<boolean>;
  /** Forgets what is over and older than the log is kept. */
  prune(): Promise<number>;
};

/** Runs a request that makes something over there. Around it, the attempt is written down. */
export type Write = <Answer>(request: () => Promise<Answer>) => Promise<Answer>;
