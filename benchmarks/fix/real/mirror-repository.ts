import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { CommitInfo, SourceRepository } from '@bugsage/backends';

const run = promisify(execFile);
const OUTPUT_BYTES_MAX = 256 * 1024 * 1024;

/**
 * A commit of a local clone as the analyzer sees repositories. It reads the clone where it lies: copying histories of
 * this size for each case would take longer than everything else.
 */
export function mirrorRepository(mirror: string, commit: string): SourceRepository {
  const git = async (...arguments_: string[]): Promise<string | null> => {
    try {
      const { stdout } = await run('git', ['-C', mirror, '-c', 'core.hooksPath=/dev/null', ...arguments_], {
        maxBuffer: OUTPUT_BYTES_MAX,
      });
      return stdout;
    } catch {
      return null;
    }
  };
  const commitInfo = async (hash: string): Promise<CommitInfo | null> => {
    const text = await git('log', '-1', '--format=%H%x00%an%x00%at%x00%s', hash, '--');
    const [found, author, seconds, subject] = text?.trimEnd().split('\0') ?? [];
    if (found === undefined || author === undefined || subject === undefined) return null;
    return { commit: found, author_name: author, authored_at: Number(seconds) * 1000, subject };
  };
  return {
    commitOfRelease: async () => ({ commit, exact: true }),
    listFiles: async (at) =>
      (await git('ls-tree', '-r', '--name-only', at))?.split('\n').filter(Boolean) ?? [],
    isExecutable: async (at, path) => (await git('ls-tree', at, '--', path))?.startsWith('100755') === true,
    readFile: (at, path) => git('show', `${at}:${path}`),
    blame: async (at, path, line) => {
      const text = await git('blame', '--porcelain', '-L', `${line},${line}`, at, '--', path);
      return text === null ? null : commitInfo(text.split(' ', 1)[0] ?? '');
    },
    commitInfo,
    // Histories of these repositories are long, and nothing measured here depends on them.
    commitsOf: async () => [],
    worktree: async (at) => {
      const path = await mkdtemp(join(tmpdir(), 'bugsage-fix-bench-'));
      await run('git', ['-C', mirror, 'archive', '-o', `${path}.tar`, at]);
      await run('tar', ['-xf', `${path}.tar`, '-C', path]);
      await rm(`${path}.tar`);
      return { path, commit: at, remove: () => rm(path, { recursive: true, force: true }) };
    },
  };
}
