import { runInNewContext } from 'node:vm';

import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import * as sdk from '@bugsage/sdk';

import { type TestCollector, startTestCollector } from './support/test-collector.ts';

let collector: TestCollector;

beforeEach(async () => {
  collector = await startTestCollector();
});
afterEach(async () => {
  await sdk.close(0);
  await collector.close();
});

const fail = (): never => {
  throw new Error('trap');
};
/** Values that break programs which trust them, each still to be made: the generator itself looks at what it makes. */
const MAKERS: readonly (() => unknown)[] = [
  () => Symbol('s'),
  () => () => 1,
  () => Object.freeze(new Error('frozen')),
  () => Object.defineProperty({}, 'message', { enumerable: true, get: fail }),
  () => new Proxy(new Error('trap'), { get: fail, ownKeys: fail, getPrototypeOf: fail, has: fail }),
  () => Object.assign(new Error('x'.repeat(1_000_000)), { cause: 'text', errors: [null, 'text', { a: 1 }] }),
  () => ({ toString: fail, [Symbol.toPrimitive]: fail }),
  () => ({ toJSON: fail, name: 7, message: {}, stack: [] }),
  () => ({
    name: 'Endless',
    message: 'errors',
    errors: {
      length: 1e9,
      *[Symbol.iterator](): Generator<number> {
        for (;;) yield 1;
      },
    },
  }),
  () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  () => {
    const cyclic: Record<string, unknown> = { name: 'x', message: 'y', stack: 7 };
    return Object.assign(cyclic, { cause: cyclic, errors: [cyclic], self: cyclic });
  },
  () => ({ wide: Array.from({ length: 20_000 }, () => ({ a: 'x'.repeat(3000) })) }),
  () => Array.from({ length: 5000 }).reduce<unknown>((inner) => ({ inner }), 'end'),
  () => runInNewContext('Object.assign(new TypeError("of another realm"), { code: 1 })') as unknown,
];
const hostile = fc.oneof(
  fc.constantFrom(...MAKERS),
  fc
    .anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withNullPrototype: true,
      withTypedArray: true,
      withSparseArray: true,
    })
    .map((value) => (): unknown => value),
);

function start(): void {
  const integrations = (): sdk.Integration[] => [sdk.sessions()];
  sdk.init({ dsn: collector.dsn, release: 'hostile@1', contextLines: 0, integrations });
}

describe('hostile values', () => {
  it('never throw, and no batch exceeds 60,000 bytes', async () => {
    start();
    let captures = 0;
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (makeThrown, makeOther) => {
        const thrown = makeThrown();
        const other = makeOther();
        const hint = { extra: { other }, tags: { other }, contexts: { other }, user: other } as never;
        sdk.captureException(thrown, hint);
        sdk.captureMessage(other as never, thrown as never);
        sdk.addBreadcrumb({ message: thrown, data: { other } } as never);
        sdk.captureEvent({ exceptions: thrown, breadcrumbs: other, tags: other } as never);
        sdk.setUser(other as never);
        sdk.setTag(thrown as never, other as never);
        sdk.setContext('c', other as never);
        captures += 3;
        if (captures % 60 > 0) return;
        await sdk.flush(5000);
        // A new client has its whole allowance again.
        start();
      }),
      { numRuns: 200 },
    );
    await sdk.flush(10_000);
    expect(collector.batches.length).toBeGreaterThan(0);
    for (const { text } of collector.batches) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000);
    // The collector read them all; what the host itself made wrong (`captureEvent`) costs that row alone.
    const rows = collector.batches.reduce(
      (sum, { events, skipped }) => sum + events.length + skipped.length,
      0,
    );
    expect(rows).toBeGreaterThan(100);
    // Still alive afterwards.
    start();
    sdk.captureMessage('after all that');
    expect(await sdk.flush(5000)).toBe(true);
    expect(collector.events().at(-1)?.message).toBe('after all that');
  });

  it('cost at most 20 ms of CPU each, also a message of 50 MB', () => {
    start();
    const blob = Array.from({ length: 100_000 }, (_, index) => ({ index, text: 'x'.repeat(100) }));
    const deep = Array.from({ length: 100_000 }).reduce<object>((inner) => ({ inner }), {});
    const makers: Record<string, () => unknown> = {
      ...Object.fromEntries(MAKERS.entries()),
      long: () => withStack(new Error('m'.repeat(50_000_000))),
      wide: () => withStack(Object.assign(new Error('wide'), { blob })),
      'no error': () => ({ blob }),
      deep: () => withStack(Object.assign(new Error('deep'), deep)),
    };
    for (const [name, make] of Object.entries(makers)) {
      const costs = Array.from({ length: 5 }, () => costOfCapture(make()));
      // The least of five: what else runs on the machine only adds.
      expect(Math.min(...costs), name).toBeLessThan(20);
    }
  });
});

/** V8 writes the text of a stack, and joins its parts, when it is first read; that is not ours to pay. */
function withStack(error: Error): Error {
  expect([error.stack, error.message].map((text) => text?.lastIndexOf('Error: '))).toEqual([0, -1]);
  return error;
}

/** Milliseconds of CPU. */
function costOfCapture(value: unknown): number {
  const before = process.cpuUsage();
  sdk.captureException(value);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
