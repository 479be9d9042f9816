import * as sdk from '@bugsage/sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { type Answer, type TestCollector, startTestCollector } from './support/test-collector.ts';

let collector: TestCollector;

beforeEach(async () => {
  collector = await startTestCollector();
  sdk.init({ dsn: collector.dsn, contextLines: 0, integrations: () => [] });
});
afterEach(async () => {
  await sdk.close(0);
  await collector.close();
});

/** Occurrences that arrived, and those that the client says did not, each told once by an accepted batch. */
function accountedFor(): { delivered: number; lost: number } {
  const accepted = collector.batches.filter(
    ({ answered }) => typeof answered === 'object' && answered.status < 300,
  );
  return {
    delivered: collector.events().reduce((sum, { _bugsage: seen }) => sum + seen.times_seen, 0),
    lost: accepted.flatMap(({ lost }) => Object.values(lost)).reduce((sum, events) => sum + events, 0),
  };
}

const TROUBLES: Record<string, Answer[]> = {
  nothing: [],
  '429': [{ status: 429, headers: { 'Retry-After': '1' } }],
  '503': [{ status: 503 }, { status: 503, headers: { 'Retry-After': '1' } }],
  '500, many times': Array.from({ length: 4 }, () => ({ status: 500 })),
  '413 once': [{ status: 413 }],
  '413 for everything': Array.from({ length: 60 }, () => ({ status: 413 })),
  '400': [{ status: 400 }],
  'a reset connection': ['reset', 'reset'],
  'all of it in a row': [
    { status: 503 },
    'reset',
    { status: 413 },
    { status: 400 },
    { status: 429, headers: { 'Retry-After': '1' } },
  ],
};

describe('every capture is delivered or counted as lost', () => {
  it.each(Object.entries(TROUBLES))('with %s', async (_, answers) => {
    collector.answer(...answers);
    let captures = 0;
    const burst = (count: number, name: string): void => {
      for (let step = 0; step < count; step += 1) {
        // A third of them repeats, some of them are errors and some texts, and all are more than the limit.
        if (step % 3 === 0) sdk.captureException(new Error(`${name} same`));
        else if (step % 3 === 1) sdk.captureException(new Error(`${name} ${step}`));
        else sdk.captureMessage(`${name} ${step}`);
        captures += 1;
      }
    };
    burst(90, 'first');
    await sdk.flush(3000);
    burst(90, 'second');
    for (let attempt = 0; attempt < 8 && !(await sdk.flush(3000)); attempt += 1) burst(1, `again ${attempt}`);
    // What was given up last is told by the batch after it.
    burst(1, 'last');
    await sdk.flush(5000);
    const { delivered, lost } = accountedFor();
    expect({ delivered, sum: delivered + lost }).toEqual({ delivered: expect.any(Number), sum: captures });
    expect(delivered).toBeGreaterThan(0);
  });
});
