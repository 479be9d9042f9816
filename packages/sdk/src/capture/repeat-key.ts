import type { CapturedEvent } from '../public-types.ts';

/** Equal for two events that differ in nothing the server counts by: errors, stacks, level, user and tags. */
export function repeatKey(event: CapturedEvent): string {
  return JSON.stringify([
    event.exceptions.map((exception) => [
      exception.type,
      exception.value,
      exception.stack ?? exception.frames,
      // What an object without a message says of itself is in its properties.
      exception.synthetic && exception.properties,
    ]),
    event.message,
    event.level,
    event.user,
    event.tags,
    event.fingerprint,
  ]);
}
