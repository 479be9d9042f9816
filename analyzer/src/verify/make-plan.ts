import type { JsonObject, NormalizedEvent } from '@bugsage/core';
import { positionOf, parseSource, type ParsedFile } from '../analyze/syntax/parse-source.ts';
import { enclosingFunction, isFunction, walk, type FunctionNode } from '../analyze/syntax/walk.ts';
import { listHoldersOf } from '../analyze/locate/list-holders.ts';
import type { CaseCode } from '../evidence/case.ts';
import { answeredTwiceIn, badInputFor } from './bad-answers.ts';
import { capturedArguments } from './captured-arguments.ts';
import { findCrashExpression } from './crash-expression.ts';
import { exposedText, findEntry, type FoundEntry } from './find-entry.ts';
import { instrument } from './instrument.ts';
import { VERIFY_LIMITS } from './limits.ts';
import { errorKeyOf } from './replay/error-key.ts';
import type { Plan } from './replay/plan.ts';
import { readSurroundings } from './words.ts';

export type ReplaySubject = {
  readonly code: CaseCode;
  readonly error: { readonly type: string; readonly value: string };
  readonly event: NormalizedEvent;
};

/** The plan, or why there can be none. */
export type PlanResult =
  | { readonly plan: Plan; readonly crashFile: ParsedFile; readonly crashFunction: FunctionNode | null }
  | { readonly plan: null; readonly reason: string };

export async function makePlan({ code, error, event }: ReplaySubject): Promise<PlanResult> {
  const [frame] = code.frames;
  if (frame === undefined) return { plan: null, reason: 'No frame of the stack lies in the repository.' };
  const crashFile = parsed(code, frame.path);
  if (crashFile === null)
    return { plan: null, reason: `${frame.path} cannot be replayed: it is no JavaScript that parses.` };
  const expected = errorKeyOf(error.type, error.value);
  const crash = findCrashExpression(crashFile, frame, expected);
  const crashFunction = crash === null ? null : enclosingFunction(crash.node);
  if (crashFunction === null && expected.kind === 'load')
    return { plan: loadPlan(crashFile.path, frame.line, expected), crashFile, crashFunction };
  if (crash === null || crashFunction === null) {
    return {
      plan: null,
      reason: `Line ${frame.line} of ${frame.path} is in no function that could be called.`,
    };
  }
  const found = entriesOf(code, crashFile, crashFunction);
  const entries = found.map(({ entry }) => entry);
  if (entries.length === 0)
    return { plan: null, reason: 'No function on the stack can be reached from outside.' };
  const exposed = await exposedTexts(code, entries);
  const text = exposed[crashFile.path] ?? crashFile.text;
  const instrumented = instrument({ ...crashFile, text }, crashFunction);
  const paths = [...new Set([crashFile.path, ...entries.map(({ entry }) => entry.module)])];
  const surroundings = await readSurroundings(code, paths);
  const bad = badInputFor(error, event);
  const plan: Plan = {
    entries: entries.map(({ entry }) => entry),
    captured: found.map(({ entry, vars }) => capturedArguments(entry, vars)),
    expected,
    crash: {
      module: crashFile.path,
      line: positionOf(crashFile, crash.offset).line,
      offset: crash.offset,
      instrumentedOffset: instrumented.offsetOf(crash.offset),
      isPattern: crash.node.type === 'Property',
    },
    exposed,
    instrumented: { [crashFile.path]: instrumented.text },
    sites: instrumented.sites.map(({ key, start, end }) => ({
      key,
      replaceable: crash.offset < start || end <= crash.offset,
    })),
    globals: surroundings.globals,
    usesFetch: surroundings.usesFetch,
    badAnswers: bad.answers,
    badValue: bad.value,
    answeredTwice: answeredTwiceIn(error.value),
    listHolders: isListUse(expected)
      ? listHoldersOf(crashFile, crash.node).slice(0, VERIFY_LIMITS.listHoldersMax)
      : [],
    dictionary: { texts: surroundings.texts, numbers: surroundings.numbers },
    names: namesNear(crashFile, frame.line),
    budgetMs: VERIFY_LIMITS.searchBudgetMs,
  };
  return { plan, crashFile, crashFunction };
}

/** Nothing but to load a module that an import of it keeps from loading. */
function loadPlan(module: string, line: number, expected: Plan['expected']): Plan {
  const entry = { module, access: [], kind: 'module', method: '', label: `import of ${module}` } as const;
  return {
    entries: [{ ...entry, parameters: [], exported: true }],
    captured: [null],
    expected,
    crash: { module, line, offset: 0, instrumentedOffset: 0, isPattern: false },
    exposed: {},
    instrumented: {},
    sites: [],
    globals: [],
    usesFetch: false,
    answeredTwice: null,
    badAnswers: [],
    badValue: null,
    dictionary: { texts: [], numbers: [] },
    listHolders: [],
    names: [],
    budgetMs: VERIFY_LIMITS.searchBudgetMs,
  };
}

/** The message says that something without a list's methods was used as a list. */
function isListUse({ kind, name, text }: Plan['expected']): boolean {
  return kind === 'callee' && (text === 'iterable' || (name !== null && name in Array.prototype));
}

type StackEntry = { readonly entry: FoundEntry; readonly vars: JsonObject | null };

/** Exported functions first, from the crash outwards; then those that need an export for the replay. */
function entriesOf(code: CaseCode, crashFile: ParsedFile, crashFunction: FunctionNode): StackEntry[] {
  const found: StackEntry[] = [];
  const add = (file: ParsedFile, owner: FunctionNode, vars: JsonObject | null): void => {
    const entry = findEntry(file, owner);
    if (entry === null || found.some((known) => known.entry.owner === entry.owner)) return;
    // The variables of an inner function are not the arguments of the one around it.
    found.push({ entry, vars: entry.owner === owner ? vars : null });
  };
  add(crashFile, crashFunction, code.frames[0]?.frame.vars ?? null);
  const files = new Map([[crashFile.path, crashFile]]);
  for (const frame of code.frames.slice(1)) {
    const file = files.get(frame.path) ?? parsed(code, frame.path);
    if (file === null) continue;
    files.set(frame.path, file);
    const owner = functionAt(file, frame.line);
    if (owner !== null) add(file, owner, frame.frame.vars);
  }
  const exported = found.filter(({ entry }) => entry.expose === null);
  const hidden = found.filter(({ entry }) => entry.expose !== null);
  return [...exported, ...hidden].slice(0, VERIFY_LIMITS.entriesMax);
}

/** The innermost function whose code covers a line. */
function functionAt(file: ParsedFile, line: number): FunctionNode | null {
  let innermost: FunctionNode | null = null;
  walk(file.program, (node) => {
    if (!isFunction(node)) return;
    if (positionOf(file, node.start).line <= line && positionOf(file, node.end).line >= line)
      innermost = node;
  });
  return innermost;
}

export async function exposedTexts(
  code: CaseCode,
  entries: readonly FoundEntry[],
): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const path of new Set(entries.map(({ entry }) => entry.module))) {
    const names = entries.flatMap(({ entry, expose }) => (entry.module === path ? (expose ?? []) : []));
    const file = parsed(code, path);
    if (file === null || names.length === 0) continue;
    texts[path] = exposedText(file, names, await isModule(code, file));
  }
  return texts;
}

/** How Node reads a file: by its ending, by its own statements, by the nearest package.json. */
export async function isModule(code: CaseCode, file: ParsedFile): Promise<boolean> {
  if (/\.m[jt]s$/.test(file.path)) return true;
  if (/\.c[jt]s$/.test(file.path)) return false;
  if (file.program.body.some((node) => /^(?:Import|Export)/.test(node.type))) return true;
  const folders = file.path.split('/').slice(0, -1);
  for (let depth = folders.length; depth >= 0; depth -= 1) {
    const path = [...folders.slice(0, depth), 'package.json'].join('/');
    if (!code.files.includes(path)) continue;
    return /"type"\s*:\s*"module"/.test((await code.repository.readFile(code.commit, path)) ?? '');
  }
  return false;
}

function parsed(code: CaseCode, path: string): ParsedFile | null {
  const text = code.sources.get(path);
  return text === undefined ? null : parseSource(path, text);
}

/** Names on the crashing line, right to left, then those on the lines before it. */
function namesNear(file: ParsedFile, line: number): string[] {
  const lines = file.text
    .split('\n')
    .slice(Math.max(0, line - 8), line)
    .toReversed();
  return [...new Set(lines.flatMap((text) => (text.match(/[A-Za-z_$][\w$]*/g) ?? []).toReversed()))];
}
