import type { CapturedEvent } from '../public-types.ts';

/** Equal for two events that differ in nothing the server counts by: errors, stacks, level, user and tags. */
export function repeatKey({ exceptions, message, level, user, tags, fingerprint }: CapturedEvent): string {
  const thrown = exceptions.map(({ type, value, stack, synthetic, properties }) => [
    type,
    value,
    stack,
    // What an object without a message says of itself is in its properties.
    synthetic && properties,
  ]);
  return JSON.stringify([thrown, message, level, user, tags, fingerprint]);
}
