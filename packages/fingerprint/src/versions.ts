import type { Grouping, NormalizedEvent } from '@bugsage/core';
import { bs1 } from './bs1/index.ts';
import type { FingerprintVersion } from './version.ts';

/** All versions that ever keyed a stored event, oldest first. Append only. */
export const FINGERPRINT_VERSIONS = { bs1 } as const satisfies Readonly<Record<string, FingerprintVersion>>;

/** The version that keys new events. */
export const CURRENT_FINGERPRINT_VERSION: keyof typeof FINGERPRINT_VERSIONS = 'bs1';

/** Key, title and culprit of an event under the current version. */
export function fingerprint(event: NormalizedEvent): Grouping {
  return FINGERPRINT_VERSIONS[CURRENT_FINGERPRINT_VERSION].fingerprint(event);
}
