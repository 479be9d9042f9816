import type { Node } from 'oxc-parser';
import type { FileEdit } from '../analyze/diagnosis.ts';
import { resolveBinding } from '../analyze/syntax/bindings.ts';
import { bare, isMember, propertyName, sameText } from '../analyze/syntax/expressions.ts';
import { parseSource, textOf, type ParsedFile } from '../analyze/syntax/parse-source.ts';
import { enclosingFunction, isFunction, walk, walkOwn, type FunctionNode } from '../analyze/syntax/walk.ts';
import { findCrashExpression } from './crash-expression.ts';
import type { ErrorKey } from './replay/error-key.ts';
import type { Summary } from './replay/plan.ts';

/** What the code around a crash does elsewhere when the same thing is missing. */
export type Precedents = {
  /** Results it gives up with: by a guard of what the failing value comes from, or of a value used in the same way. */
  readonly results: readonly Summary[];
  /** Plain values the function of the crash itself returns somewhere: it gives more than one thing. */
  readonly own: readonly Summary[];
  /** The patch adds a condition the file already has, before the same use. */
  readonly isGuardedAlike: boolean;
};

export const NO_PRECEDENTS: Precedents = { results: [], own: [], isGuardedAlike: false };

const UNDEFINED: Summary = { $: 'undefined' };
/** How far a failing value is followed back through variables of its function. */
const STEPS_MAX = 4;

export function precedentsOf(input: {
  readonly file: ParsedFile;
  readonly place: { readonly line: number; readonly column: number | null };
  readonly expected: ErrorKey;
  readonly edits: readonly FileEdit[];
  /** In large files names like `node` stand for something else in every function: only paths like `a.b` count there. */
  readonly pathsOnly?: boolean;
}): Precedents {
  const { file, expected } = input;
  const crash = findCrashExpression(file, input.place, expected);
  const owner = crash === null ? null : enclosingFunction(crash.node);
  if (crash === null || owner === null) return NO_PRECEDENTS;
  const results: Summary[] = [];
  const isTelling = (subject: string): boolean => input.pathsOnly !== true || subject.includes('.');
  const sources = sourcesOf(file, crash.node);
  for (const { subject, result } of guardsIn(file, owner)) {
    if (sources.some((source) => sameText(source, subject))) results.push(result);
  }
  walk(file.program, (node) => {
    if (!isFunction(node) || node === owner) return;
    const isAlike = alikeIn(file, node, expected);
    for (const { subject, result } of guardsIn(file, node))
      if (isAlike(subject) && isTelling(subject)) results.push(result);
  });
  return { results, own: resultsOf(owner), isGuardedAlike: isGuardedAlike(input, isTelling) };
}

/** Names and members the failing value is made of, through the variables of its function. */
function sourcesOf(file: ParsedFile, crash: Node): string[] {
  const sources: string[] = [];
  let pending: Node[] = startsOf(crash);
  for (let step = 0; step < STEPS_MAX && pending.length > 0; step += 1) {
    const next: Node[] = [];
    for (const start of pending) {
      walk(start, (node) => {
        const at = bare(node);
        if (at.type !== 'Identifier' && !isMember(at)) return;
        sources.push(spaceless(textOf(file, at)));
        if (at.type !== 'Identifier') return;
        const binding = resolveBinding(at.name, at);
        const isLocal = binding?.kind === 'variable' && enclosingFunction(binding.declarator) !== null;
        if (isLocal && binding.init !== null) next.push(binding.init);
      });
    }
    pending = next;
  }
  return [...new Set(sources)];
}

/** The receiver of a member, the arguments of a parsing call: what was not as the code expected. */
function startsOf(crash: Node): Node[] {
  if (isMember(crash)) return [crash.object];
  if (crash.type === 'CallExpression') return [crash.callee, ...crash.arguments];
  return [crash];
}

type Guard = { readonly subject: string; readonly result: Summary };

/** `if (!x) return 0;` of a function itself: what it gives when something is not there. */
function guardsIn(file: ParsedFile, owner: FunctionNode): Guard[] {
  const guards: Guard[] = [];
  walkOwn(owner, (node) => {
    if (node.type !== 'IfStatement') return;
    for (const result of returnedBy(node.consequent))
      for (const subject of emptySubjects(file, node.test)) guards.push({ subject, result });
  });
  return guards;
}

function resultsOf(owner: FunctionNode): Summary[] {
  const results: Summary[] = [];
  walkOwn(owner, (node) => {
    if (node.type === 'ReturnStatement' && node.argument !== null) results.push(...literalOf(node.argument));
  });
  return results;
}

/** In a list, because `null` is a result too; empty when the statement does not just give a plain value. */
function returnedBy(statement: Node): Summary[] {
  const only = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement;
  if (statement.type === 'BlockStatement' && statement.body.length !== 1) return [];
  if (only?.type !== 'ReturnStatement') return [];
  return only.argument === null ? [UNDEFINED] : literalOf(only.argument);
}

function literalOf(node: Node): Summary[] {
  const at = bare(node);
  if (at.type === 'Literal') {
    const { value } = at;
    const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    return isPlain || at.raw === 'null' ? [isPlain ? value : null] : [];
  }
  if (at.type === 'Identifier' && at.name === 'undefined') return [UNDEFINED];
  if (at.type === 'ArrayExpression' && at.elements.length === 0) return [[]];
  return at.type === 'ObjectExpression' && at.properties.length === 0 ? [{}] : [];
}

/** What a condition says is not there; empty when it asks anything else. */
function emptySubjects(file: ParsedFile, test: Node): string[] {
  const at = bare(test);
  if (at.type === 'LogicalExpression' && at.operator === '||') {
    const [left, right] = [emptySubjects(file, at.left), emptySubjects(file, at.right)];
    return left.length > 0 && right.length > 0 ? [...left, ...right] : [];
  }
  if (at.type === 'UnaryExpression' && at.operator === '!') return pathText(file, at.argument);
  if (at.type !== 'BinaryExpression' || (at.operator !== '===' && at.operator !== '==')) return [];
  const right = bare(at.right);
  const isNothing =
    (right.type === 'Identifier' && right.name === 'undefined') ||
    (right.type === 'Literal' && (right.value === null || right.value === ''));
  if (isNothing) return pathText(file, at.left);
  const left = bare(at.left);
  const isLength = isMember(left) && propertyName(left) === 'length';
  return isLength && right.type === 'Literal' && right.value === 0 ? pathText(file, left.object) : [];
}

function pathText(file: ParsedFile, node: Node): string[] {
  const at = bare(node);
  return at.type === 'Identifier' || isMember(at) ? [spaceless(textOf(file, at))] : [];
}

/** Whether another function uses a value as the crash does. */
function alikeIn(file: ParsedFile, owner: FunctionNode, expected: ErrorKey): (subject: string) => boolean {
  if (expected.kind === 'json') {
    const parsing = [...usesOf(file, owner, 'parse'), ...usesOf(file, owner, 'json')];
    return (subject) => parsing.length > 0 && subject.endsWith('.ok');
  }
  const uses = expected.name === null ? [] : usesOf(file, owner, expected.name);
  return (subject) => uses.includes(subject);
}

/** What the named property is read of, or the named function is given, inside a function. */
function usesOf(file: ParsedFile, owner: FunctionNode, name: string): string[] {
  const uses: string[] = [];
  walkOwn(owner, (node) => {
    if (isMember(node) && propertyName(node) === name) uses.push(spaceless(textOf(file, bare(node.object))));
  });
  return uses;
}

/** `a.b && a.b.c`: the same two texts stand in the file before the patch, and once more after it. */
function isGuardedAlike(
  { file, expected, edits }: Parameters<typeof precedentsOf>[0],
  isTelling: (subject: string) => boolean,
): boolean {
  const edit = edits.find(({ path }) => path === file.path);
  const after = edit === undefined ? null : parseSource(edit.path, edit.after);
  if (after === null || expected.name === null) return false;
  const before = guardedPairs(file, expected.name);
  const now = guardedPairs(after, expected.name);
  const count = (pairs: readonly string[], pair: string): number =>
    pairs.filter((other) => other === pair).length;
  return now.some(
    (pair) => isTelling(pair) && before.includes(pair) && count(now, pair) > count(before, pair),
  );
}

function guardedPairs(file: ParsedFile, name: string): string[] {
  const pairs: string[] = [];
  walk(file.program, (node) => {
    if (node.type !== 'LogicalExpression' || node.operator !== '&&') return;
    for (const guarded of pathText(file, node.left)) {
      walk(node.right, (inner) => {
        const isUse = isMember(inner) && propertyName(inner) === name;
        if (isUse && spaceless(textOf(file, bare(inner.object))) === guarded) pairs.push(guarded);
      });
    }
  });
  return pairs;
}

function spaceless(text: string): string {
  return text.replaceAll(/\s+/g, '');
}
