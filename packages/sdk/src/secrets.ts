/** Names whose values never leave the process. `author` is not `auth`. */
export const SECRET_NAME =
  /pass(?:w|phrase)|secret|token|auth(?!or(?!i))|cookie|session|credential|(?:api|private).?key|signature|jwt|^(?:pwd|otp|cvv|ssn)$/i;
/** Further names that are secret in a query, but not as a property (`error.code`). */
const SECRET_PARAMETER = /^(?:code|key|sid|sig|email)$/i;

export const FILTERED = '[filtered]';

/**
 * Replaces the values of secret query parameters in a URL, or in a text that holds URLs, and user names in URLs.
 * Both patterns are linear: no character that starts a match can occur inside it.
 */
export function scrubText(text: string): string {
  return text
    .replace(/:\/\/[^/?#@\s]*@/g, '://')
    .replace(/([?&#;])([^=&#;?\s]{1,100})=([^&#;\s"'<>)]+)/g, (all: string, lead: string, name: string) =>
      SECRET_NAME.test(name) || SECRET_PARAMETER.test(name) ? `${lead}${name}=${FILTERED}` : all,
    );
}
