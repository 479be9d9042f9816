import { createPrivateKey, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { z } from 'zod';
import { requireProvider, type Provider } from './call-provider.ts';
import { ProviderError } from './provider-error.ts';

type App = { readonly app_id: number; readonly installation_id: number; readonly private_key: string };

const tokenSchema = z.object({ token: z.string().min(1), expires_at: z.string() });
/** GitHub takes at most ten minutes; clocks may be a minute apart. */
const CLOCK_TOLERANCE_SECONDS = 60;
const ASSERTION_SECONDS = 540;
/** A token that ends while a call is under way helps nobody. */
const RENEW_BEFORE_MS = 120_000;

/** Tokens of an installation of a GitHub App: one for an hour, renewed shortly before it ends. */
export function createAppTokens(provider: Omit<Provider, 'headers'>, app: App): () => Promise<string> {
  const key = readKey(app.private_key);
  let current: Promise<{ token: string; expiresAt: number }> | null = null;
  const renew = async () => {
    const answer = await requireProvider(
      {
        ...provider,
        headers: async () => ({
          authorization: `Bearer ${await assertion(app.app_id, key, provider.now())}`,
        }),
      },
      {
        method: 'POST',
        path: `/app/installations/${app.installation_id}/access_tokens`,
        body: {},
        schema: tokenSchema,
      },
    );
    return { token: answer.token, expiresAt: Date.parse(answer.expires_at) };
  };
  return async () => {
    const known = await current?.catch(() => null);
    if (known != null && known.expiresAt - RENEW_BEFORE_MS > provider.now()) return known.token;
    current = renew();
    return (await current).token;
  };
}

/** RS256 (RFC 7519), as docs.github.com describes it for Apps. */
function assertion(appId: number, key: KeyObject, now: number): Promise<string> {
  const seconds = Math.floor(now / 1_000);
  return new SignJWT()
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
    .setIssuer(String(appId))
    .setIssuedAt(seconds - CLOCK_TOLERANCE_SECONDS)
    .setExpirationTime(seconds + ASSERTION_SECONDS)
    .sign(key);
}

function readKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    throw new ProviderError({
      status: null,
      retryable: false,
      message:
        'The private key of the GitHub App cannot be read: download it again and paste the whole file.',
      cause,
    });
  }
}
