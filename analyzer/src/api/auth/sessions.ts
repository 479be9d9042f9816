import { randomUUID } from 'node:crypto';
import { verifyPassword, type SessionStore, type User, type UserStore } from '@bugsage/backends';
import { BugSageError } from '@bugsage/core';
import type { FastifyRequest } from 'fastify';
import { API_LIMITS } from '../limits.ts';
import type { TokenPair } from '../schemas/account.ts';
import { hashSecret } from './api-tokens.ts';
import type { SecondFactor } from './second-factor.ts';
import { invalidToken, type Claims, type Tokens } from './tokens.ts';

export type Credentials = { readonly email: string; readonly password: string; readonly otp?: string };

/** Where a login comes from, for the list of sessions. */
export type Client = { readonly address: string; readonly userAgent: string };

export type Sessions = {
  /**
   * The user of the credentials. Throws `invalid_credentials`, in the same time for a wrong password and an unknown
   * address, and `otp_required` or `invalid_otp` once the password was right.
   */
  authenticate(credentials: Credentials): Promise<User>;
  open(user: User, method: string, client: Client): Promise<TokenPair>;
  /** Spends a refresh token. Throws `refresh_token_reused` after ending the session. */
  refresh(refreshToken: string): Promise<TokenPair>;
  /** Ends the login the token came from; nothing happens when the token is not valid any more. */
  logout(refreshToken: string): Promise<void>;
};

export type SessionOptions = {
  readonly users: UserStore;
  readonly sessions: SessionStore;
  readonly secondFactor: SecondFactor;
  readonly tokens: Tokens;
  readonly accessSeconds: number;
  readonly refreshSeconds: number;
  /** Unix milliseconds. */
  readonly now: () => number;
};

/** Logins, each a chain of refresh tokens that are good for one use (RFC 9700 4.14.2). */
export function createSessions(options: SessionOptions): Sessions {
  return {
    authenticate: (credentials) => authenticate(options, credentials),
    open: async (user, method, client) => {
      const claims = { userId: user.id, session: randomUUID() };
      const refreshToken = await options.tokens.issueRefresh(claims);
      await options.sessions.open({
        id: claims.session,
        user_id: user.id,
        method,
        user_agent: client.userAgent,
        address: client.address,
        hash: hashSecret(refreshToken.token),
        expiresAt: refreshToken.expiresAt,
      });
      return pairOf(options, claims, refreshToken.token);
    },
    refresh: (refreshToken) => refresh(options, refreshToken),
    logout: async (refreshToken) => {
      const claims = await options.tokens.verifyRefresh(refreshToken).catch((error: unknown) => {
        if (error instanceof BugSageError && error.kind === 'unauthenticated') return null;
        throw error;
      });
      if (claims !== null) await options.sessions.end(claims.session);
    },
  };
}

export function clientOf({ ip, headers }: FastifyRequest): Client {
  const userAgent = (headers['user-agent'] ?? '')
    .replaceAll('\0', '')
    .slice(0, API_LIMITS.userAgentLengthMax);
  return { address: ip, userAgent };
}

async function authenticate(options: SessionOptions, credentials: Credentials): Promise<User> {
  const user = await options.users.findByEmail(credentials.email.trim());
  const isRight = await verifyPassword(credentials.password, user?.password_hash ?? null);
  if (user === null || !isRight) {
    throw unauthenticated('invalid_credentials', 'The e-mail address or the password is wrong.');
  }
  if (!user.totp_confirmed) return user;
  if (credentials.otp === undefined)
    throw unauthenticated(
      'otp_required',
      'This account needs a code of its authenticator app as well (field otp).',
    );
  if (await options.secondFactor.verify(user, credentials.otp)) return user;
  throw unauthenticated('invalid_otp', 'The code is wrong, or was used before. Take the next one.');
}

async function refresh(options: SessionOptions, refreshToken: string): Promise<TokenPair> {
  const arrivedAt = options.now();
  const claims = await options.tokens.verifyRefresh(refreshToken);
  const successor = await options.tokens.issueRefresh(claims);
  const result = await options.sessions.rotate({
    hash: hashSecret(refreshToken),
    successorHash: hashSecret(successor.token),
    arrivedAt,
    expiresAt: successor.expiresAt,
    now: options.now,
  });
  if (result === 'ok') return pairOf(options, claims, successor.token);
  if (result === 'raced') throw invalidToken('refresh_token_raced');
  throw invalidToken(result === 'reused' ? 'refresh_token_reused' : 'invalid_refresh_token');
}

async function pairOf(options: SessionOptions, claims: Claims, refreshToken: string): Promise<TokenPair> {
  return {
    access_token: await options.tokens.issueAccess(claims),
    refresh_token: refreshToken,
    token_type: 'Bearer',
    expires_in: options.accessSeconds,
    refresh_expires_in: options.refreshSeconds,
  };
}

function unauthenticated(code: string, message: string): BugSageError {
  return new BugSageError({ kind: 'unauthenticated', code, message });
}
