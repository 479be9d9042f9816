import type { ScopeData } from '../scope/scope.ts';
import { clip, isObject, read } from './bounded-copy.ts';
import { isErrorLike } from './exception-chain.ts';

/**
 * Equal for two captures that differ in nothing the server counts by: error, stack, level, user and tags. Undefined
 * when that cannot be said cheaply, as for thrown objects that are no errors.
 */
export function repeatKey(
  { thrown, message }: { thrown?: unknown; message?: string },
  { level, user, tags, fingerprint }: ScopeData,
): string | undefined {
  if (isObject(thrown) && !isErrorLike(thrown)) return undefined;
  const what = isObject(thrown)
    ? ['name', 'message', 'stack'].map((key) => clip(read(thrown, key), 4096))
    : [thrown];
  return JSON.stringify([hash(what.map(String).join()), message, level, user, tags, fingerprint]);
}

/** 53 bits of two multiplicative hashes: 200 keys collide with a chance of 1 in 10^11. Keeps stacks out of memory. */
function hash(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let position = 0; position < text.length; position += 1) {
    high = Math.imul(high ^ text.charCodeAt(position), 0x9e3779b1);
    low = Math.imul(low ^ text.charCodeAt(position), 0x5f356495);
  }
  return (high >>> 0) * 2 ** 21 + (low >>> 11);
}
