/** Shapes of secrets that must never reach a model. The first group of a pattern is what may stay in front. */
const SECRETS: readonly RegExp[] = [
  /()-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /()\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g,
  /()\b(?:sk|pk|rk)[-_](?:live|test|ant|proj)[-_A-Za-z0-9]{10,}/g,
  /()\bsk-[A-Za-z0-9]{20,}/g,
  /()\bgh[pousr]_[A-Za-z0-9]{20,}|\bgithub_pat_[A-Za-z0-9_]{20,}|\bglpat-[A-Za-z0-9_-]{16,}/g,
  /()\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /()\bxox[abprs]-[A-Za-z0-9-]{10,}/g,
  /()\bAIza[A-Za-z0-9_-]{30,}/g,
  /(\b[a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/:@'"]{1,200}:[^\s/@'"]{1,200}@/gi,
  /(\b(?:authorization|proxy-authorization)["']?\s*[:=]\s*["']?(?:Bearer|Basic|Token)?\s*)[A-Za-z0-9._~+/=-]{8,}/gi,
  /(\b[\w-]*(?:api[_-]?key|secret|token|passw(?:or)?d|private[_-]?key|access[_-]?key)["']?\s*[:=]\s*["'])[^"'\s]{6,}(?=["'])/gi,
  /()\b[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24}\b/g,
  /()\b(?:\d[ -]?){15,18}\d\b/g,
  // The body of a key whose head is out of sight; no hand-written code has such words.
  /()[A-Za-z0-9+/]{60,}={0,2}/g,
];

/** Replaces keys, tokens, credentials, private keys, e-mail addresses and card numbers by a mark. */
export function scrubSecrets(text: string): string {
  return SECRETS.reduce((scrubbed, pattern) => scrubbed.replaceAll(pattern, '$1[removed]'), text);
}
