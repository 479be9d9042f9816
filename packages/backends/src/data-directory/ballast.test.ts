import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BALLAST, keepBallast, type Ballast } from './ballast.ts';

const BYTES = 3 * 1024 * 1024 + 17;
const ROOMY = 2 * BALLAST.restoreAboveBytes;

describe('ballast', () => {
  let directory: string;
  let free: number;
  let released: number[];
  let ballast: Ballast;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'bugsage-ballast-'));
    free = ROOMY;
    released = [];
  });
  afterEach(async () => {
    await ballast.stop();
    await rm(directory, { recursive: true, force: true });
  });

  const keep = async (): Promise<void> => {
    ballast = await keepBallast({
      directory,
      onReleased: (bytes) => released.push(bytes),
      onError: (error) => {
        throw error;
      },
      freeBytes: async () => free,
      ballastBytes: BYTES,
      lookMs: 5,
    });
  };

  it('takes its room on the disk, not a hole', async () => {
    await keep();
    await expect.poll(() => readdir(directory), { timeout: 10_000 }).toEqual(['ballast']);
    const { size, blocks } = await stat(join(directory, 'ballast'));
    expect(size).toBe(BYTES);
    expect(blocks * 512).toBeGreaterThanOrEqual(BYTES);
  });

  it('is given up when the disk is full, told once, and comes back when there is room', async () => {
    await keep();
    await expect.poll(() => readdir(directory), { timeout: 10_000 }).toEqual(['ballast']);
    free = BALLAST.releaseBelowBytes - 1;
    await expect.poll(() => readdir(directory), { timeout: 10_000 }).toEqual([]);
    expect(released).toEqual([BALLAST.releaseBelowBytes - 1]);
    free = ROOMY;
    await expect.poll(() => readdir(directory), { timeout: 10_000 }).toEqual(['ballast']);
    expect(released).toHaveLength(1);
  });

  it('is given up before anything else when a start finds the disk full', async () => {
    await keep();
    await expect.poll(() => readdir(directory), { timeout: 10_000 }).toEqual(['ballast']);
    await ballast.stop();
    free = 0;
    await keep();
    expect(await readdir(directory)).toEqual([]);
    expect(released).toEqual([0]);
  });

  it('is not made on a disk that has little room', async () => {
    free = BALLAST.restoreAboveBytes;
    await keep();
    await ballast.stop();
    expect(await readdir(directory)).toEqual([]);
  });
});
