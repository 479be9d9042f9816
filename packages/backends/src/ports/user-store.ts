/** A person. Times are ISO 8601. */
export type User = {
  readonly id: string;
  /** Lower case. */
  readonly email: string;
  readonly name: string;
  /** Null: signs in through an identity provider, or has not chosen a password yet. */
  readonly password_hash: string | null;
  /** Runs the installation, beyond any organization. */
  readonly is_operator: boolean;
  /** Sealed; counts when `totp_confirmed`. */
  readonly totp_secret: string | null;
  readonly totp_confirmed: boolean;
  readonly created_at: string;
};

export type NewUser = Pick<User, 'email' | 'name' | 'password_hash'> & { readonly is_operator?: boolean };

export type UserStore = {
  findByEmail(email: string): Promise<User | null>;
  get(userId: string): Promise<User | null>;
  list(page: { skip: number; limit: number }): Promise<{ users: User[]; total: number }>;
  /** Throws `conflict` `email_taken`. */
  create(user: NewUser): Promise<User>;
  update(userId: string, patch: { name?: string; is_operator?: boolean }): Promise<User | null>;
  /** Sets a password and ends all sessions but `keepSession`, in one transaction. False when there is no such user. */
  setPassword(userId: string, passwordHash: string, keepSession: string | null): Promise<boolean>;
  /** Removes the account with its sessions, tokens and memberships. Throws `conflict` `last_owner`, `last_operator`. */
  remove(userId: string): Promise<boolean>;
  /** A link that sets a password once, stored hashed. Replaces earlier ones of the user. */
  savePasswordReset(reset: { hash: string; userId: string; expiresAt: number }): Promise<void>;
  /** Spends the link; the id of its user, null when it is unknown, spent or past its time. */
  spendPasswordReset(hash: string): Promise<string | null>;
};

/** One-time codes of an authenticator app (RFC 6238), and the codes for the day it is lost. */
export type SecondFactorStore = {
  /** A new sealed secret that does not count yet. Nothing happens when one counts already: false. */
  begin(userId: string, sealedSecret: string): Promise<boolean>;
  /** Makes the secret count, with hashed recovery codes, and `step` spent. False when one counts already. */
  confirm(userId: string, step: number, recoveryHashes: readonly string[]): Promise<boolean>;
  /** True when no code of this time step or a later one was used before; it is used now. */
  spendStep(userId: string, step: number): Promise<boolean>;
  spendRecoveryCode(userId: string, hash: string): Promise<boolean>;
  countRecoveryCodes(userId: string): Promise<number>;
  disable(userId: string): Promise<void>;
};

/** Who a user is at an identity provider. */
export type IdentityStore = {
  find(identity: { issuer: string; subject: string }): Promise<User | null>;
  /** Throws `conflict` when the identity belongs to somebody else. */
  link(identity: { issuer: string; subject: string; userId: string }): Promise<void>;
};
