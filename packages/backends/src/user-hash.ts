import { createHash } from 'node:crypto';
import type { EventUser } from '@bugsage/core';

/** Who counts as one affected user: the first of id, username, email, ip. Hashed, so that lists hold no names. */
export function userHash(user: EventUser | null): string | null {
  const identity = user?.id ?? user?.username ?? user?.email ?? user?.ip_address ?? null;
  return identity === null ? null : createHash('sha256').update(identity).digest('hex').slice(0, 32);
}
