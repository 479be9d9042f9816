import { applyPatch, parsePatch } from 'diff';
import type { ChangedFile, SourceRepository } from '@bugsage/backends';
import { BugSageError } from '@bugsage/core';

/** The files of a diff as they are after it, on top of a commit. Throws `patch_does_not_apply`. */
export async function changedFiles(
  repository: SourceRepository,
  commit: string,
  diff: string,
): Promise<ChangedFile[]> {
  const files: ChangedFile[] = [];
  for (const patch of parsePatch(diff)) {
    const isRemoved = patch.newFileName === '/dev/null';
    const path = ((isRemoved ? patch.oldFileName : patch.newFileName) ?? '').replace(/^[ab]\//, '');
    const before = patch.oldFileName === '/dev/null' ? '' : await repository.readFile(commit, path);
    const after = before === null ? false : applyPatch(before, patch);
    if (after === false) {
      throw new BugSageError({
        kind: 'conflict',
        code: 'patch_does_not_apply',
        message: `${path} has changed since: the patch does not apply to commit ${commit.slice(0, 12)}. Download it and apply it by hand.`,
      });
    }
    const executable = await repository.isExecutable(commit, path);
    files.push({ path, content: isRemoved ? null : after, executable });
  }
  return files;
}
