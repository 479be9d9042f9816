import type { CommitInfo, SourceRepository, Worktree } from '@bugsage/backends';

export const COMMIT = 'c0ffee0000000000000000000000000000000001';

/** A repository of one commit that lives in memory. */
export function memoryRepository(files: Readonly<Record<string, string>>): SourceRepository {
  const info: CommitInfo = {
    commit: COMMIT,
    author_name: 'Ada',
    authored_at: Date.UTC(2026, 0, 5),
    subject: 'Add the shop',
  };
  return {
    commitOfRelease: async (release) => ({ commit: COMMIT, exact: release !== null }),
    listFiles: async () => Object.keys(files),
    readFile: async (_commit, path) => files[path] ?? null,
    isExecutable: async () => false,
    blame: async (_commit, path) => (Object.hasOwn(files, path) ? info : null),
    commitsOf: async (_commit, path) => (Object.hasOwn(files, path) ? [info] : []),
    commitInfo: async (commit) => (commit === COMMIT ? info : null),
    worktree: async (): Promise<Worktree> => {
      throw new Error('This repository has no checkout.');
    },
  };
}
