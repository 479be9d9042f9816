import { createHash } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { baseRequests } from './base-requests.ts';
import { receiveCase } from './fuzzed-receiver.ts';
import { judgeCase } from './judge-case.ts';
import { makeCase } from './make-case.ts';
import { createRandom } from './random.ts';

/** `BUGSAGE_FUZZ_SEED` runs other cases, `BUGSAGE_FUZZ_CASES` more of them (a nightly run takes 10,000,000). */
const SEED = Number(process.env['BUGSAGE_FUZZ_SEED'] ?? 20_261_122);
const CASES = Number(process.env['BUGSAGE_FUZZ_CASES'] ?? 100_000);
const REPEATED_CASES = 2_000;
/** One case of so many also goes through normalize and fingerprint, which cost more than receiving. */
const DEEP_EVERY = 5;
const HEAP_GROWTH_BYTES_MAX = 32 * 1024 * 1024;
const TIMEOUT_MS = 600_000;
const bases = baseRequests();

test(
  'every broken request has a promised answer, and every accepted event passes the later stages',
  async () => {
    const statuses = new Map<number, number>();
    await runCases(SEED, CASES / 10, statuses);
    const before = heapBytes();
    await runCases(SEED + CASES / 10, CASES - CASES / 10, statuses);
    expect(heapBytes() - before).toBeLessThan(HEAP_GROWTH_BYTES_MAX);
    expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBe(CASES);
    // Else the mutations are so hard that nothing gets past the first check, or so soft that they break nothing.
    for (const status of [200, 400, 401, 404, 405, 415, 503])
      expect(statuses.get(status), `${status}`).toBeGreaterThan(0);
    expect((statuses.get(200) ?? 0) / CASES).toBeGreaterThan(0.2);
    expect((statuses.get(400) ?? 0) / CASES).toBeGreaterThan(0.1);
  },
  TIMEOUT_MS,
);

test(
  'the same seed gives the same answers and the same events',
  async () => {
    const first = await runCases(SEED, REPEATED_CASES);
    expect(await runCases(SEED, REPEATED_CASES)).toBe(first);
    expect(await runCases(SEED + REPEATED_CASES, REPEATED_CASES)).not.toBe(first);
  },
  TIMEOUT_MS,
);

/** Answers with a digest of everything that came out. Throws with the seed of the first case that went wrong. */
async function runCases(seed: number, count: number, statuses = new Map<number, number>()): Promise<string> {
  const digest = createHash('sha256');
  for (let index = 0; index < count; index += 1) {
    const { status, text } = await runCase(seed + index, index % DEEP_EVERY === 0);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    digest.update(text);
  }
  return digest.digest('hex');
}

async function runCase(seed: number, deep: boolean): Promise<{ status: number; text: string }> {
  const random = createRandom(seed);
  const made = makeCase(bases, random);
  try {
    const result = await receiveCase(made, random);
    const wrong = judgeCase(made, result, deep);
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    const { answer, events } = result;
    return {
      status: answer.status,
      text: `${answer.status} ${String(answer.body)} ${JSON.stringify(events)}`,
    };
  } catch (cause) {
    const body = made.body.subarray(0, 2_000).toString('latin1');
    throw new Error(
      `BUGSAGE_FUZZ_SEED=${seed} (made of ${made.name}): ${String(cause)}\n${made.method} ${made.path}?${made.query}\n${body}`,
      { cause },
    );
  }
}

function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
