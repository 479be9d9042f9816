/**
 * Finds, in one pass, whether a text can hold a secret at all: most texts of an event cannot. Every alternative is a
 * literal or has a fixed number of repetitions, so the search is linear.
 */
const TRIGGERS =
  /eyJ|-----BEGIN|:\/\/|[=:%]|[Bb][Ee][Aa][Rr][Ee][Rr] |[Bb][Aa][Ss][Ii][Cc] |\d(?:[ -]?\d){12}|sk[-_]|rk_|gh[opsur]_|github_pat_|glpat-|xox[abeprs]-|A[KS]IA|AIza|npm_|SG\.|hf_|whsec_|shpat_|dop_v1_|sntry[su]_|ya29\./;

export function mayHoldSecret(text: string): boolean {
  return TRIGGERS.test(text);
}
