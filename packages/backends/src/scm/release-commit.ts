import { requireGit, runGit } from './git.ts';
import { SCM_LIMITS } from './limits.ts';

/** Characters and pairs git gives a meaning in revisions; no tag name has them. */
const REVISION_SYNTAX = /[\s~^:?*[\\]|\.\.|@\{|^-/;
const HASH_INSIDE = new RegExp(
  `(?<![0-9a-zA-Z])[0-9a-f]{${SCM_LIMITS.hashLengthMin},40}(?![0-9a-zA-Z])`,
  'g',
);

/** See `SourceRepository.commitOfRelease`. */
export async function commitOfRelease(
  mirrorDirectory: string,
  release: string | null,
): Promise<{ commit: string; exact: boolean }> {
  if (release !== null && release.length <= SCM_LIMITS.releaseLengthMax) {
    for (const revision of [...tagsNamed(release), ...hashesIn(release)]) {
      const commit = await resolveCommit(mirrorDirectory, revision);
      if (commit !== null) return { commit, exact: true };
    }
  }
  return { commit: await newestCommit(mirrorDirectory), exact: false };
}

/** `shop@1.4.0+build` may be tagged as it is, as `1.4.0` or as `v1.4.0`. */
function tagsNamed(release: string): string[] {
  const version = release.slice(release.lastIndexOf('@') + 1);
  const plain = version.split('+')[0] ?? version;
  const names = new Set([release, version, `v${version}`, plain, `v${plain}`]);
  return [...names]
    .filter((name) => name !== '' && !REVISION_SYNTAX.test(name))
    .map((name) => `refs/tags/${name}`);
}

/** Longest first: a full hash says more than a short one beside it. */
function hashesIn(release: string): string[] {
  return (release.match(HASH_INSIDE) ?? []).toSorted((left, right) => right.length - left.length);
}

async function resolveCommit(mirrorDirectory: string, revision: string): Promise<string | null> {
  const { exitCode, stdout } = await runGit({
    mirrorDirectory,
    arguments: ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`],
  });
  return exitCode === 0 ? stdout.trim() : null;
}

/** The default branch; a mirror whose HEAD names a missing branch falls back to the branch committed to last. */
async function newestCommit(mirrorDirectory: string): Promise<string> {
  const head = await resolveCommit(mirrorDirectory, 'HEAD');
  if (head !== null) return head;
  const newest = await requireGit({
    mirrorDirectory,
    arguments: ['rev-list', '--all', '--max-count=1', '--end-of-options'],
  });
  return newest.trim();
}
