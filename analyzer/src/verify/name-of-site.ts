/** `load#1` -> `load`: the text of a call site without the number that tells it from others of the same text. */
export function nameOfSite(key: string): string {
  return key.replace(/#\d+$/, '');
}
