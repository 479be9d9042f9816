import { fingerprint } from '@bugsage/fingerprint';
import { expect, test } from 'vitest';
import { normalize } from '../../src/normalize/index.ts';
import { hasCorpus, readRecordedEvents, type NamedPayload } from '../corpora.ts';
import { receivedOf } from '../received-event.ts';

const isThere = hasCorpus('captured-sdk-traffic');

test.skipIf(!isThere)('two versions of the browser SDK give one issue per step of the same scenario', () => {
  const steps = readRecordedEvents('browser-9.47.2').map(keyOf);
  expect(steps.length).toBeGreaterThanOrEqual(6);
  expect(readRecordedEvents('browser-10.78.0').map(keyOf)).toEqual(steps);
});

test.skipIf(!isThere)(
  'the same crash in Chrome, Firefox and Safari is one issue, other steps are others',
  () => {
    const [chrome, firefox, safari, ...others] = readRecordedEvents('browser-10.78.0').map(keyOf);
    expect([firefox, safari]).toEqual([chrome, chrome]);
    expect(new Set([chrome, ...others]).size).toBe(others.length + 1);
  },
);

test.skipIf(!isThere)('steps of the Node and Python scenarios are told apart', () => {
  for (const sdk of ['node-10.78.0', 'python-2.68.0']) {
    const events = readRecordedEvents(sdk);
    const titles = new Set(events.map(({ payload }) => fingerprint(normalize(receivedOf(payload))).title));
    expect(new Set(events.map(keyOf)).size).toBe(titles.size);
    expect(titles.size).toBeGreaterThan(4);
  }
});

function keyOf({ payload }: NamedPayload): string {
  return fingerprint(normalize(receivedOf(payload))).fingerprint;
}
