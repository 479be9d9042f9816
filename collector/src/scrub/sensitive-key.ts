import { SCRUB_LIMITS } from './limits.ts';

/**
 * Whether a key names a secret (protocol.md 1.13). Keys are split into words at case changes and punctuation, so that
 * `author`, `discard` or `tokenizer` are not taken for `auth`, `card` or `token`.
 */
export function isSensitiveKey(key: string): boolean {
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const answer = judge(key);
  if (key.length > SCRUB_LIMITS.rememberedKeyLengthMax) return answer;
  if (remembered.size >= SCRUB_LIMITS.rememberedKeysMax) remembered.clear();
  remembered.set(key, answer);
  return answer;
}

/** A cache of a pure function: splitting a key costs more than all else that scrubbing does to it. */
const remembered = new Map<string, boolean>();

/** Secrets wherever they stand inside a key, because no other word contains them. */
const PARTS: readonly string[] = [
  'password',
  'passwd',
  'passphrase',
  'passcode',
  'secret',
  'apikey',
  'credential',
  'cookie',
  'csrf',
  'xsrf',
  'privatekey',
  'accesskey',
  'signingkey',
  'encryptionkey',
  'authorization',
  'sessionid',
  'creditcard',
  'cardnumber',
  'oauth',
  'bearer',
];
/** Secrets when they are a word, or a word ends so. */
const WORDS: ReadonlySet<string> = new Set([
  'pwd',
  'pass',
  'auth',
  'authentication',
  'token',
  'tokens',
  'jwt',
  'session',
  'sessions',
  'sess',
  'sid',
  'phpsessid',
  'jsessionid',
  'card',
  'cards',
  'ccnumber',
  'cvv',
  'cvv2',
  'cvc',
  'csc',
  'iban',
  'ssn',
  'otp',
  'totp',
  'pin',
]);
const ENDINGS: readonly string[] = ['token', 'auth', 'pwd'];
/** Counts of language-model tokens, and ids that only link records. */
const HARMLESS: ReadonlySet<string> = new Set([
  'maxtokens',
  'prompttokens',
  'completiontokens',
  'totaltokens',
  'inputtokens',
  'outputtokens',
  'cachedtokens',
  'reasoningtokens',
  'tokencount',
  'tokensused',
  'maxoutputtokens',
  'genaiusageinputtokens',
  'genaiusageoutputtokens',
  'genaiusagetotaltokens',
  'cardtype',
  'cardbrand',
  'sessioncount',
  'authenticated',
  'isauthenticated',
]);

function judge(key: string): boolean {
  // Everything past the first characters is data; a key of a megabyte is no name.
  const words = splitWords(key.slice(0, 4 * SCRUB_LIMITS.rememberedKeyLengthMax));
  const joined = words.join('');
  if (HARMLESS.has(joined)) return false;
  if (PARTS.some((part) => joined.includes(part))) return true;
  return words.some((word) => WORDS.has(word) || ENDINGS.some((ending) => word.endsWith(ending)));
}

/** `X-Api-Key`, `userPassword2`, `CSRF_TOKEN` -> lower-case words without digits. */
function splitWords(key: string): string[] {
  return key
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}
