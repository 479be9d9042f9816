import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Journal, type JournalDamage, openJournal } from '../src/journal/index.ts';
import { type Random, SimulatedFileSystem } from './simulated-file-system.ts';

const SEGMENT_BYTES = 4_096;

type World = {
  readonly disk: SimulatedFileSystem;
  journal: Journal;
  /** Payload by position of every record whose append resolved. */
  readonly acknowledged: Map<number, string>;
  /** Every payload that was ever handed in. */
  readonly attempted: Set<string>;
  trimmedBefore: number;
  /** Positions reported as lost; allowed only for what was never acknowledged. */
  readonly damages: JournalDamage[];
  serial: number;
};

type Step =
  | { kind: 'append'; sizes: number[] }
  | { kind: 'burst'; sizes: number[] }
  | { kind: 'crash during burst'; sizes: number[]; turns: number; seed: number }
  | {
      kind: 'crash' | 'restart' | 'read' | 'full disk' | 'free disk' | 'failing sync' | 'short write';
      seed: number;
    }
  | { kind: 'trim'; share: number };

const sizes = fc.array(fc.oneof(fc.integer({ min: 20, max: 300 }), fc.integer({ min: 20, max: 2_500 })), {
  minLength: 1,
  maxLength: 6,
});
const seed = fc.integer({ min: 0, max: 0xff_ff_ff_ff });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('append' as const), sizes }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('burst' as const), sizes }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('crash during burst' as const),
      sizes,
      turns: fc.integer({ min: 0, max: 40 }),
      seed,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        ...(['crash', 'restart', 'read', 'full disk', 'free disk', 'failing sync', 'short write'] as const),
      ),
      seed,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('trim' as const),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
);

/** Sequences of steps; each runs in a millisecond or two. */
const SEQUENCES = Number(process.env['BUGSAGE_TEST_RUNS'] ?? 10_000);
const TIMEOUT_MS = 300_000;

test(
  'every acknowledged record is readable, in order, exactly once, whatever happens',
  async () => {
    const report = await fc.check(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async (steps) => {
        const world = await begin();
        for (const each of steps) {
          await take(world, each);
          await expectAcknowledged(world);
        }
        await restart(world, () => 0);
        await expectAcknowledged(world);
      }),
      { numRuns: SEQUENCES },
    );
    process.stdout.write(`journal: ${report.numRuns} sequences of steps, seed ${report.seed}\n`);
    expect(report.failed ? fc.defaultReportMessage(report) : 'holds').toBe('holds');
  },
  TIMEOUT_MS,
);

async function begin(): Promise<World> {
  const disk = new SimulatedFileSystem();
  const damages: JournalDamage[] = [];
  return {
    disk,
    damages,
    journal: await open(disk, damages),
    acknowledged: new Map(),
    attempted: new Set(),
    trimmedBefore: 0,
    serial: 0,
  };
}

async function open(disk: SimulatedFileSystem, damages: JournalDamage[]): Promise<Journal> {
  return openJournal({
    directory: '/journal',
    fileSystem: disk.port,
    segmentBytes: SEGMENT_BYTES,
    spoolBytesMax: 100 * SEGMENT_BYTES,
    onDamage: (damage) => damages.push(damage),
  });
}

async function take(world: World, each: Step): Promise<void> {
  switch (each.kind) {
    case 'append':
      await append(world, each.sizes);
      return;
    case 'burst':
      await Promise.all(each.sizes.map((size) => append(world, [size])));
      return;
    case 'crash during burst': {
      const burst = Promise.all(each.sizes.map((size) => append(world, [size])));
      for (let turn = 0; turn < each.turns; turn += 1) await Promise.resolve();
      await crash(world, randomOf(each.seed), burst);
      return;
    }
    case 'crash':
      await crash(world, randomOf(each.seed));
      return;
    case 'restart':
      await restart(world, randomOf(each.seed));
      return;
    case 'read':
      await world.journal.read(
        each.seed % (world.journal.lastPosition + 2),
        1 + (each.seed % 7),
        each.seed % 3_000,
      );
      return;
    case 'full disk':
      world.disk.capacityBytes = SEGMENT_BYTES * 2 + (each.seed % (SEGMENT_BYTES * 3));
      return;
    case 'free disk':
      world.disk.capacityBytes = Infinity;
      return;
    case 'failing sync':
      world.disk.failNextSync = true;
      return;
    case 'short write':
      world.disk.nextWriteBytesMax = each.seed % 2_000;
      return;
    case 'trim':
      world.trimmedBefore = Math.max(
        world.trimmedBefore,
        Math.floor(each.share * (world.journal.lastPosition + 1)),
      );
      await world.journal.trim(world.trimmedBefore);
  }
}

async function append(world: World, lengths: readonly number[]): Promise<void> {
  const { crashes } = world.disk;
  const texts = lengths.map((length) => {
    world.serial += 1;
    return JSON.stringify({ serial: world.serial }).padEnd(length, '.');
  });
  for (const text of texts) world.attempted.add(text);
  try {
    const { first, last } = await world.journal.append(texts.map((text) => Buffer.from(text)));
    // A power cut kills the process: what it would have answered afterwards, nobody heard.
    if (crashes !== world.disk.crashes) return;
    expect(last - first).toBe(texts.length - 1);
    for (const [index, text] of texts.entries()) {
      expect(world.acknowledged.has(first + index)).toBe(false);
      world.acknowledged.set(first + index, text);
    }
  } catch (error) {
    expect(error).toMatchObject({ code: expect.stringMatching(/^(journal_full|journal_failed|too_large)$/) });
  }
}

async function crash(
  world: World,
  random: Random,
  running: Promise<unknown> = Promise.resolve(),
): Promise<void> {
  world.disk.crash(random);
  await running;
  world.journal = await open(world.disk, world.damages);
}

async function restart(world: World, random: Random): Promise<void> {
  await world.journal.close();
  world.disk.capacityBytes = Infinity;
  await crash(world, random);
}

async function expectAcknowledged(world: World): Promise<void> {
  const seen: number[] = [];
  for (let from = world.trimmedBefore; ;) {
    const records = await world.journal.read(from, 3, 1_000);
    const last = records.at(-1);
    if (!last) break;
    for (const { pos, payload } of records) {
      const text = payload.toString();
      // Nobody was told of this one: a client that tries again is recognised by its event id.
      const unheard = !world.acknowledged.has(pos) && world.attempted.has(text);
      expect(unheard ? text : world.acknowledged.get(pos)).toBe(text);
      seen.push(pos);
    }
    from = last.pos + 1;
  }
  expect(seen).toEqual([...new Set(seen)].toSorted((left, right) => left - right));
  const missing = [...world.acknowledged.keys()].filter(
    (position) => position >= world.trimmedBefore && !seen.includes(position),
  );
  expect(missing).toEqual([]);
  for (const damage of world.damages) {
    for (let position = damage.firstPosition; position <= damage.lastPosition; position += 1)
      expect(world.acknowledged.has(position)).toBe(false);
  }
}

/** mulberry32: small, seeded, good enough to pick sectors. */
function randomOf(start: number): Random {
  let state = start;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
