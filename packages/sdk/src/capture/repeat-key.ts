import { LIMITS } from '../limits.ts';
import type { ScopeData } from '../scope/scope.ts';
import { isErrorLike } from './exception-chain.ts';
import { read } from './bounded-copy.ts';

/**
 * Equal for two captures that differ in nothing the server counts by: error, stack, level, user and tags. Undefined
 * when that cannot be said cheaply, as for thrown objects.
 */
export function repeatKey(
  thrown: unknown,
  { isMessage, level, user, tags, fingerprint }: ScopeData & { isMessage: boolean },
): string | undefined {
  const what = isErrorLike(thrown)
    ? [read(thrown, 'name'), read(thrown, 'message'), read(thrown, 'stack')]
    : [typeof thrown, thrown];
  if (typeof thrown === 'object' && what.length === 2) return undefined;
  const parts = what.map((part) => String(part).slice(0, LIMITS.stackLineLengthMax * 4));
  return JSON.stringify([hash(parts.join('\n')), isMessage, level, user, tags, fingerprint]);
}

/** 53 bits (two multiplicative hashes): 200 keys collide with a chance of 1 in 10^11. Keeps long stacks out of memory. */
function hash(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let position = 0; position < text.length; position += 1) {
    const unit = text.charCodeAt(position);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
  }
  return (high >>> 0) * 2 ** 21 + (low >>> 11);
}
