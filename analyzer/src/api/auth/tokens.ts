import { createSecretKey, hkdfSync, randomUUID, type KeyObject } from 'node:crypto';
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

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `session` names the login: all tokens of one end with it. */
export type Claims = { readonly userId: string; readonly session: string };

export type Tokens = {
  issueAccess(claims: Claims): Promise<string>;
  issueRefresh(claims: Claims): Promise<{ token: string; expiresAt: number }>;
  /** Throws `BugSageError` `invalid_token`. */
  verifyAccess(token: string): Promise<Claims>;
  /** Throws `BugSageError` `invalid_refresh_token`. */
  verifyRefresh(token: string): Promise<Claims>;
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

  const verify = async (kind: Kind, token: string, code: string): Promise<Claims> => {
    try {
      const { payload } = await jwtVerify(token, keys[kind], {
        algorithms: [ALGORITHM],
        typ: KINDS[kind].type,
        issuer: ISSUER,
        audience: KINDS[kind].audience,
        requiredClaims: ['sub', 'sid', 'exp', 'iat', 'jti'],
        clockTolerance: API_LIMITS.clockToleranceSeconds,
        currentDate: new Date(options.now()),
      });
      const { sub, sid } = payload;
      if (typeof sub !== 'string' || !UUID.test(sub)) throw new TypeError('The subject is no id.');
      if (typeof sid !== 'string' || !UUID.test(sid)) throw new TypeError('The session is no id.');
      return { userId: sub, session: sid };
    } catch (cause) {
      throw invalidToken(code, cause);
    }
  };

  return {
    issueAccess: ({ userId, session }) =>
      sign('access', { sub: userId, sid: session }, nowSeconds() + options.accessSeconds),
    issueRefresh: async ({ userId, session }) => {
      const expiresAt = nowSeconds() + options.refreshSeconds;
      const token = await sign('refresh', { sub: userId, sid: session }, expiresAt);
      return { token, expiresAt: expiresAt * 1_000 };
    },
    verifyAccess: (token) => verify('access', token, 'invalid_token'),
    verifyRefresh: (token) => verify('refresh', token, 'invalid_refresh_token'),
  };
}

const MESSAGES: Readonly<Record<string, string>> = {
  refresh_token_reused:
    'This refresh token was used before. All tokens of its login are ended; log in again.',
  refresh_token_raced:
    'Another request spent this refresh token at the same time. Use the tokens it was answered.',
};

export function invalidToken(code: string, cause?: unknown): BugSageError {
  const message =
    MESSAGES[code] ?? 'The token is missing, expired or not valid. Get one from POST /api/v1/auth/token.';
  return new BugSageError({ kind: 'unauthenticated', code, message, cause });
}

function keyOf(secretKey: string, kind: Kind): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', secretKey, '', `bugsage ${kind} token`, 32)));
}
