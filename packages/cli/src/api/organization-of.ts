import type { ApiClient } from '@bugsage/api-client';
import { BugSageError } from '@bugsage/core';
import { answerOf } from './answer-of.ts';

/** The organization that was named, else the only one there is. */
export async function organizationOf(api: ApiClient, named: number | undefined): Promise<number> {
  if (named !== undefined) return named;
  const { organizations } = await answerOf(api.GET('/api/v1/organizations'));
  const [first, ...others] = organizations;
  if (first !== undefined && others.length === 0) return first.id;
  const known = organizations.map(({ id, name }) => `${id} (${name})`).join(', ');
  throw new BugSageError({
    kind: 'invalid_input',
    code: 'invalid_configuration',
    message:
      known === ''
        ? 'This account belongs to no organization.'
        : `Say which organization with --organization <number>: ${known}.`,
  });
}
