import type { Exception, NormalizedEvent } from '@bugsage/core';
import { fingerprint } from '@bugsage/fingerprint';
import { mainOf, withMain } from '../event.ts';
import { bugsage } from './bugsage.ts';
import type { KeyModel } from './key-model.ts';

/** Our key with one more each, that protocols and papers propose; measured to decide, not in use. */
export const FURTHER_KEYS: readonly KeyModel[] = [
  bugsage,
  { name: 'its first key alone', keysOf: (event) => [keyOf(event)] },
  {
    name: 'and the key without the property',
    keysOf: (event) => [...bugsage.keysOf(event), keyOf(withoutProperty(event))],
  },
  {
    name: 'and the key of the unmapped frames',
    keysOf: (event) => [...bugsage.keysOf(event), keyOf({ ...event, exceptions: unmapped(event) })],
  },
  {
    name: 'and the key of the root cause',
    keysOf: (event) => [
      ...bugsage.keysOf(event),
      keyOf({ ...event, exceptions: event.exceptions.slice(0, 1) }),
    ],
  },
];

function keyOf(event: NormalizedEvent): string {
  return fingerprint(event).fingerprint;
}

/** As an engine words it that does not show what was read. */
function withoutProperty(event: NormalizedEvent): NormalizedEvent {
  const isAccess = /^Cannot (?:read|set) propert/.test(mainOf(event).value ?? '');
  return isAccess ? withMain(event, (main) => ({ ...main, value: 'cart is undefined' })) : event;
}

function unmapped(event: NormalizedEvent): readonly Exception[] {
  const before = event.extra['unmapped'];
  return typeof before === 'string' ? (JSON.parse(before) as Exception[]) : event.exceptions;
}
