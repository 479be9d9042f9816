import type { Integration } from '../public-types.ts';

/** Several integrations under one name; those that are switched off in `wanted` are left out. */
export function combine(
  name: string,
  parts: readonly Integration[],
  wanted: Readonly<Record<string, boolean | undefined>> = {},
): Integration {
  return {
    name,
    setup: (host) => parts.filter((part) => wanted[part.name] !== false).flatMap((part) => part.setup(host)),
  };
}
