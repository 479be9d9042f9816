/**
 * What a program may do in its user's name: `read` what a viewer, `write` what a member, `admin` what an admin may;
 * `artifacts` uploads source maps, releases and deploys and nothing else, for build servers.
 */
export const TOKEN_SCOPES = ['read', 'write', 'admin', 'artifacts'] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];

/** Times are ISO 8601. The token itself is shown once and stored hashed. */
export type ApiToken = {
  readonly id: string;
  readonly user_id: string;
  readonly name: string;
  /** The first characters, to know it by. */
  readonly prefix: string;
  readonly scopes: readonly TokenScope[];
  /** Null: all projects of the user. */
  readonly project_ids: readonly number[] | null;
  readonly created_at: string;
  readonly last_used_at: string | null;
  readonly expires_at: string | null;
};

export type NewApiToken = Pick<
  ApiToken,
  'user_id' | 'name' | 'prefix' | 'scopes' | 'project_ids' | 'expires_at'
> & {
  readonly hash: string;
};

export type ApiTokenStore = {
  /** Throws `conflict` `too_many_tokens` above the bound of one user. */
  create(token: NewApiToken): Promise<ApiToken>;
  listOf(userId: string): Promise<ApiToken[]>;
  revoke(userId: string, tokenId: string): Promise<boolean>;
  /** A token that counts now, and notes the use (to the minute). */
  use(hash: string): Promise<ApiToken | null>;
};
