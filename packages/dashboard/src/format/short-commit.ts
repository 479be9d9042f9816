import { visibleText } from './visible-text.ts';

/** As long as git shows them in a repository of common size. */
const CHARACTERS = 10;

/** The beginning of a commit's hash. */
export function shortCommit(commit: string): string {
  return visibleText(commit.slice(0, CHARACTERS));
}
