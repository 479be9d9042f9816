import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

type ScryptCost = { readonly N: number; readonly r: number; readonly p: number };

/** OWASP's third recommendation: as strong as N = 2^17, p = 1, at 32 MiB instead of 128 MiB for each login. */
const COST: ScryptCost = { N: 2 ** 15, r: 8, p: 3 };
/** A stored hash may ask for at most this much, so that a changed row cannot take the memory of the process. */
const MEMORY_BYTES_MAX = 256 * 1024 * 1024;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

const FORMAT = /^scrypt\$(\d{1,7})\$(\d{1,2})\$(\d{1,2})\$([A-Za-z0-9_-]{22})\$([A-Za-z0-9_-]{43})$/;

/**
 * Hashes a password with scrypt (RFC 7914) into `scrypt$N$r$p$salt$hash`, salt and hash in base64url. The text names
 * its own cost, so that the cost can be raised without touching stored rows.
 */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, salt, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/**
 * True when the password belongs to the stored hash. `null` is a user who does not exist: it takes the same time and
 * is never true, so that the answer time does not tell who has an account. Throws when the stored text is no hash.
 */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const { cost, salt, hash } = stored === null ? nobody() : parse(stored);
  const given = await derive(password, salt, cost);
  return timingSafeEqual(given, hash) && stored !== null;
}

function nobody(): { cost: ScryptCost; salt: Buffer; hash: Buffer } {
  return { cost: COST, salt: Buffer.alloc(SALT_BYTES), hash: Buffer.alloc(HASH_BYTES) };
}

function parse(stored: string): { cost: ScryptCost; salt: Buffer; hash: Buffer } {
  const match = FORMAT.exec(stored);
  if (match === null) throw new Error('A stored password hash is not in the form scrypt$N$r$p$salt$hash.');
  const [, N, r, p, salt, hash] = match as unknown as [string, string, string, string, string, string];
  return {
    cost: { N: Number(N), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64url'),
    hash: Buffer.from(hash, 'base64url'),
  };
}

function derive(password: string, salt: Buffer, cost: ScryptCost): Promise<Buffer> {
  // One spelling for each text (NIST SP 800-63B 5.1.1.2): keyboards differ in how they compose accents.
  const text = password.normalize('NFKC');
  return new Promise((resolve, reject) => {
    scrypt(text, salt, HASH_BYTES, { ...cost, maxmem: MEMORY_BYTES_MAX }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
