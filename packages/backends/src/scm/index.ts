export { openRepository, worktreeDirectoryOf, type OpenRepositoryOptions } from './open-repository.ts';
export { pruneWorktrees, type WorktreePlace } from './worktrees.ts';
