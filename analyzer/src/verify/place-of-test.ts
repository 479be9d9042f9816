import { posix } from 'node:path';

const TEST_FILE = /(?:^|\/)[^/]+\.(?:test|spec)\.[cm]?[jt]sx?$/;

export type TestPlace = {
  /** Whether Node reads the tested file as a module. */
  readonly isModule: boolean;
  /** For runners that load tests with `require`. */
  readonly isCommonJsTest?: boolean;
  /** Folder of the package; tests stay inside of it. */
  readonly folder?: string;
};

/** A free path for a test of a file: beside its other tests, else in the folder most tests are in, else in `test`. */
export function placeOfTest(files: readonly string[], source: string, place: TestPlace): string {
  const { isModule, isCommonJsTest = false, folder: inside = '' } = place;
  const name = posix.basename(source).replace(/\.[^.]+$/, '');
  const tests = files.filter(
    (path) => TEST_FILE.test(path) && (inside === '' || path.startsWith(`${inside}/`)),
  );
  const own = tests.find((path) => posix.basename(path).startsWith(`${name}.`));
  const folder =
    own === undefined ? (mostCommonFolder(tests) ?? posix.join(inside, 'test')) : posix.dirname(own);
  const ending = isCommonJsTest || (isModule && !source.endsWith('.mjs')) ? 'js' : 'mjs';
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
