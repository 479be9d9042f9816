import { hash } from 'node:crypto';
import { userKey, type EventUser } from '@bugsage/core';

/** Of the newest users: a hash takes ten times as long as looking it up, and an event needs its user's twice. */
const REMEMBERED_MAX = 5_000;
const KEY_LENGTH_MAX = 200;
const hashes = new Map<string, string>();

/** The key of an affected user, hashed, so that lists hold no names; 32 hex. */
export function userHash(user: EventUser | null): string | null {
  const key = userKey(user);
  if (key === null) return null;
  const known = hashes.get(key);
  if (known !== undefined) return known;
  const hashed = hash('sha256', key).slice(0, 32);
  if (hashes.size >= REMEMBERED_MAX) hashes.clear();
  if (key.length <= KEY_LENGTH_MAX) hashes.set(key, hashed);
  return hashed;
}
