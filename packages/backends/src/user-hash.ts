import { hash } from 'node:crypto';
import { userKey, type EventUser } from '@bugsage/core';

/** The key of an affected user, hashed, so that lists hold no names; 32 hex. */
export function userHash(user: EventUser | null): string | null {
  const key = userKey(user);
  return key === null ? null : hash('sha256', key).slice(0, 32);
}
