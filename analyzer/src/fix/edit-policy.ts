import { diffLines } from 'diff';
import type { FileEdit } from '../analyze/diagnosis.ts';
import { parses } from '../analyze/syntax/parse-source.ts';
import type { CaseCode } from '../evidence/case.ts';
import { isReadableSource } from '../evidence/path-policy.ts';
import {
  EDIT_LIMITS,
  PROTECTED_PATHS,
  PURE_PYTHON_MODULES,
  REFUSED_ADDITIONS,
  REFUSED_PYTHON_ADDITIONS,
  type EditRule,
} from './edit-rules.ts';

export type EditVerdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly rule: EditRule; readonly reason: string };

type CodeView = Pick<CaseCode, 'files' | 'frames' | 'sources'>;
type Refusal = { readonly rule: EditRule; readonly reason: string };

/**
 * Says whether a patch may be run and shown. The same for patches of rules and of models: only source files of the
 * crashing package and one test, small, and nothing that reaches out of the program or silences checks.
 */
export function checkEdits(edits: readonly FileEdit[], code: CodeView): EditVerdict {
  const refusal =
    refusePatch(edits) ?? firstOf(edits, (edit) => refusePath(edit, code) ?? refuseChange(edit, code));
  return refusal === null ? { allowed: true } : { allowed: false, ...refusal };
}

export function isTestPath(path: string): boolean {
  return /(?:^|\/)(?:tests?|__tests__|spec)\/|[.-](?:test|spec)\.[cm]?[jt]sx?$|(?:^|\/)test_[^/]+\.py$/.test(
    path,
  );
}

function refusePatch(edits: readonly FileEdit[]): Refusal | null {
  if (edits.every((edit) => edit.before === edit.after))
    return { rule: 'no-change', reason: 'The patch changes nothing.' };
  if (edits.length > EDIT_LIMITS.filesMax)
    return {
      rule: 'too-many-files',
      reason: `It changes ${edits.length} files; ${EDIT_LIMITS.filesMax} are allowed.`,
    };
  const tests = edits.filter((edit) => isTestPath(edit.path)).length;
  if (tests > EDIT_LIMITS.testFilesMax)
    return { rule: 'too-many-tests', reason: `It changes ${tests} test files; one is allowed.` };
  const lines = edits.reduce((sum, edit) => sum + changedLines(edit), 0);
  if (lines > EDIT_LIMITS.changedLinesMax)
    return {
      rule: 'too-many-lines',
      reason: `It changes ${lines} lines; ${EDIT_LIMITS.changedLinesMax} are allowed.`,
    };
  return null;
}

function refusePath({ path, before }: FileEdit, code: CodeView): Refusal | null {
  if (!isInside(path))
    return { rule: 'outside-repository', reason: `${path} is no path inside the repository.` };
  for (const { rule, pattern } of PROTECTED_PATHS)
    if (pattern.test(path)) return { rule, reason: `${path} must not be changed by a patch.` };
  if (!isReadableSource(path)) return { rule: 'not-source', reason: `${path} is not a source file.` };
  const exists = code.files.includes(path);
  if (!exists && !(isTestPath(path) && before === ''))
    return {
      rule: 'unknown-file',
      reason: `${path} is not in the repository, and only a test may be added.`,
    };
  const source = code.sources.get(path);
  if (source !== undefined && source !== before)
    return { rule: 'stale-file', reason: `The patch was made for another version of ${path}.` };
  const packages = new Set(code.frames.map((frame) => packageOf(frame.path, code.files)));
  if (!packages.has(packageOf(path, code.files)))
    return { rule: 'other-package', reason: `${path} is not in a package of the stack.` };
  return null;
}

function refuseChange(edit: FileEdit, code: CodeView): Refusal | null {
  const { path, before, after } = edit;
  const isPython = path.endsWith('.py');
  for (const { rule, pattern } of isPython ? REFUSED_PYTHON_ADDITIONS : REFUSED_ADDITIONS)
    if (countOf(after, pattern) > countOf(before, pattern))
      return { rule, reason: `The patch of ${path} adds ${firstAddition(edit, pattern)}.` };
  const added = isPython ? newPythonModule(edit, code) : newModule(edit);
  if (added !== undefined)
    return { rule: 'new-dependency', reason: `The patch of ${path} imports ${added}.` };
  const assertion = isPython ? PYTHON_ASSERTION : ASSERTION;
  if (isTestPath(path) && countOf(after, assertion) < countOf(before, assertion))
    return { rule: 'removed-assertion', reason: `The patch of ${path} removes an assertion.` };
  return parses(path, after)
    ? null
    : { rule: 'does-not-parse', reason: `The patched ${path} does not parse.` };
}

const ASSERTION = /\b(?:expect|assert(?:\.\w+)?|should)\s*\(/g;
const PYTHON_ASSERTION = /\bassert\b|\bself\s*\.\s*(?:assert\w+|fail)\s*\(|\braises\s*\(/g;
const TEST_RUNNERS = new Set(['vitest', 'node:test', 'node:assert', 'node:assert/strict', '@jest/globals']);
const PYTHON_TEST_RUNNERS = new Set(['unittest', 'pytest']);

function newModule({ path, before, after }: FileEdit): string | undefined {
  const known = moduleSources(before);
  return moduleSources(after).find(
    (source) => !source.startsWith('.') && !known.includes(source) && !isTestRunner(path, source),
  );
}

/** Neither of the repository nor one that only computes. A file of that name makes it one of the repository. */
function newPythonModule({ path, before, after }: FileEdit, code: CodeView): string | undefined {
  const known = pythonModules(before);
  return pythonModules(after).find(
    (name) =>
      !known.includes(name) &&
      !PURE_PYTHON_MODULES.has(name) &&
      !(isTestPath(path) && PYTHON_TEST_RUNNERS.has(name)) &&
      !code.files.some((file) => `/${file}`.endsWith(`/${name}.py`) || `/${file}`.includes(`/${name}/`)),
  );
}

/** First parts of the absolute imports of a Python file. */
function pythonModules(text: string): string[] {
  const statements = [
    ...text.matchAll(/(?:^|[;:])[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import\b|import[ \t]+([\w., \t]+))/gm),
  ];
  return statements
    .flatMap(([, from, names]) => (from ?? names ?? '').split(','))
    .map((name) => name.trim().split(/[.\s]/)[0] ?? '')
    .filter((name) => name !== '');
}

function isTestRunner(path: string, source: string): boolean {
  return isTestPath(path) && TEST_RUNNERS.has(source);
}

function isInside(path: string): boolean {
  if (
    path === '' ||
    path.startsWith('/') ||
    path.includes('\\') ||
    path.includes('\0') ||
    /^[a-z]:/i.test(path)
  )
    return false;
  return path.split('/').every((part) => part !== '..' && part !== '.' && part !== '');
}

/** The folder of the nearest package.json above a file; empty for the root. */
function packageOf(path: string, files: readonly string[]): string {
  const parts = path.split('/').slice(0, -1);
  for (; parts.length > 0; parts.pop())
    if (files.includes(`${parts.join('/')}/package.json`)) return parts.join('/');
  return '';
}

function changedLines({ before, after }: FileEdit): number {
  return diffLines(before, after).reduce(
    (sum, part) => sum + (part.added || part.removed ? part.count : 0),
    0,
  );
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function firstAddition({ before, after }: FileEdit, pattern: RegExp): string {
  const known = new Set(before.match(pattern) ?? []);
  const found = after.match(pattern) ?? [];
  return (found.find((text) => !known.has(text)) ?? found[0] ?? '').replaceAll(/\s+/g, ' ').slice(0, 80);
}

function moduleSources(text: string): string[] {
  return [...text.matchAll(/\b(?:from|import)\s*['"]([^'"\n]{1,200})['"]/g)].map((found) => found[1] ?? '');
}

function firstOf<Item, Found>(items: readonly Item[], find: (item: Item) => Found | null): Found | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}
