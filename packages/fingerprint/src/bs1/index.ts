import type { Grouping, NormalizedEvent } from '@bugsage/core';
import type { FingerprintVersion } from '../version.ts';
import { clientKey, fillVariables } from './client-key.ts';
import { defaultKey } from './default-key.ts';
import { keyHash } from './key-hash.ts';
import { labels } from './title.ts';

/** Type chain, nearest in-app location, root cause's location and parameterised message (protocol.md 2.8). */
export const bs1: FingerprintVersion = { id: 'bs1', fingerprint, fillTitle };

function fingerprint(event: NormalizedEvent): Grouping {
  const byDefault = defaultKey(event);
  const { fields, parts } =
    event.client_fingerprint === null ? byDefault : clientKey(event.client_fingerprint, event, byDefault);
  return {
    version: bs1.id,
    fingerprint: keyHash([['version', bs1.id], ...fields]),
    alternatives: [],
    parts,
    ...labels(event, byDefault.main),
  };
}

function fillTitle(title: string, event: NormalizedEvent): string {
  return fillVariables(title, event, defaultKey(event));
}
