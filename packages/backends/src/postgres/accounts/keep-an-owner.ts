import { BugSageError } from '@bugsage/core';
import type { Queryable } from '../postgres-client.ts';

/**
 * Inside the transaction that took a role away. Two owners who leave at once wait for each other at the organization's
 * row, so that the second one sees that it would be the last.
 */
export async function keepAnOwner(transaction: Queryable, organizationId: number): Promise<void> {
  const [organization] = await transaction<{ deleted_at: Date | null }[]>`
    SELECT deleted_at FROM organizations WHERE id = ${organizationId} FOR UPDATE`;
  if (organization === undefined || organization.deleted_at !== null) return;
  const [owner] = await transaction`
    SELECT 1 FROM members WHERE organization_id = ${organizationId} AND role = 'owner' LIMIT 1`;
  if (owner !== undefined) return;
  throw new BugSageError({
    kind: 'conflict',
    code: 'last_owner',
    message: 'An organization needs an owner. Make another member owner first.',
  });
}
