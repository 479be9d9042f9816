/** `Fixes BUGSAGE-12`, `resolved: #SHOP-7`: a word of closing, then a project's name and an issue's number. */
const REFERENCE =
  /\b(?:fix(?:e[sd])?|close[sd]?|resolve[sd]?)\b:?[ \t]{1,4}#?([A-Za-z][A-Za-z0-9_-]{0,79})-(\d{1,9})\b/gi;
/** Characters of a message that are read. */
const MESSAGE_LENGTH_MAX = 4_096;

/**
 * Numbers of the issues a commit says it fixes. `BUGSAGE-12` is issue 12 of the project the repository belongs to; the
 * project's own slug in place of the word means the same, other names are somebody else's issues.
 */
export function fixedIssues(message: string, projectSlug: string): number[] {
  const names = new Set(['bugsage', projectSlug.toLowerCase()]);
  const numbers = [...message.slice(0, MESSAGE_LENGTH_MAX).matchAll(REFERENCE)].flatMap(([, name, number]) =>
    names.has((name ?? '').toLowerCase()) ? [Number(number)] : [],
  );
  return [...new Set(numbers)].filter((number) => number > 0);
}
