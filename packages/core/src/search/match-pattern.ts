/**
 * A value of a `match` term as a pattern of SQL's LIKE: `*` becomes `%`, everything else means itself. Backslash is the
 * escape character in both languages.
 */
export function likePattern(value: string): string {
  return value.replaceAll(/\\[\\*]|[*%_]/g, (part) => {
    if (part === '*') return '%';
    if (part === String.raw`\*`) return '*';
    if (part === '\\\\') return part;
    return `\\${part}`;
  });
}

/** A pattern that finds the text anywhere. */
export function containsPattern(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}
