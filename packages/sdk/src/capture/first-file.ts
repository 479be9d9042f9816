import { clip } from './bounded-copy.ts';

/** Stacks are looked at this far. */
const LOOKED_AT_LENGTH_MAX = 4096;

/** The file of the first call of a stack that names one: where an error was thrown. */
export function firstFile(stack: string | undefined): string | undefined {
  return /(?:[\w-]+:)?[/\\][^\n)]+?(?=:\d+:\d)/.exec(clip(stack, LOOKED_AT_LENGTH_MAX))?.[0];
}
