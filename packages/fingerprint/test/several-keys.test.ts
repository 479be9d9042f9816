import type { NormalizedEvent } from '@bugsage/core';
import { expect, test } from 'vitest';
import {
  fingerprint,
  FINGERPRINT_VERSIONS,
  parseFingerprintRules,
  type FingerprintVersion,
} from '../src/index.ts';
import { eventOf, exceptionOf, framesOf, mechanismOf } from './event.ts';

type MadeUp = { readonly mechanism: string; readonly places?: readonly string[]; readonly text?: string };

/** What an SDK makes of something that was thrown and is no error. */
function madeUp(
  { mechanism, places = [], text }: MadeUp,
  fields: Partial<NormalizedEvent> = {},
): NormalizedEvent {
  return eventOf({
    message: text === undefined ? null : { template: null, formatted: text },
    exceptions: [
      exceptionOf({
        type: 'Error',
        value: text ?? 'Object captured as exception with keys: code',
        mechanism: mechanismOf({ type: mechanism, synthetic: true }),
        frames: framesOf(...places),
      }),
    ],
    ...fields,
  });
}

function keysOf(event: NormalizedEvent): readonly string[] {
  const { fingerprint: key, alternatives } = fingerprint(event);
  return [key, ...alternatives];
}

function shareKey(a: NormalizedEvent, b: NormalizedEvent): boolean {
  return keysOf(a).some((key) => keysOf(b).includes(key));
}

test('a thrown text is one issue, whichever version of an SDK caught it', () => {
  const old = madeUp({ mechanism: 'instrument', text: 'no printer 7' });
  const newer = madeUp({ mechanism: 'auto.browser.browserapierrors.setTimeout', text: 'no printer 8' });
  const withStack = madeUp({
    mechanism: 'generic',
    text: 'no printer 9',
    places: ['print@https://h/app.js:1'],
  });
  expect(fingerprint(old).fingerprint).not.toBe(fingerprint(newer).fingerprint);
  expect([shareKey(old, newer), shareKey(newer, withStack), shareKey(old, withStack)]).toEqual([
    true,
    true,
    true,
  ]);
  expect(shareKey(old, madeUp({ mechanism: 'instrument', text: 'no paper' }))).toBe(false);
});

test('a thrown object keeps its place, unless the stack is that of the SDK', () => {
  const wrapped = 'auto.browser.browserapierrors.setTimeout';
  const inSdk = (mechanism: string, name: string) =>
    madeUp({ mechanism, places: [`${name}@https://h/sdk.js:1`] });
  expect(shareKey(inSdk('instrument', 'withScope2'), inSdk(wrapped, 'withScope3'))).toBe(true);
  expect(shareKey(inSdk('generic', 'pay'), inSdk('auto.function.pay', 'pay'))).toBe(true);
  expect(shareKey(inSdk('generic', 'pay'), inSdk('generic', 'refund'))).toBe(false);
});

test('errors, captured messages and other languages have one key', () => {
  const error = eventOf({ exceptions: [exceptionOf({ frames: framesOf('pay@https://h/app.js:1') })] });
  const python = madeUp({ mechanism: 'instrument', text: 'x' }, { platform: 'python' });
  const message = eventOf({
    message: { template: null, formatted: 'full' },
    exceptions: [exceptionOf({ type: null, mechanism: mechanismOf({ synthetic: true }) })],
  });
  expect([error, python, message].map((event) => keysOf(event).length)).toEqual([1, 1, 1]);
});

test('a fingerprint of the client or a rule leaves one key, and divides both with the default', () => {
  const text = { mechanism: 'instrument', text: 'no printer' };
  expect(keysOf(madeUp(text, { client_fingerprint: ['mine'] }))).toHaveLength(1);
  const [ofEu, ofUs] = ['eu', 'us'].map((region) =>
    madeUp(text, { client_fingerprint: ['{{ default }}', region] }),
  );
  expect(keysOf(ofEu as NormalizedEvent)).toHaveLength(2);
  expect(shareKey(ofEu as NormalizedEvent, ofUs as NormalizedEvent)).toBe(false);
  const rules = parseFingerprintRules('value:"no printer" -> printers');
  if (!rules.ok) throw new Error('The rule is wrong.');
  const ruled = fingerprint(madeUp(text), { rules: { fingerprint: rules.rules, stackTrace: [] } });
  expect(ruled.alternatives).toEqual([]);
});

test('why grouped names the second key', () => {
  const { parts } = fingerprint(madeUp({ mechanism: 'instrument', text: 'no printer' }));
  expect(parts).toContainEqual(
    expect.objectContaining({ name: 'also found as', value: 'no printer', hashed: false }),
  );
});

test('after an upgrade events have the keys of the version before, behind their own', () => {
  const { bs1 } = FINGERPRINT_VERSIONS;
  const later: FingerprintVersion = {
    ...bs1,
    id: 'later',
    fingerprint: (event) => ({ ...bs1.fingerprint(event), version: 'later', fingerprint: 'f'.repeat(32) }),
  };
  const event = madeUp({ mechanism: 'instrument', text: 'no printer' });
  const before = fingerprint(event);
  const after = fingerprint(event, { versions: { current: later, earlier: [bs1] } });
  expect(after).toMatchObject({ version: 'later', fingerprint: 'f'.repeat(32) });
  expect(after.alternatives.toSorted()).toEqual([before.fingerprint, ...before.alternatives].toSorted());
  expect(new Set(after.alternatives).size).toBe(after.alternatives.length);
});
