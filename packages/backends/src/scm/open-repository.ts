import { resolve } from 'node:path';
import { BugSageError } from '@bugsage/core';
import type { CommitInfo, SourceRepository } from '../ports/index.ts';
import { requireGit, runGit } from './git.ts';
import { SCM_LIMITS } from './limits.ts';
import { updateMirror } from './mirror.ts';
import { commitOfRelease } from './release-commit.ts';
import { transportOf } from './repository-url.ts';
import { addWorktree } from './worktrees.ts';

export type OpenRepositoryOptions = {
  /** Absolute path, `https://`, `ssh://` or `user@host:path`. */
  readonly url: string;
  /** Bare mirror; made when missing. */
  readonly mirrorDirectory: string;
  /** Where throw-away checkouts go; `<mirrorDirectory>.worktrees` when left out. */
  readonly worktreeDirectory?: string;
  /** For https addresses that need one. */
  readonly token?: string | null;
};

export function worktreeDirectoryOf(options: Omit<OpenRepositoryOptions, 'url'>): string {
  return resolve(options.worktreeDirectory ?? `${options.mirrorDirectory}.worktrees`);
}

/** Clones or updates the mirror and gives read access. Errors: `repository_url`, `git_failed`, `git_unavailable`. */
export async function openRepository(options: OpenRepositoryOptions): Promise<SourceRepository> {
  transportOf(options.url);
  const mirrorDirectory = resolve(options.mirrorDirectory);
  const worktreeDirectory = worktreeDirectoryOf(options);
  await updateMirror({ url: options.url, mirrorDirectory, token: options.token ?? null });
  return {
    commitOfRelease: (release) => commitOfRelease(mirrorDirectory, release),
    listFiles: (commit) => listFiles(mirrorDirectory, commit),
    readFile: (commit, path) => readFile(mirrorDirectory, commit, path),
    isExecutable: (commit, path) => isExecutable(mirrorDirectory, commit, path),
    blame: (commit, path, line) => blame(mirrorDirectory, commit, { path, line }),
    commitInfo: (commit) => commitInfo(mirrorDirectory, commit),
    commitsOf: (commit, path, limit) => commitsOf(mirrorDirectory, commit, { path, limit }),
    worktree: (commit) => addWorktree({ mirrorDirectory, worktreeDirectory }, requireCommit(commit)),
  };
}

async function listFiles(mirrorDirectory: string, commit: string): Promise<string[]> {
  const names = await requireGit({
    mirrorDirectory,
    arguments: ['ls-tree', '-r', '-z', '--name-only', '--full-tree', requireCommit(commit)],
  });
  return names.split('\0').filter((name) => name !== '');
}

async function readFile(mirrorDirectory: string, commit: string, path: string): Promise<string | null> {
  if (!isRepositoryPath(path)) return null;
  const listing = await runGit({
    mirrorDirectory,
    arguments: ['ls-tree', '-l', '-z', '--full-tree', requireCommit(commit), '--', path],
  });
  // `<mode> blob <hash> <size>\t<path>`; 100644 and 100755 are files, 120000 is a link.
  const found = /^100\d{3} blob ([0-9a-f]+) +(\d+)\t/.exec(listing.stdout);
  if (listing.exitCode !== 0 || found === null || Number(found[2]) > SCM_LIMITS.fileBytesMax) return null;
  return requireGit({ mirrorDirectory, arguments: ['cat-file', 'blob', found[1] ?? ''] });
}

async function isExecutable(mirrorDirectory: string, commit: string, path: string): Promise<boolean> {
  if (!isRepositoryPath(path)) return false;
  const listing = await runGit({
    mirrorDirectory,
    arguments: ['ls-tree', '-z', '--full-tree', requireCommit(commit), '--', path],
  });
  return listing.stdout.startsWith('100755 ');
}

async function blame(
  mirrorDirectory: string,
  commit: string,
  place: { readonly path: string; readonly line: number },
): Promise<CommitInfo | null> {
  if (!isRepositoryPath(place.path) || !Number.isSafeInteger(place.line) || place.line < 1) return null;
  const range = `${place.line},${place.line}`;
  const { exitCode, stdout } = await runGit({
    mirrorDirectory,
    arguments: ['blame', '--porcelain', '-L', range, requireCommit(commit), '--', place.path],
  });
  const hash = stdout.split(' ', 1)[0] ?? '';
  return exitCode === 0 && isCommit(hash) ? commitInfo(mirrorDirectory, hash) : null;
}

async function commitsOf(
  mirrorDirectory: string,
  commit: string,
  { path, limit }: { readonly path: string; readonly limit: number },
): Promise<CommitInfo[]> {
  if (!isRepositoryPath(path) || !Number.isSafeInteger(limit) || limit < 1) return [];
  const { exitCode, stdout } = await runGit({
    mirrorDirectory,
    arguments: [
      'log',
      `-${limit}`,
      '--no-show-signature',
      '--format=%H%x00%an%x00%ae%x00%at%x00%s%x00',
      requireCommit(commit),
      '--',
      path,
    ],
  });
  if (exitCode !== 0) return [];
  const fields = stdout.split('\0').map((field) => field.replace(/^\n/, ''));
  const commits: CommitInfo[] = [];
  for (let at = 0; at + 4 < fields.length; at += 5) {
    const [hash = '', author = '', email = '', seconds = '', subject = ''] = fields.slice(at, at + 5);
    const authored = Number(seconds) * 1000;
    commits.push({ commit: hash, author_name: author, author_email: email, authored_at: authored, subject });
  }
  return commits;
}

async function commitInfo(mirrorDirectory: string, commit: string): Promise<CommitInfo | null> {
  const { exitCode, stdout } = await runGit({
    mirrorDirectory,
    arguments: [
      'log',
      '-1',
      '--no-show-signature',
      '--format=%H%x00%an%x00%ae%x00%at%x00%s',
      requireCommit(commit),
      '--',
    ],
  });
  const [hash, author, email = '', seconds, subject] = stdout.replace(/\n$/, '').split('\0');
  if (exitCode !== 0 || hash === undefined || author === undefined || subject === undefined) return null;
  const authored = Number(seconds) * 1000;
  return { commit: hash, author_name: author, author_email: email, authored_at: authored, subject };
}

/** Only full hashes reach a command line, so that no option or revision syntax can. */
function requireCommit(commit: string): string {
  if (isCommit(commit)) return commit;
  throw new BugSageError({
    kind: 'invalid_input',
    code: 'commit_hash',
    message: `A commit is named by its full hash of 40 or 64 lower-case hex digits, not by ${JSON.stringify(commit.slice(0, 80))}.`,
  });
}

function isCommit(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

function isRepositoryPath(path: string): boolean {
  if (path === '' || path.length > SCM_LIMITS.pathLengthMax || path.includes('\0')) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}
