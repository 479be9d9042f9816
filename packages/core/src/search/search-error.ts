import { BugSageError } from '../errors.ts';

/** `invalid_search` (400). `position` is the character of the text, from 1, where the wrong part begins. */
export function searchError(position: number, message: string): BugSageError {
  return new BugSageError({
    kind: 'invalid_input',
    code: 'invalid_search',
    message: `Search, character ${position}: ${message}`,
  });
}
