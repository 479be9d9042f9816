import { gzipSync } from 'node:zlib';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import * as sdk from '@bugsage/sdk';

import { type TestCollector, startTestCollector } from './support/test-collector.ts';

let collector: TestCollector;

beforeEach(async () => {
  collector = await startTestCollector();
  sdk.init({ dsn: collector.dsn, release: 'shop@1.4.0', environment: 'production', contextLines: 0 });
});
afterEach(async () => {
  await sdk.close(0);
  await collector.close();
});

/** A stack of twelve calls of the application. */
function fail(depth: number, message: string): never {
  if (depth > 0) return fail(depth - 1, message);
  throw new TypeError(message);
}

function report(message: string): void {
  try {
    fail(12, message);
  } catch (error) {
    sdk.captureException(error, { tags: { area: 'cart' }, user: { id: 7 } });
  }
}

const gzipped = (): number[] => collector.batches.map(({ text }) => gzipSync(text).length);

describe('what is sent', () => {
  it('is at most 1.0 kB for one event, compressed', async () => {
    report("Cannot read properties of undefined (reading 'price')");
    expect(await sdk.flush(5000)).toBe(true);
    expect(gzipped()).toHaveLength(1);
    expect(gzipped()[0]).toBeLessThanOrEqual(1000);
  });

  it('is one request of at most 4 kB for 50 errors of one place, compressed', async () => {
    for (let order = 0; order < 50; order += 1) report(`order ${order} has no price`);
    expect(await sdk.flush(5000)).toBe(true);
    expect(collector.events()).toHaveLength(50);
    expect(gzipped()).toHaveLength(1);
    expect(gzipped()[0]).toBeLessThanOrEqual(4000);
  });
});
