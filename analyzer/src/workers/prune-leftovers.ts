import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pruneWorktrees, worktreeDirectoryOf } from '@bugsage/backends';
import { REPOSITORIES_FOLDER } from './open-case.ts';

/** Removes checkouts that a killed analyzer left behind; answers how many. */
export async function pruneLeftovers(dataDirectory: string): Promise<number> {
  const folder = join(dataDirectory, REPOSITORIES_FOLDER);
  const names = await readdir(folder).catch(() => [] as string[]);
  let removed = 0;
  for (const name of names.filter((entry) => /^[0-9a-f]+$/.test(entry))) {
    const mirrorDirectory = join(folder, name);
    removed += await pruneWorktrees({
      mirrorDirectory,
      worktreeDirectory: worktreeDirectoryOf({ mirrorDirectory }),
    });
  }
  return removed;
}
