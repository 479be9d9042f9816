import { posix } from 'node:path';

const TEST_FILE = /(?:^|\/)[^/]+\.(?:test|spec)\.[cm]?[jt]sx?$/;

/** A free path for a test of a file: beside its other tests, else in the folder most tests are in, else in `test`. */
export function placeOfTest(files: readonly string[], source: string, isModule: boolean): string {
  const name = posix.basename(source).replace(/\.[^.]+$/, '');
  const tests = files.filter((path) => TEST_FILE.test(path));
  const own = tests.find((path) => posix.basename(path).startsWith(`${name}.`));
  const folder = own === undefined ? (mostCommonFolder(tests) ?? 'test') : posix.dirname(own);
  const ending = isModule && !source.endsWith('.mjs') ? 'js' : 'mjs';
  const known = new Set(files);
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : `-${number}`;
    const path = posix.join(folder, `${name}.regression${suffix}.test.${ending}`);
    if (!known.has(path)) return path;
  }
}

function mostCommonFolder(tests: readonly string[]): string | null {
  const folders = Map.groupBy(tests, (path) => posix.dirname(path));
  const [first] = [...folders].toSorted(([, left], [, right]) => right.length - left.length);
  return first?.[0] ?? null;
}
