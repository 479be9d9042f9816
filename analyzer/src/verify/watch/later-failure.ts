const BUILTIN = /\b((?:Type|Reference|Range)Error: .+)$/;
/** Lines behind a message in which its stack is. */
const STACK_NEAR = 15;
const PLACE = /(?:^|[\s(/])((?:[\w@.-]+\/)*[\w@.-]+\.[cm]?[jt]sx?):\d+:\d+/;

/**
 * A failure of the program that only one of two runs of the same tests prints: the call came back, and what it gave made
 * a function further up the stack fail. Null where there is none; what tests themselves complain about is none.
 */
export function laterFailure(
  { forced, plain }: { readonly forced: string; readonly plain: string },
  stack: readonly string[],
): string | null {
  const lines = forced.split('\n');
  for (const [index, line] of lines.entries()) {
    const message = BUILTIN.exec(line)?.[1]?.trim();
    if (message === undefined || plain.includes(message)) continue;
    const place = firstPlaceOf(lines.slice(index + 1, index + 1 + STACK_NEAR));
    if (place !== null && stack.includes(place)) return message.slice(0, MESSAGE_MAX);
  }
  return null;
}

const MESSAGE_MAX = 200;

/** The file at the top of a stack, from the root of the checkout; null for one outside of the repository. */
function firstPlaceOf(lines: readonly string[]): string | null {
  for (const line of lines) {
    const path = PLACE.exec(line.replace(/(?:file:\/\/)?\/repo\//, ' '))?.[1];
    if (path !== undefined) return path.includes('node_modules/') ? null : path;
  }
  return null;
}
