const PATH = /(?:[a-z][a-z+.-]*:\/\/)?[^\s]*[/\\][^\s]*/iu;

/**
 * The text with its first path cut from the left, whole folders at a time, until it fits into `charactersMax`: the end of
 * a path tells files apart. The file's name always stays. `/srv/app/current/src/cart.ts in total` -> `…/src/cart.ts in total`.
 */
export function shortenPath(text: string, charactersMax: number): string {
  const match = text.length > charactersMax ? PATH.exec(text) : null;
  if (match === null) return text;
  const [path] = match;
  const before = text.slice(0, match.index);
  const after = text.slice(match.index + path.length);
  const room = charactersMax - before.length - after.length - 1;
  const cuts = [...path.matchAll(/[/\\]/gu)].map((separator) => path.slice(separator.index));
  const kept = cuts.find((tail) => tail.length <= room) ?? cuts.at(-1) ?? path;
  return `${before}…${kept}${after}`;
}
