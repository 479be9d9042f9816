import { open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { BugSageError } from '@bugsage/core';

export type DataDirectoryLock = { release(): Promise<void> };

/**
 * One process owns a data directory. The lock file names its pid and the start of that pid, so that a number that was
 * given to somebody else after a crash does not count. Throws `BugSageError` `data_directory_in_use` that names the pid.
 */
export async function lockDataDirectory(directory: string): Promise<DataDirectoryLock> {
  const path = join(directory, 'lock');
  for (let attempt = 0; attempt < 10; attempt += 1) {
    try {
      const file = await open(path, 'wx', 0o600);
      await file.writeFile(JSON.stringify({ pid: process.pid, started: await startOf(process.pid) }));
      await file.close();
      return { release: () => unlink(path).catch(() => undefined) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = await readOwner(path);
    if (owner !== null && (await startOf(owner.pid)) === owner.started) {
      throw new BugSageError({
        kind: 'conflict',
        code: 'data_directory_in_use',
        message: `The data directory ${directory} is in use by process ${owner.pid}. Stop it first, or set BUGSAGE_DATA_DIR to another folder.`,
      });
    }
    // Left by a process that was killed.
    await unlink(path).catch(() => undefined);
  }
  throw new Error(`The lock ${path} could not be taken in 10 attempts.`);
}

async function readOwner(path: string): Promise<{ pid: number; started: string | null } | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as { pid: number; started: string | null };
  } catch {
    return null;
  }
}

/** Start time of a process in clock ticks since boot (`/proc/<pid>/stat`, field 22); elsewhere only whether it lives. */
async function startOf(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    if (process.platform === 'linux') return null;
  }
  try {
    process.kill(pid, 0);
    return 'alive';
  } catch {
    return null;
  }
}
