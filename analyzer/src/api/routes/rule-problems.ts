import { BugSageError } from '@bugsage/core';

export function nothingToRollBack(): BugSageError {
  return new BugSageError({
    kind: 'conflict',
    code: 'no_grouping_rules',
    message: 'The project has no grouping rules, so there is nothing to go back from.',
  });
}
