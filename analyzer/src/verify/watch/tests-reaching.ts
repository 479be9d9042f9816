import { lstat, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { VERIFY_LIMITS } from '../limits.ts';

const SOURCE = /\.[cm]?[jt]sx?$/;
const IN_TEST_FOLDER = /(?:^|\/)(?:tests?|__tests__|specs?)\//;
const TEST_NAME = /[._-](?:test|spec)\.[cm]?[jt]sx?$/;
const NO_TEST = /(?:^|\/)(?:node_modules|fixtures?|__fixtures__|__snapshots__|__mocks__)\/|\.d\.[cm]?ts$/;
const ENDINGS = ['', '.js', '.ts', '.mjs', '.cjs', '.jsx', '.tsx', '.mts', '.cts'];
const SPECIFIER = /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*(['"])(\.{1,2}(?:\/[^'"\n]*)?)\1/g;

/** Who imports what in a checkout, by the imported file. */
export type Importers = {
  readonly sources: readonly string[];
  readonly of: ReadonlyMap<string, readonly string[]>;
};

export async function readImporters(directory: string, files: readonly string[]): Promise<Importers> {
  const sources = files.filter((file) => SOURCE.test(file) && !NO_TEST.test(file));
  return { sources, of: await importersOf(directory, sources.slice(0, VERIFY_LIMITS.importFilesMax)) };
}

/**
 * Test files that may reach a file, the most likely first: those that import it, directly or through others, and those
 * that are named after it. Of many, those go first that are about other files of the stack as well.
 */
export function testsReaching(importers: Importers, path: string, stack: readonly string[]): string[] {
  const distances = distancesTo(path, importers.of);
  const names = new Set(stack.map(nameOf));
  const tests = importers.sources.filter((file) => file !== path && isTest(file));
  const ranked = tests.flatMap((file) => {
    const distance = distances.get(file) ?? null;
    const isNamed = nameOf(file) === nameOf(path);
    if (distance === null && !isNamed) return [];
    const worth = isNamed ? NAME_WORTH : names.has(nameOf(file)) ? STACK_NAME_WORTH : 0;
    return [{ file, rank: (distance ?? UNKNOWN_DISTANCE) - worth - nearness(file, path) }];
  });
  return ranked
    .toSorted((left, right) => left.rank - right.rank || left.file.localeCompare(right.file))
    .slice(0, VERIFY_LIMITS.watchedTestFilesMax)
    .map(({ file }) => file);
}

const UNKNOWN_DISTANCE = 4;
/** A test that has the name of the file is about it. */
const NAME_WORTH = 2;
const STACK_NAME_WORTH = 1.5;

function isTest(path: string): boolean {
  return TEST_NAME.test(path) || IN_TEST_FOLDER.test(path);
}

/** `lib/rules/no-foo.js`, `tests/no-foo.test.js` -> `no-foo`. */
function nameOf(path: string): string {
  const name = posix
    .basename(path)
    .replace(SOURCE, '')
    .replace(/[._-](?:test|spec)$/, '');
  return name === 'index' ? posix.basename(posix.dirname(path)) : name;
}

/** Below one: decides between tests that are equally far. */
function nearness(test: string, path: string): number {
  const folders = new Set(path.split('/').slice(0, -1));
  const shared = test.split('/').filter((part) => folders.has(part)).length;
  return Math.min(9, shared) / 10;
}

/** How many imports lie between a file and those that reach it. */
function distancesTo(path: string, importers: ReadonlyMap<string, readonly string[]>): Map<string, number> {
  const distances = new Map([[path, 0]]);
  const pending = [path];
  for (let at = pending.shift(); at !== undefined; at = pending.shift()) {
    const distance = (distances.get(at) ?? 0) + 1;
    for (const importer of importers.get(at) ?? []) {
      if (distances.has(importer)) continue;
      distances.set(importer, distance);
      pending.push(importer);
    }
  }
  return distances;
}

async function importersOf(directory: string, files: readonly string[]): Promise<Map<string, string[]>> {
  const known = new Set(files);
  const importers = new Map<string, string[]>();
  for (const file of files) {
    for (const [, , specifier = ''] of (await textOf(join(directory, file))).matchAll(SPECIFIER)) {
      const target = resolved(posix.join(posix.dirname(file), specifier), known);
      if (target === null) continue;
      const others = importers.get(target);
      if (others === undefined) importers.set(target, [file]);
      else others.push(file);
    }
  }
  return importers;
}

/** A checkout may hold links to anything. */
async function textOf(path: string): Promise<string> {
  const about = await lstat(path).catch(() => null);
  if (about === null || !about.isFile() || about.size > VERIFY_LIMITS.importFileBytesMax) return '';
  return readFile(path, 'utf8').catch(() => '');
}

function resolved(path: string, known: ReadonlySet<string>): string | null {
  const plain = path.replace(/\/$/, '');
  // TypeScript writes the ending that a file will have.
  const bare = plain.replace(/\.[cm]?jsx?$/, '');
  const tried = [
    ...ENDINGS.map((ending) => plain + ending),
    ...ENDINGS.slice(1).map((ending) => bare + ending),
    ...ENDINGS.slice(1).map((ending) => posix.join(plain, `index${ending}`)),
  ];
  return tried.find((each) => known.has(each)) ?? null;
}
