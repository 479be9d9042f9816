import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isMarkedRunning, ownMark } from '../process-mark.ts';
import { requireGit, runGit } from './git.ts';
import { inTurn } from './in-turn.ts';
import type { Worktree } from '../ports/index.ts';

const FOLDER_NAME = /^(\d+-\d+)-[0-9a-f-]{36}$/;

export type WorktreePlace = { readonly mirrorDirectory: string; readonly worktreeDirectory: string };

/** Checks the commit out into a new folder whose name says which process it belongs to. */
export async function addWorktree(place: WorktreePlace, commit: string): Promise<Worktree> {
  await mkdir(place.worktreeDirectory, { recursive: true });
  const path = join(place.worktreeDirectory, `${await ownMark()}-${randomUUID()}`);
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
    const [, owner] = FOLDER_NAME.exec(name) ?? [];
    if (owner === undefined || (await isMarkedRunning(owner))) continue;
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
