/**
 * A session as it was last heard of, or several that a client counted together, as Sentry's SDKs tell them. A session
 * counts once, whatever is said of it how often: every number only ever grows.
 */
export type SessionRow = {
  readonly release: string;
  /** Empty when none was given. */
  readonly environment: string;
  /** Unix milliseconds. */
  readonly started_at: number;
  /** Of one session; null when several were counted. */
  readonly session_id: string | null;
  /** Hashed, as users of events are; empty when nobody is known. */
  readonly user_hash: string;
  readonly sessions: number;
  /** With an error of any kind, those below included. */
  readonly errored: number;
  /** Met an error nobody caught, and went on. */
  readonly unhandled: number;
  /** Ended without a word: killed, frozen. */
  readonly abnormal: number;
  /** Of the abnormal ones, those that stopped answering (Android's ANR). */
  readonly frozen: number;
  readonly crashed: number;
};

/** What one item of a request told, as the journal holds it. `kind` stands first, so that its bytes tell it from an event. */
export type ReceivedSessions = {
  readonly kind: 'sessions';
  readonly project_id: number;
  /** Unix milliseconds, our clock. */
  readonly received_at: number;
  readonly rows: readonly SessionRow[];
};
