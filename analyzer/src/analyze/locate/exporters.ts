import { posix } from 'node:path';
import type { SourceReader } from '../source-reader.ts';
import { exportsOf } from '../syntax/exports.ts';

/** Files opened to see what they export; names of files that resemble the wanted one come first. */
const FILES_MAX = 25;

/** Files of the same language that export a name, nearest folder first. */
export async function exportersOf(name: string, from: string, sources: SourceReader): Promise<string[]> {
  const folder = posix.dirname(from);
  const wanted = name.toLowerCase();
  const rank = (path: string): number =>
    (posix
      .basename(path)
      .toLowerCase()
      .replaceAll(/[^a-z0-9]/g, '')
      .includes(wanted)
      ? 0
      : 2) + (posix.dirname(path) === folder ? 0 : 1);
  const files = sources.files
    .filter(
      (path) =>
        path !== from &&
        /\.[cm]?[jt]sx?$/.test(path) &&
        !/(?:^|[./])(?:test|tests|spec)\b|node_modules/.test(path),
    )
    .toSorted(
      (left, right) => rank(left) - rank(right) || left.length - right.length || (left < right ? -1 : 1),
    )
    .slice(0, FILES_MAX);
  const found: string[] = [];
  for (const path of files) {
    const file = await sources.parsed(path);
    if (file !== null && exportsOf(file).names.has(name)) found.push(path);
  }
  return found;
}
