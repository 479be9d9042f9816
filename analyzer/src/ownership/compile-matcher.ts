import type { NormalizedEvent } from '@bugsage/core';
import { compileGlob } from '@bugsage/fingerprint';
import { OWNERSHIP_LIMITS } from './limits.ts';
import type { OwnershipMatcher } from './ownership-rule.ts';

/** What rules are compared with. */
export type OwnershipSubject = {
  /** A frame's path as the event names it, in its several ways. */
  readonly paths: readonly string[];
  /** From the root of the repository; null when it is not known where the frame is in it. */
  readonly repositoryPath: string | null;
  readonly modules: readonly string[];
  readonly url: string | null;
  readonly tags: NormalizedEvent['tags'];
};

/** Whether a rule holds. Case does not matter, as in Sentry. Time is bounded by pattern times text (see compileGlob). */
export function compileMatcher(matcher: OwnershipMatcher): (subject: OwnershipSubject) => boolean {
  switch (matcher.kind) {
    case 'path': {
      const { test } = compileGlob(matcher.pattern, { ignoresCase: true });
      const fromAnywhere = compileGlob(`*/${matcher.pattern}`, { ignoresCase: true }).test;
      return ({ paths }) => paths.some((path) => test(path) || fromAnywhere(`/${path}`));
    }
    case 'module': {
      const { test } = compileGlob(matcher.pattern, { ignoresCase: true });
      return ({ modules }) => modules.some(test);
    }
    case 'url': {
      const { test } = compileGlob(matcher.pattern, { ignoresCase: true });
      return ({ url }) => url !== null && test(url);
    }
    case 'tag': {
      const { test } = compileGlob(matcher.pattern, { ignoresCase: true });
      return ({ tags }) => tags.some(([key, value]) => key === matcher.key && test(value));
    }
    case 'codeowners': {
      const globs = codeownersGlobs(matcher.pattern).map((glob) => compileGlob(glob, { isPath: true }).test);
      const test = (path: string): boolean => globs.some((matches) => matches(path));
      return ({ paths, repositoryPath }) =>
        repositoryPath === null ? paths.some((path) => endsOf(path).some(test)) : test(repositoryPath);
    }
  }
}

/**
 * What may be the path from the root: a checkout runs from any folder, so every end of the path may be, but for the bare
 * name of the file, which would be at the root.
 */
function endsOf(path: string): readonly string[] {
  const parts = path.split('/').filter((part) => part !== '');
  const firstMax = Math.min(Math.max(parts.length - 2, 0), OWNERSHIP_LIMITS.pathFoldersMax);
  return Array.from({ length: firstMax + 1 }, (_, first) => parts.slice(first).join('/'));
}

/**
 * The rules of gitignore, as far as CODEOWNERS has them: a slash before the end ties a pattern to the root, without one
 * it counts in every folder; a folder means all below it, `docs/*` only what is in it.
 */
export function codeownersGlobs(pattern: string): readonly string[] {
  const isFolder = pattern.endsWith('/');
  const bare = pattern.replace(/^\//, '').replace(/\/$/, '');
  const isTied = pattern.slice(0, -1).includes('/');
  const starts = isTied ? [bare] : [bare, `**/${bare}`];
  const isOneLevel = /(?:^|\/)\*$/.test(bare) && bare !== '*';
  if (isFolder) return starts.map((start) => `${start}/**`);
  if (isOneLevel) return starts;
  return starts.flatMap((start) => [start, `${start}/**`]);
}
