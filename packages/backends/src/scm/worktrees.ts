import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { requireGit, runGit } from './git.ts';
import { inTurn } from './in-turn.ts';
import type { Worktree } from '../ports/index.ts';

const FOLDER_NAME = /^(\d+)-(\d+)-[0-9a-f-]{36}$/;

export type WorktreePlace = { readonly mirrorDirectory: string; readonly worktreeDirectory: string };

/** Checks the commit out into a new folder whose name says which process it belongs to. */
export async function addWorktree(place: WorktreePlace, commit: string): Promise<Worktree> {
  await mkdir(place.worktreeDirectory, { recursive: true });
  const owner = `${process.pid}-${await startOf(process.pid)}`;
  const path = join(place.worktreeDirectory, `${owner}-${randomUUID()}`);
  const remove = () => removeWorktree(place.mirrorDirectory, path);
  try {
    await checkOut(place.mirrorDirectory, path, commit);
  } catch (error) {
    await remove();
    throw error;
  }
  return { path, commit, remove };
}

/**
 * Git reads the records of all worktrees when it adds one, and fails on those that are being written. In turn within
 * this process; other processes are rare enough for a second try.
 */
async function checkOut(mirrorDirectory: string, path: string, commit: string): Promise<void> {
  const call = {
    mirrorDirectory,
    arguments: ['worktree', 'add', '--force', '--detach', '--quiet', '--end-of-options', path, commit],
  };
  await inTurn(mirrorDirectory, async () => {
    const { exitCode } = await runGit(call);
    if (exitCode !== 0) await requireGit(call);
  });
}

/** Removes what processes that no longer run have left behind. Safe while other processes work. */
export async function pruneWorktrees(place: WorktreePlace): Promise<number> {
  const names = await readdir(place.worktreeDirectory).catch(() => [] as string[]);
  let removed = 0;
  for (const name of names) {
    const [, pid, start] = FOLDER_NAME.exec(name) ?? [];
    if (pid === undefined || start === undefined || (await isRunning(Number(pid), start))) continue;
    await removeWorktree(place.mirrorDirectory, join(place.worktreeDirectory, name));
    removed += 1;
  }
  return removed;
}

/**
 * Deletes the folder and lets git forget it. `git worktree remove` would read the folder's own `.git` file, which code
 * that ran there may have rewritten.
 */
async function removeWorktree(mirrorDirectory: string, path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 3 });
  await inTurn(mirrorDirectory, () =>
    requireGit({ mirrorDirectory, arguments: ['worktree', 'prune', '--expire=now'] }),
  );
}

async function isRunning(pid: number, start: string): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return (await startOf(pid)) === start;
}

/** Clock ticks from boot to the start of a process; process ids alone repeat, in containers at every start. */
async function startOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '0';
}
