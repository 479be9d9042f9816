/** One login. Times are ISO 8601. */
export type Session = {
  readonly id: string;
  readonly user_id: string;
  /** `password`, `password+totp`, `oidc` or `invitation`. */
  readonly method: string;
  readonly user_agent: string;
  readonly address: string;
  readonly created_at: string;
  readonly refreshed_at: string;
  readonly expires_at: string;
};

export type NewSession = Pick<Session, 'id' | 'user_id' | 'method' | 'user_agent' | 'address'> & {
  /** Of the refresh token. */
  readonly hash: string;
  /** Unix milliseconds. */
  readonly expiresAt: number;
};

/**
 * `raced`: the token was spent by a request that was under way at the same time; that one won, this one gets nothing.
 * `reused`: it was spent before this request began, so somebody has a copy; the session is ended.
 */
export type RotationResult = 'ok' | 'unknown' | 'expired' | 'raced' | 'reused';

export type Rotation = {
  readonly hash: string;
  readonly successorHash: string;
  /** Unix milliseconds, of the clock of this process. */
  readonly arrivedAt: number;
  readonly expiresAt: number;
  readonly now: () => number;
};

/** Logins and their refresh tokens, stored hashed. */
export type SessionStore = {
  open(session: NewSession): Promise<void>;
  /** The user of a session that is open now. */
  userOf(sessionId: string): Promise<string | null>;
  /** Spends a refresh token and saves its successor in one transaction. */
  rotate(rotation: Rotation): Promise<RotationResult>;
  listOf(userId: string): Promise<Session[]>;
  /** Ends one session, of this user when given. False when there is none. */
  end(sessionId: string, userId?: string): Promise<boolean>;
  endAllOf(userId: string): Promise<number>;
  /** Removes what is past its time: sessions, refresh tokens, resets. Answers how many rows. */
  sweep(now: number): Promise<number>;
};
