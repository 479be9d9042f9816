import { BugSageError } from '@bugsage/core';

/** Nobody but a person can find out whether the message arrived. */
export function cannotBeAsked(why = 'the channel cannot be asked'): BugSageError {
  return new BugSageError({
    kind: 'unavailable',
    code: 'cannot_be_asked',
    message: `It may have arrived, and ${why}. Look there, and send it again with replay if it did not.`,
    retryable: false,
  });
}
