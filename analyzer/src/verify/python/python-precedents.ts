import type { FileEdit } from '../../analyze/diagnosis.ts';
import { pythonLine, pythonText } from '../../analyze/python/parse-python.ts';
import { childrenOf } from '../../analyze/python/python-nodes.ts';
import type { PythonEntry } from './python-entry.ts';
import { printPython } from './python-value.ts';

/** What the repository itself shows of the right result. */
export type PythonPrecedents = {
  /** What the function returns before the crash because a parameter is not there, as Python text. */
  readonly results: readonly string[];
  /** The patch takes a default for a key that the file takes for the same key elsewhere. */
  readonly isDefaultAlike: boolean;
};

export function pythonPrecedents(
  entry: PythonEntry,
  line: number,
  edits: readonly FileEdit[],
): PythonPrecedents {
  return { results: earlyResults(entry, line), isDefaultAlike: edits.every(isDefaultAlike) };
}

/** `if not key: return ""` above the crash, where `key` is a parameter. */
function earlyResults({ file, node, parameters }: PythonEntry, crashLine: number): string[] {
  const found: string[] = [];
  node.cursor().iterate((inner) => {
    if (inner.name === 'FunctionDefinition' && inner.from !== node.from) return false;
    if (inner.name !== 'IfStatement' || pythonLine(file, inner) >= crashLine) return true;
    const [, test, body] = childrenOf(inner.node);
    const statements = body === undefined ? [] : childrenOf(body).filter(({ name }) => name !== ':');
    const [only] = statements;
    if (test === undefined || statements.length !== 1 || only?.name !== 'ReturnStatement') return true;
    const name = missingName(pythonText(file, test));
    const result = literalOf(pythonText(file, only));
    if (name !== null && parameters.includes(name) && result !== null) found.push(result);
    return true;
  });
  return found;
}

/** `not key`, `key is None` -> `key`. */
function missingName(test: string): string | null {
  return /^not (\w+)$/.exec(test.trim())?.[1] ?? /^(\w+) is None$/.exec(test.trim())?.[1] ?? null;
}

/** A literal as results are printed; null for anything that is computed. */
function literalOf(statement: string): string | null {
  const text = statement.replace(/^return\b/, '').trim();
  if (text === '') return 'None';
  if (/^(?:None|\d+(?:\.\d+)?|\[\]|\{\})$/.test(text)) return text;
  const quoted = /^(['"])([^'"\\]*)\1$/.exec(text)?.[2];
  return quoted === undefined ? null : printPython(quoted);
}

/** All that is new are `get("key", default)`, each of which the file has already. */
function isDefaultAlike({ before, after }: FileEdit): boolean {
  const [old, now] = [before, after].map((text) => [
    ...text.matchAll(/\.get\(\s*(["'][^"']*["'])\s*,\s*([^()]*?)\)/g),
  ]);
  const known = new Set((old ?? []).map(([, key, value]) => `${key ?? ''} ${value ?? ''}`));
  const fresh = (now ?? []).length - (old ?? []).length;
  const isKnown = (now ?? []).every(([, key, value]) => known.has(`${key ?? ''} ${value ?? ''}`));
  return fresh > 0 && isKnown && withoutKeys(before) === withoutKeys(after);
}

/** The text with every read of a key in one form, so that only other changes are left. */
function withoutKeys(text: string): string {
  return text
    .replaceAll(/\.get\(\s*["']([^"']*)["']\s*,\s*[^()]*?\)/g, '[$1]')
    .replaceAll(/\[\s*["']([^"']*)["']\s*\]/g, '[$1]');
}

/** Why a patch cannot be called proven whatever its replay shows; null when nothing speaks against it. */
export function pythonSuspicion(edits: readonly FileEdit[]): string | null {
  const more = (pattern: RegExp): boolean =>
    edits.some(
      ({ before, after }) => [...after.matchAll(pattern)].length > [...before.matchAll(pattern)].length,
    );
  if (more(/^\s*except\b/gm) || more(/\bsuppress\(/g))
    return 'The patch catches the error instead of preventing it.';
  if (more(/\bor \{\}|, \{\}\)|else \{\}/g))
    return 'The patch puts an empty object where a value is missing.';
  return null;
}
