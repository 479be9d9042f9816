import type { Frame } from '@bugsage/core';
import { framePath } from '@bugsage/stacktrace';
import { EVIDENCE_LIMITS } from './limits.ts';
import { isReadableSource } from './path-policy.ts';

/** File names that say nothing: many folders have one, so the name alone never identifies it. */
const COMMON_NAMES = new Set(['index', 'main', 'app', 'utils', 'types', 'page', 'route', 'layout']);

/**
 * The files a frame may mean, best first: those sharing the longest end of the path. A checkout runs from any folder
 * and a browser sees URLs, so only the end of a path can be compared. `root` is the project's folder and wins ties.
 */
export function filesOfFrame(frame: Frame, files: readonly string[], root: string): string[] {
  const segments = (framePath(frame) ?? '').split('/').filter((part) => part !== '' && part !== '~');
  for (let length = segments.length; length > 0; length -= 1) {
    const end = segments.slice(-length).join('/');
    const found = files.filter(
      (path) => isReadableSource(path) && (path === end || path.endsWith(`/${end}`)),
    );
    if (found.length === 0) continue;
    if (length === 1 && segments.length > 1 && !isTelling(end) && found.length > 1) return [];
    return found
      .toSorted(
        (left, right) =>
          rankOf(right, root) - rankOf(left, root) || left.length - right.length || compare(left, right),
      )
      .slice(0, EVIDENCE_LIMITS.ambiguousFilesMax);
  }
  return [];
}

/**
 * How well a file explains a frame: 2 the line is the same, 1 the line has a word of the error's message or the file
 * names the function, 0 neither.
 */
export function fitOf(frame: Frame, text: string, words: readonly string[]): 0 | 1 | 2 {
  const line = lineOf(text, frame.lineno);
  if (line === null) return 0;
  if (frame.context_line !== null) return line.trim() === frame.context_line.trim() ? 2 : 0;
  if (words.some((word) => line.includes(word))) return 1;
  const name = frame.function?.split('.').at(-1) ?? '';
  return name.length > 1 && text.includes(name) ? 1 : 0;
}

export function lineOf(text: string, line: number | null): string | null {
  if (line === null || line < 1) return null;
  return text.split('\n')[line - 1] ?? null;
}

function isTelling(fileName: string): boolean {
  return !COMMON_NAMES.has(fileName.slice(0, fileName.indexOf('.')).toLowerCase());
}

function rankOf(path: string, root: string): number {
  return root !== '' && path.startsWith(`${root.replace(/\/$/, '')}/`) ? 1 : 0;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
