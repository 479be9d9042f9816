import { createHash, randomBytes } from 'node:crypto';

/** Known to secret scanners by its first characters, as other services do it. */
export const API_TOKEN_PREFIX = 'bugsage_';
const SECRET_BYTES = 32;
/** Shown in lists: enough to tell tokens apart, far too little to guess the rest. */
const SHOWN_LENGTH = API_TOKEN_PREFIX.length + 6;

/** A secret for a link or a token, and what is stored of it. It has 256 bits, so a plain hash cannot be reversed. */
export function createSecret(): { readonly secret: string; readonly hash: string } {
  // Not base64url: in one of 64 it begins with a dash, which command lines take for an option.
  const secret = randomBytes(SECRET_BYTES).toString('hex');
  return { secret, hash: hashSecret(secret) };
}

export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

export function createApiToken(): { readonly token: string; readonly hash: string; readonly prefix: string } {
  const token = API_TOKEN_PREFIX + randomBytes(SECRET_BYTES).toString('base64url');
  return { token, hash: hashSecret(token), prefix: token.slice(0, SHOWN_LENGTH) };
}
