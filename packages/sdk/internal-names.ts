/**
 * Properties of our own objects that no caller sees: the build shortens them, which a minifier cannot do by itself. The
 * short names are fixed, because copies of the package in one process share objects (shared-state.ts). A name in this
 * list must not be one of the platform's.
 */
const INTERNAL =
  `repeats lastSeenMs holdUntilMs frozen untilMs windowMs countInto register platform identity prepare
  writeFrames readStacks enqueue writeBatch items settle inspect retryAfter rateLimits drain leave update thrown hint
  fallbackStack scopes client guard attempt stop current event`.split(/\s+/);
export const INTERNAL_NAMES = new RegExp(`^(?:${INTERNAL.join('|')})$`);
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZadefgijlnoqswyz';
export const SHORT_NAMES = Object.fromEntries(
  INTERNAL.map((name, position) => [name, LETTERS.charAt(position)]),
);
