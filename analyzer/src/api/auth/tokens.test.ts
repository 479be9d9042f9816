import { createHmac, generateKeyPairSync, hkdfSync } from 'node:crypto';
import { exportJWK, SignJWT, UnsecuredJWT } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTokens, type Tokens } from './tokens.ts';

const SECRET = 'a secret key of at least 32 characters';
const START = Date.UTC(2026, 0, 1);
const USER = '0199f2a1-9e22-7b4c-9d3e-6f7a8b9c0d30';
const SESSION = '0199f2a1-af33-7c5d-8e4f-7a8b9c0d1e40';
const OWNER = { userId: USER, session: SESSION };
const CLAIMS = {
  sub: USER,
  sid: SESSION,
  iss: 'bugsage',
  aud: 'bugsage-api',
  jti: 'j',
  iat: START / 1_000,
  exp: START / 1_000 + 60,
};

let now: number;
let tokens: Tokens;

beforeEach(() => {
  now = START;
  tokens = createTokens({ secretKey: SECRET, accessSeconds: 60, refreshSeconds: 600, now: () => now });
});

/** A token signed with the real access key: only what a test is about is wrong. */
function signed(claims: Record<string, unknown>, header: Record<string, unknown> = {}): string {
  const head = encode({ alg: 'HS256', typ: 'at+jwt', ...header });
  const body = `${head}.${encode({ ...CLAIMS, ...claims })}`;
  const key = Buffer.from(hkdfSync('sha256', SECRET, '', 'bugsage access token', 32));
  return `${body}.${createHmac('sha256', key).update(body).digest('base64url')}`;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

describe('access tokens', () => {
  it('name their user until they expire, with a few seconds for other clocks', async () => {
    const token = await tokens.issueAccess(OWNER);
    expect(await tokens.verifyAccess(token)).toEqual(OWNER);
    now = START + 64_000;
    expect(await tokens.verifyAccess(token)).toEqual(OWNER);
    now = START + 66_000;
    await expect(tokens.verifyAccess(token)).rejects.toMatchObject({ code: 'invalid_token' });
  });

  it('are accepted when signed by hand like ours, so that the refusals below are about what they change', async () => {
    expect(await tokens.verifyAccess(signed({}))).toEqual(OWNER);
  });

  const refused: readonly (readonly [string, () => string | Promise<string>])[] = [
    ['alg none', () => new UnsecuredJWT(CLAIMS).encode()],
    ['alg nOnE', () => `${encode({ alg: 'nOnE', typ: 'at+jwt' })}.${encode(CLAIMS)}.`],
    ['HS256 with a public key as secret', hmacWithPublicKey],
    ['an embedded jwk', embeddedKey],
    ['a remote jku', async () => tampered(signed({}, { jku: 'https://attacker.example/keys' }))],
    ['a remote x5u', async () => tampered(signed({}, { x5u: 'https://attacker.example/cert' }))],
    ['a kid that is a path', async () => emptyKey('../../dev/null')],
    ['a kid of a megabyte', async () => emptyKey('k'.repeat(1_000_000))],
    ['a kid that is SQL', async () => emptyKey("' UNION SELECT '")],
    ['another secret', async () => await otherTokens().issueAccess(OWNER)],
    ['a critical header we do not know', () => signed({}, { crit: ['x'], x: 1 })],
    ['HS512', () => signed({}, { alg: 'HS512' })],
    ['an expiry 61 seconds ago', () => signed({ exp: START / 1_000 - 61 })],
    ['no expiry', () => signed({ exp: undefined })],
    ['an expiry that is text', () => signed({ exp: '9999999999' })],
    ['not before the future', () => signed({ nbf: START / 1_000 + 3_600 })],
    ['another audience', () => signed({ aud: 'bugsage-refresh' })],
    ['another issuer', () => signed({ iss: 'somebody' })],
    ['another type', () => signed({}, { typ: 'rt+jwt' })],
    ['the generic type', () => signed({}, { typ: 'JWT' })],
    ['no subject', () => signed({ sub: undefined })],
    ['a subject that is no text', () => signed({ sub: { toString: 'u1' } })],
    ['a subject that is SQL', () => signed({ sub: "' OR 1=1--" })],
    ['no session', () => signed({ sid: undefined })],
    ['a refresh token', async () => (await tokens.issueRefresh(OWNER)).token],
    ['a megabyte', () => `${'a'.repeat(1_000_000)}.a.a`],
    ['nothing', () => ''],
  ];

  it.each(refused)('refuses %s', async (_name, token) => {
    await expect(tokens.verifyAccess(await token())).rejects.toMatchObject({
      kind: 'unauthenticated',
      code: 'invalid_token',
    });
  });
});

describe('refresh tokens', () => {
  it('name user and session', async () => {
    const { token, expiresAt } = await tokens.issueRefresh(OWNER);
    expect(await tokens.verifyRefresh(token)).toEqual(OWNER);
    expect(expiresAt).toBe(START + 600_000);
  });

  it('are never access tokens', async () => {
    await expect(tokens.verifyRefresh(await tokens.issueAccess(OWNER))).rejects.toMatchObject({
      code: 'invalid_refresh_token',
    });
  });

  it('differ even in the same second, because each is good for one use', async () => {
    const [first, second] = await Promise.all([1, 2].map(() => tokens.issueRefresh(OWNER)));
    expect(first?.token).not.toBe(second?.token);
  });
});

function otherTokens(): Tokens {
  return createTokens({ secretKey: `${SECRET}!`, accessSeconds: 60, refreshSeconds: 600, now: () => now });
}

async function hmacWithPublicKey(): Promise<string> {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const pem = publicKey.export({ type: 'spki', format: 'pem' });
  return new SignJWT(CLAIMS).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' }).sign(Buffer.from(pem));
}

async function embeddedKey(): Promise<string> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = await exportJWK(publicKey);
  return new SignJWT(CLAIMS).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', jwk }).sign(privateKey);
}

async function emptyKey(kid: string): Promise<string> {
  return new SignJWT(CLAIMS).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid }).sign(Buffer.alloc(32));
}

/** The attacker's own signature, as a server would accept that fetches the key the token names. */
function tampered(token: string): string {
  return `${token.slice(0, token.lastIndexOf('.'))}.${createHmac('sha256', 'attacker').update('x').digest('base64url')}`;
}
