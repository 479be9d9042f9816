import { importedFile } from '../analyze/syntax/modules.ts';
import { parseSource, type ParsedFile } from '../analyze/syntax/parse-source.ts';
import { walk } from '../analyze/syntax/walk.ts';
import type { CaseCode } from '../evidence/case.ts';
import { VERIFY_LIMITS } from './limits.ts';

/** What the files around a crash offer to a replay. */
export type Surroundings = {
  readonly texts: readonly string[];
  readonly numbers: readonly number[];
  readonly globals: readonly string[];
  readonly usesFetch: boolean;
};

const BROWSER_GLOBALS =
  'document window localStorage sessionStorage location history alert confirm requestAnimationFrame IntersectionObserver MutationObserver ResizeObserver customElements XMLHttpRequest getComputedStyle matchMedia'.split(
    ' ',
  );

/**
 * Reads the given files, what they import, the tests that name them and small data files. Their texts and numbers are
 * likely arguments: they name things that exist.
 */
export async function readSurroundings(code: CaseCode, paths: readonly string[]): Promise<Surroundings> {
  const own = await parseAll(code, await withImports(code, paths));
  const tests = await parseAll(code, code.files.filter((path) => isTestOf(path, paths)).slice(0, 5));
  const data = await Promise.all(
    code.files
      .filter(
        (path) =>
          path.endsWith('.json') && !/(?:^|\/)(?:package|package-lock|tsconfig)[^/]*\.json$/.test(path),
      )
      .slice(0, 3)
      .map((path) => code.repository.readFile(code.commit, path)),
  );
  const words = [...tests, ...own].flatMap(literalsOf);
  const quoted = data.flatMap((text) => [...(text ?? '').slice(0, 50_000).matchAll(/:\s*"([^"\\]*)"/g)]);
  const texts = [
    ...words.filter((word) => typeof word === 'string'),
    ...quoted.flatMap((found) => found[1] ?? []),
  ];
  const sources = own.map(({ text }) => text).join('\n');
  return {
    texts: bestTexts(texts),
    numbers: [...new Set([0, 1, 2, 100, 10_000, ...words.filter((word) => typeof word === 'number')])].slice(
      0,
      15,
    ),
    globals: BROWSER_GLOBALS.filter((name) => usesGlobal(sources, name)),
    usesFetch: /\bfetch\s*\(/.test(sources),
  };
}

async function withImports(code: CaseCode, paths: readonly string[]): Promise<string[]> {
  const found = new Set(paths);
  for (const path of found) {
    if (found.size >= VERIFY_LIMITS.filesReadMax) break;
    const file = await parseFile(code, path);
    for (const statement of file?.program.body ?? []) {
      if (!('source' in statement) || statement.source === null) continue;
      const target = importedFile(path, statement.source.value, code.files);
      if (target !== null) found.add(target);
    }
  }
  return [...found];
}

async function parseAll(code: CaseCode, paths: readonly string[]): Promise<ParsedFile[]> {
  const files = await Promise.all(paths.map((path) => parseFile(code, path)));
  return files.filter((file) => file !== null);
}

async function parseFile(code: CaseCode, path: string): Promise<ParsedFile | null> {
  const text = code.sources.get(path) ?? (await code.repository.readFile(code.commit, path));
  return text === null ? null : parseSource(path, text);
}

function isTestOf(path: string, paths: readonly string[]): boolean {
  if (!/(?:^|\/)(?:tests?|__tests__|spec)\/|\.(?:test|spec)\./.test(path)) return false;
  return paths.some((source) => path.includes(baseName(source)));
}

function baseName(path: string): string {
  return (path.split('/').at(-1) ?? path).replace(/\..*$/, '');
}

function literalsOf(file: ParsedFile): (string | number)[] {
  const found: (string | number)[] = [];
  walk(file.program, (node) => {
    if (node.type === 'ImportDeclaration') return false;
    if (node.type !== 'Literal') return true;
    if (typeof node.value === 'string' || typeof node.value === 'number') found.push(node.value);
    return true;
  });
  return found;
}

/** Names and keys before prose. */
function bestTexts(texts: readonly string[]): string[] {
  const usable = [...new Set(texts)].filter(
    (text) => text !== '' && text.length <= VERIFY_LIMITS.wordLengthMax,
  );
  const isProse = (text: string): boolean =>
    /\s/.test(text.trim()) || text.startsWith('./') || text.startsWith('../');
  return [...usable.filter((text) => !isProse(text)), ...usable.filter(isProse)].slice(
    0,
    VERIFY_LIMITS.wordsMax,
  );
}

function usesGlobal(sources: string, name: string): boolean {
  if (new RegExp(`typeof\\s+${name}\\b`).test(sources)) return false;
  return new RegExp(`(?<![\\w$.'"\`-])${name}\\b(?!\\s*:)`).test(sources);
}
