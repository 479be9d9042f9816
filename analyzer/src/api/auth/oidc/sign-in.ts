import { createSeal, type Seal } from '@bugsage/backends';
import { BugSageError, describeError, type Configuration } from '@bugsage/core';
import * as client from 'openid-client';
import { z } from 'zod';
import { oidcSettings, openProvider, type OidcSettings, type Provider } from './provider.ts';

/** Who the provider says somebody is. */
export type OidcIdentity = {
  readonly issuer: string;
  readonly subject: string;
  /** Lower case; null when the provider gives none, or does not say that it was verified. */
  readonly email: string | null;
  readonly name: string | null;
};

export type OidcSignIn = {
  /** Where to send the browser, and what it has to bring back in a cookie. */
  begin(redirectUri: string): Promise<{ url: string; attempt: string }>;
  /**
   * Checks what came back: the cookie belongs to this browser, state and nonce to this attempt, the code to the
   * verifier (PKCE), and signature, issuer and audience to the provider. Throws `unauthenticated` `oidc_refused`.
   */
  finish(currentUrl: URL, attempt: string): Promise<OidcIdentity>;
  close(): Promise<void>;
};

/** Long enough to look for the phone with the provider's own second factor. */
export const ATTEMPT_SECONDS = 600;

const attemptSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  redirectUri: z.string(),
  expiresAt: z.number(),
});

type Parts = {
  readonly settings: OidcSettings;
  readonly provider: Provider;
  readonly seal: Seal;
  readonly now: () => number;
};

/** Sign-in at any OpenID Connect provider: authorization code with PKCE (RFC 9700 2.1.1). Null when none is configured. */
export function openOidcSignIn(options: {
  readonly configuration: Configuration;
  readonly secretKey: string;
  readonly now: () => number;
}): OidcSignIn | null {
  const settings = oidcSettings(options.configuration);
  if (settings === null) return null;
  const provider = openProvider(settings, options.configuration);
  const parts: Parts = {
    settings,
    provider,
    seal: createSeal(options.secretKey, 'oidc attempt'),
    now: options.now,
  };
  return {
    // One spelling in both requests: the provider compares them as text, and `:80` would be gone in the second.
    begin: (redirectUri) => begin(parts, new URL(redirectUri).href),
    finish: (currentUrl, attempt) => finish(parts, currentUrl, attempt),
    close: () => provider.close(),
  };
}

async function begin(parts: Parts, redirectUri: string): Promise<{ url: string; attempt: string }> {
  const found = await parts.provider.discover();
  const verifier = client.randomPKCECodeVerifier();
  const [state, nonce] = [client.randomState(), client.randomNonce()];
  const url = client.buildAuthorizationUrl(found, {
    redirect_uri: redirectUri,
    scope: 'openid email profile',
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  const expiresAt = parts.now() + ATTEMPT_SECONDS * 1_000;
  const attempt = { state, nonce, verifier, redirectUri, expiresAt };
  return { url: url.href, attempt: parts.seal.seal(JSON.stringify(attempt)) };
}

async function finish(parts: Parts, currentUrl: URL, sealed: string): Promise<OidcIdentity> {
  const attempt = readAttempt(parts, sealed);
  const found = await parts.provider.discover();
  // Behind a proxy the address of the request is not the one the provider was given.
  const answered = new URL(attempt.redirectUri);
  answered.search = currentUrl.search;
  try {
    const tokens = await client.authorizationCodeGrant(found, answered, {
      pkceCodeVerifier: attempt.verifier,
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) throw new Error('The answer has no ID token.');
    const hasAddress = typeof claims['email'] === 'string';
    const more =
      hasAddress || found.serverMetadata().userinfo_endpoint === undefined
        ? claims
        : await client.fetchUserInfo(found, tokens.access_token, claims.sub);
    return { issuer: claims.iss, subject: claims.sub, ...personOf(more) };
  } catch (cause) {
    if (cause instanceof BugSageError && cause.kind === 'unavailable') throw cause;
    throw refused(`The identity provider’s answer was refused: ${explain(cause)}`, cause);
  }
}

/** What the provider itself said, where it did. */
function explain(cause: unknown): string {
  const said =
    cause instanceof client.ResponseBodyError || cause instanceof client.AuthorizationResponseError;
  return said ? `${cause.error} ${cause.error_description ?? ''}`.trim() : describeError(cause);
}

function readAttempt({ seal, now }: Parts, sealed: string): z.infer<typeof attemptSchema> {
  let attempt: z.infer<typeof attemptSchema>;
  try {
    attempt = attemptSchema.parse(JSON.parse(seal.open(sealed)));
  } catch (cause) {
    throw refused('This sign-in was not begun in this browser. Start again.', cause);
  }
  if (attempt.expiresAt <= now()) throw refused('This sign-in took too long. Start again.');
  return attempt;
}

function personOf(claims: Readonly<Record<string, unknown>>): Pick<OidcIdentity, 'email' | 'name'> {
  const { email, email_verified: isVerified, name } = claims;
  const isUsable = typeof email === 'string' && isVerified === true && z.email().safeParse(email).success;
  return { email: isUsable ? email.toLowerCase() : null, name: typeof name === 'string' ? name : null };
}

function refused(message: string, cause?: unknown): BugSageError {
  return new BugSageError({ kind: 'unauthenticated', code: 'oidc_refused', message, cause });
}
