import { randomUUID } from 'node:crypto';
import { verifyPassword, type AccountStore } from '@bugsage/backends';
import { BugSageError } from '@bugsage/core';
import type { TokenPair } from '../schemas/account.ts';
import { hashToken, invalidToken, type RefreshClaims, type Tokens } from './tokens.ts';

export type Sessions = {
  /** Throws `invalid_credentials`, in the same time for a wrong password and an unknown address. */
  login(email: string, password: string): Promise<TokenPair>;
  /** Spends a refresh token. Throws `refresh_token_reused` after ending all sessions of the login. */
  refresh(refreshToken: string): Promise<TokenPair>;
  /** Ends all sessions of the login the token came from; nothing happens when the token is not valid any more. */
  logout(refreshToken: string): Promise<void>;
};

export type SessionOptions = {
  readonly accounts: AccountStore;
  readonly tokens: Tokens;
  readonly accessSeconds: number;
  readonly refreshSeconds: number;
};

/** Logins as families of refresh tokens, each token good for one use (RFC 9700 4.14.2). */
export function createSessions(options: SessionOptions): Sessions {
  const { accounts } = options;
  return {
    login: async (email, password) => {
      const user = await accounts.findUserByEmail(email.trim());
      const accepted = await verifyPassword(password, user?.password_hash ?? null);
      if (user === null || !accepted) throw invalidCredentials();
      return issuePair(options, { userId: user.id, family: randomUUID() });
    },
    refresh: (refreshToken) => refresh(options, refreshToken),
    logout: async (refreshToken) => {
      const claims = await options.tokens.verifyRefresh(refreshToken).catch((error: unknown) => {
        if (error instanceof BugSageError && error.kind === 'unauthenticated') return null;
        throw error;
      });
      if (claims !== null) await accounts.revokeRefreshFamily(claims.family);
    },
  };
}

async function refresh(options: SessionOptions, refreshToken: string): Promise<TokenPair> {
  const { accounts } = options;
  const claims = await options.tokens.verifyRefresh(refreshToken);
  if ((await accounts.getUser(claims.userId)) === null) throw invalidToken('invalid_refresh_token');
  // The successor is saved first: of two refreshes at once the one that finds the token spent then ends a family that
  // holds both successors. Spending first would let the winner save its successor into a family already ended.
  const pair = await issuePair(options, claims);
  const spent = await accounts.spendRefreshToken(hashToken(refreshToken));
  if (spent.result === 'ok') return pair;
  await accounts.revokeRefreshFamily(claims.family);
  throw invalidToken(spent.result === 'reused' ? 'refresh_token_reused' : 'invalid_refresh_token');
}

async function issuePair(options: SessionOptions, claims: RefreshClaims): Promise<TokenPair> {
  const { accounts, tokens } = options;
  const refreshToken = await tokens.issueRefresh(claims);
  await accounts.saveRefreshToken({
    hash: hashToken(refreshToken.token),
    family: claims.family,
    user_id: claims.userId,
    expires_at: refreshToken.expiresAt,
  });
  return {
    access_token: await tokens.issueAccess(claims.userId),
    refresh_token: refreshToken.token,
    token_type: 'Bearer',
    expires_in: options.accessSeconds,
    refresh_expires_in: options.refreshSeconds,
  };
}

function invalidCredentials(): BugSageError {
  return new BugSageError({
    kind: 'unauthenticated',
    code: 'invalid_credentials',
    message: 'The e-mail address or the password is wrong.',
  });
}
