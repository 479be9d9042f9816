/** The text as a value of the search language that means itself: no operators, no wildcards (docs/search.md). */
export function quotedSearch(text: string): string {
  return `"${text.replaceAll(/[\\"]/gu, String.raw`\$&`)}"`;
}
