import type { ScopeData } from '../scope/scope-data.ts';
import { clip, isObject, read } from './bounded-copy.ts';
import { isErrorLike } from './exception-chain.ts';

/**
 * Equal for two captures that differ in nothing the server counts by: error, stack, level, user and tags. Undefined
 * when that cannot be said cheaply, as for thrown objects that are no errors.
 */
export function repeatKey(
  { thrown, message, event }: { thrown?: unknown; message?: string; event?: object },
  { level, user, tags, fingerprint }: ScopeData,
): string | undefined {
  if (event || (isObject(thrown) && !isErrorLike(thrown))) return undefined;
  // Two errors whose first 1,024 characters of stack are equal come from one place.
  const what = isObject(thrown)
    ? ['name', 'message', 'stack'].map((key) => clip(read(thrown, key), 1024))
    : String(thrown);
  return JSON.stringify([what, message, level, user, tags, fingerprint]);
}
