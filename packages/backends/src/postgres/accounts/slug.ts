import { BugSageError } from '@bugsage/core';
import { isUniqueViolation } from './unique-violation.ts';

/** `My Shop!` becomes `my-shop`: a name for addresses and commands. */
export function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 50);
  return slug === '' ? 'unnamed' : slug;
}

/** Runs an insert whose name must be free. Throws `conflict` `name_taken`. */
export async function withFreeName<Result>(name: string, insert: () => Promise<Result>): Promise<Result> {
  try {
    return await insert();
  } catch (error) {
    if (!isUniqueViolation(error, 'slug')) throw error;
    throw new BugSageError({
      kind: 'conflict',
      code: 'name_taken',
      message: `The name ${JSON.stringify(name)} (as ${slugOf(name)}) is taken here already.`,
    });
  }
}
