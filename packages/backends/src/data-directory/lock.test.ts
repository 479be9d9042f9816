import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDataDirectory } from './lock.ts';

describe('data directory lock', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'bugsage-lock-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('names the process that holds it, and opens again after release', async () => {
    const lock = await lockDataDirectory(directory);
    await expect(lockDataDirectory(directory)).rejects.toThrow(`in use by process ${process.pid}`);
    await lock.release();
    await (await lockDataDirectory(directory)).release();
  });

  /** Takes the lock and answers whose pid it names. */
  const owner = async (): Promise<number> => {
    await lockDataDirectory(directory);
    return (JSON.parse(await readFile(join(directory, 'lock'), 'utf8')) as { pid: number }).pid;
  };

  it.each([
    ['a pid that is gone', { pid: 4_194_305, started: '1' }],
    ['a pid that was given to another process', { pid: process.pid, started: '1' }],
  ])('is taken over from %s', async (_, left) => {
    await writeFile(join(directory, 'lock'), JSON.stringify(left));
    expect(await owner()).toBe(process.pid);
  });

  it('is taken over when a crash left it empty', async () => {
    await writeFile(join(directory, 'lock'), '');
    expect(await owner()).toBe(process.pid);
  });
});
