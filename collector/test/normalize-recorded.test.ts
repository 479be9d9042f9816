import type { NormalizedEvent } from '@bugsage/core';
import { describe, expect, test } from 'vitest';
import { normalize } from '../src/normalize/index.ts';
import { hasCorpus, readPayloads, readRecordedEvents } from './corpora.ts';
import { receivedOf } from './received-event.ts';

const hasTraffic = hasCorpus('captured-sdk-traffic');
const hasSamples = hasCorpus('sentry-event-samples');

const RECORDED_AT = Date.UTC(2026, 10, 22, 19, 45, 0);
const recorded = (sdk: string): NormalizedEvent[] =>
  readRecordedEvents(sdk).map(({ payload }) =>
    normalize(receivedOf(payload, { received_at: RECORDED_AT, remote_address: '203.0.113.9' })),
  );

describe.skipIf(!hasTraffic)('events recorded from unmodified SDKs', () => {
  test.each(['browser-9.47.2', 'browser-10.78.0', 'node-10.78.0', 'python-2.68.0'])(
    '%s: nothing has to be repaired',
    (sdk) => {
      const events = recorded(sdk);
      expect(events.length).toBeGreaterThan(4);
      expect(events.flatMap((event) => event.notes.filter((note) => note.error !== 'too_long'))).toEqual([]);
      expect(
        events.every((event) => event.sdk !== null && event.release !== null && event.environment !== null),
      ).toBe(true);
    },
  );

  test('a browser event keeps what people look for', () => {
    expect(recorded('browser-10.78.0')[1]).toMatchObject({
      platform: 'javascript',
      release: 'web@2.0.0',
      environment: 'production',
      tags: [['page', 'cart']],
      user: { id: '7', ip_address: '203.0.113.9' },
      request: { url: 'https://shop.example.com/cart#f', query_string: 'x=1' },
      exceptions: [
        {
          type: 'TypeError',
          value: 'can\'t access property "price", e is undefined',
          frames: [
            {
              function: 'checkout',
              filename: '/assets/vendor.77aa12.js',
              lineno: 1,
              colno: 99_201,
              in_app: true,
            },
            { function: 'n/</<' },
            {
              function: 'total',
              filename: '/assets/app.3f2a1b9c.js',
              abs_path: 'https://shop.example.com/assets/app.3f2a1b9c.js',
            },
          ],
        },
      ],
      breadcrumbs: [{ category: 'sentry.event', level: 'error' }],
      sdk: { name: 'sentry.javascript.browser', version: '10.78.0' },
    });
  });

  test('causes come before what they caused', () => {
    const chained = recorded('browser-10.78.0').find((event) => event.exceptions.length === 2);
    expect(chained?.exceptions.map((exception) => exception.type)).toEqual(['TypeError', 'Error']);
  });

  test('a logged template keeps its placeholders beside the filled text', () => {
    expect(recorded('python-2.68.0').map((event) => event.message)).toContainEqual({
      template: 'payment %s failed for %s',
      formatted: 'payment p-123 failed for bob',
    });
  });
});

describe.skipIf(!hasSamples)('samples of many SDKs and platforms', () => {
  /** What samples may have wrong; another note means that normalize refuses what SDKs send. */
  const KNOWN = new Set([
    'past_timestamp',
    'future_timestamp',
    'too_long',
    'too_many',
    'reserved_name',
    'invalid_value',
  ]);

  test('keep their exceptions, and need only known repairs', () => {
    const samples = readPayloads('sentry-event-samples');
    expect(samples.length).toBeGreaterThan(10);
    const events = samples.map(({ name, payload }) => ({
      name,
      payload,
      event: normalize(receivedOf(payload)),
    }));
    const odd = events.flatMap(({ name, event }) =>
      event.notes
        .filter((note) => !KNOWN.has(note.error))
        .map((note) => `${name}: ${note.path} ${note.error}`),
    );
    const share = odd.length / events.length;
    for (const line of odd) process.stderr.write(`sentry-event-samples: ${line}\n`);
    expect(share).toBeLessThan(0.1);
    const withException = events.filter(
      ({ payload }) => payload['exception'] !== undefined && payload['exception'] !== null,
    );
    const lost = withException.filter(({ event }) => event.exceptions.length === 0);
    expect(lost.length / withException.length).toBeLessThan(0.05);
  });
});
