import { createHash, createSecretKey, hkdfSync, randomUUID, type KeyObject } from 'node:crypto';
import { BugSageError } from '@bugsage/core';
import { jwtVerify, SignJWT, type JWTPayload } from 'jose';
import { API_LIMITS } from '../limits.ts';

const ISSUER = 'bugsage';
const ALGORITHM = 'HS256';

/** Each kind has its own key, type and audience, so that one can never pass for the other. */
const KINDS = {
  /** RFC 9068 2.1. */
  access: { type: 'at+jwt', audience: 'bugsage-api' },
  refresh: { type: 'rt+jwt', audience: 'bugsage-refresh' },
} as const;
type Kind = keyof typeof KINDS;

export type RefreshClaims = { readonly userId: string; readonly family: string };

export type Tokens = {
  issueAccess(userId: string): Promise<string>;
  /** `family` joins all refresh tokens of one login. */
  issueRefresh(claims: RefreshClaims): Promise<{ token: string; expiresAt: number }>;
  /** The id of the user. Throws `BugSageError` `invalid_token`. */
  verifyAccess(token: string): Promise<string>;
  /** Throws `BugSageError` `invalid_refresh_token`. */
  verifyRefresh(token: string): Promise<RefreshClaims>;
};

export type TokenOptions = {
  readonly secretKey: string;
  readonly accessSeconds: number;
  readonly refreshSeconds: number;
  /** Unix milliseconds. */
  readonly now: () => number;
};

/** JSON Web Tokens (RFC 7519), HS256 only, whatever their header says. */
export function createTokens(options: TokenOptions): Tokens {
  const keys = { access: keyOf(options.secretKey, 'access'), refresh: keyOf(options.secretKey, 'refresh') };
  const nowSeconds = () => Math.floor(options.now() / 1_000);

  const sign = (kind: Kind, payload: JWTPayload, expiresAt: number) =>
    new SignJWT(payload)
      .setProtectedHeader({ alg: ALGORITHM, typ: KINDS[kind].type })
      .setIssuer(ISSUER)
      .setAudience(KINDS[kind].audience)
      .setIssuedAt(nowSeconds())
      .setExpirationTime(expiresAt)
      .setJti(randomUUID())
      .sign(keys[kind]);

  const verify = async (kind: Kind, token: string, code: string): Promise<JWTPayload & { sub: string }> => {
    try {
      const { payload } = await jwtVerify(token, keys[kind], {
        algorithms: [ALGORITHM],
        typ: KINDS[kind].type,
        issuer: ISSUER,
        audience: KINDS[kind].audience,
        requiredClaims: ['sub', 'exp', 'iat', 'jti'],
        clockTolerance: API_LIMITS.clockToleranceSeconds,
        currentDate: new Date(options.now()),
      });
      if (typeof payload.sub !== 'string') throw new TypeError('The subject is not text.');
      return { ...payload, sub: payload.sub };
    } catch (cause) {
      throw invalidToken(code, cause);
    }
  };

  return {
    issueAccess: (userId) => sign('access', { sub: userId }, nowSeconds() + options.accessSeconds),
    issueRefresh: async ({ userId, family }) => {
      const expiresAt = nowSeconds() + options.refreshSeconds;
      const token = await sign('refresh', { sub: userId, family }, expiresAt);
      return { token, expiresAt: expiresAt * 1_000 };
    },
    verifyAccess: async (token) => (await verify('access', token, 'invalid_token')).sub,
    verifyRefresh: async (token) => {
      const { sub, family } = await verify('refresh', token, 'invalid_refresh_token');
      if (typeof family !== 'string') throw invalidToken('invalid_refresh_token');
      return { userId: sub, family };
    },
  };
}

/** Refresh tokens are stored as this, so that a copy of the database opens no session. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export function invalidToken(code: string, cause?: unknown): BugSageError {
  const message =
    code === 'refresh_token_reused'
      ? 'This refresh token was used before. All sessions of its login are ended; log in again.'
      : 'The token is missing, expired or not valid. Get one from POST /api/v1/auth/token.';
  return new BugSageError({ kind: 'unauthenticated', code, message, cause });
}

function keyOf(secretKey: string, kind: Kind): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', secretKey, '', `bugsage ${kind} token`, 32)));
}
