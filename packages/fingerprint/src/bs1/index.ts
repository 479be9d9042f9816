import type { Grouping, NormalizedEvent } from '@bugsage/core';
import type { FingerprintVersion } from '../version.ts';
import { clientKey, fillVariables } from './client-key.ts';
import { defaultKey, type DefaultKey } from './default-key.ts';
import { keyHash, type KeyField } from './key-hash.ts';
import { madeUpKey } from './made-up-key.ts';
import { labels } from './title.ts';

/** Type chain, nearest in-app location, root cause's location and parameterised message (protocol.md 2.8). */
export const bs1: FingerprintVersion = { id: 'bs1', fingerprint, fillTitle };

function fingerprint(event: NormalizedEvent): Grouping {
  const byDefault = defaultKey(event);
  const { fields, parts } = divided(event, byDefault);
  const key = keyOf(fields);
  const other = byDefault.isMessage ? null : madeUpKey(event, byDefault.main);
  const otherKey =
    other === null ? key : keyOf(divided(event, { ...byDefault, fields: other.fields }).fields);
  // A client's fingerprint without the default says all: both keys are one then.
  const isFoundOtherwise = other !== null && otherKey !== key;
  return {
    version: bs1.id,
    fingerprint: key,
    alternatives: isFoundOtherwise ? [otherKey] : [],
    parts: isFoundOtherwise ? [...parts, other.part] : parts,
    ...labels(event, byDefault.main),
  };
}

function divided(event: NormalizedEvent, byDefault: DefaultKey): Pick<DefaultKey, 'fields' | 'parts'> {
  return event.client_fingerprint === null
    ? byDefault
    : clientKey(event.client_fingerprint, event, byDefault);
}

function keyOf(fields: readonly KeyField[]): string {
  return keyHash([['version', bs1.id], ...fields]);
}

function fillTitle(title: string, event: NormalizedEvent): string {
  return fillVariables(title, event, defaultKey(event));
}
