import type { Node } from 'oxc-parser';
import { resolveBinding, type Binding } from '../../analyze/syntax/bindings.ts';
import { bare, isMember, propertyName } from '../../analyze/syntax/expressions.ts';
import {
  lineOf,
  parseSource,
  positionOf,
  textOf,
  type ParsedFile,
} from '../../analyze/syntax/parse-source.ts';
import { keyName } from '../../analyze/syntax/patterns.ts';
import { contains, enclosingFunction, walk, type FunctionNode } from '../../analyze/syntax/walk.ts';
import type { CaseCode } from '../../evidence/case.ts';
import { findCrashExpression } from '../crash-expression.ts';
import { VERIFY_LIMITS } from '../limits.ts';
import { errorKeyOf, type ErrorKey } from '../replay/error-key.ts';
import type { Absence } from './program/report.ts';
import { spaceless } from './watched-text.ts';

/** A value that was missing in production, and the function in whose calls it can be taken away. */
export type MissingValue = {
  readonly file: ParsedFile;
  readonly owner: FunctionNode;
  /** Whose value it is, with its line. */
  readonly expression: Node;
  readonly line: number;
  readonly absence: Absence;
  /** As people would write it. */
  readonly words: string;
  readonly value: 'undefined' | 'null';
};

/** The failing expression with the ways in which its value can be taken away. */
export type CrashToWatch = {
  readonly file: ParsedFile;
  readonly line: number;
  /** Whose value was missing; what is marked to see whether the place is passed. */
  readonly accused: Node;
  readonly expected: ErrorKey;
  /** Outermost first: what a caller hands in is missing there already. */
  readonly missing: readonly MissingValue[];
};

/** Null where the error is not about a missing value, or its place is in no function. */
export function findCrashToWatch(
  { frames, sources }: Pick<CaseCode, 'frames' | 'sources'>,
  error: { readonly type: string; readonly value: string },
): CrashToWatch | null {
  const [frame] = frames;
  const file = frame === undefined ? null : parseSource(frame.path, sources.get(frame.path) ?? '');
  if (frame === undefined || file === null) return null;
  const expected = errorKeyOf(error.type, error.value);
  const crash = findCrashExpression(file, frame, expected);
  const accused =
    (crash === null ? null : accusedOf(crash.node, expected)) ??
    readByKey(file, frame.line, expected) ??
    handedToPackage(file, frame.line, expected);
  const owner = accused === null ? null : enclosingFunction(accused);
  if (crash === null || accused === null || owner === null) return null;
  const value = expected.value ?? 'undefined';
  const first = missingIn(file, owner, accused, []);
  const asWritten: Absence = { kind: 'text', texts: [spaceless(textOf(file, bare(accused)))], keys: [] };
  const missing = oneByOne(first).map((each) => ({ ...each, value }));
  let outer = first;
  for (const caller of frames.slice(1, 1 + VERIFY_LIMITS.watchedCallersMax)) {
    const callerFile = caller.path === outer.file.path ? outer.file : parsed(sources, caller.path);
    const found = callerFile === null ? null : handedInAt(callerFile, caller.line, outer);
    if (found === null) continue;
    outer = found;
    missing.unshift({ ...found, value });
  }
  // Where the value itself cannot be taken away, or where others miss it too, the function alone is shown nothing.
  if (JSON.stringify(asWritten) !== JSON.stringify(first.absence))
    missing.push({ ...first, absence: asWritten, value });
  const line = positionOf(file, crash.offset).line;
  return { file, line, accused: markable(accused, expected), expected, missing };
}

/** Of several values a variable is given, the last one may be what was missing, or one before it, or any. */
function oneByOne(missing: Missing): Missing[] {
  const { absence } = missing;
  if (absence.kind !== 'text' || absence.texts.length === 1) return [missing];
  const single = absence.texts.map((text) => ({ ...missing, absence: { ...absence, texts: [text] } }));
  return [...single.toReversed().slice(0, SINGLE_MAX), missing];
}

const SINGLE_MAX = 3;

/** The expression whose value was not what the code expected. */
function accusedOf(node: Node, expected: ErrorKey): Node | null {
  if (expected.kind === 'nullish') {
    if (isMember(node)) return isOfName(node, expected) ? node.object : null;
    return node.type === 'Property' ? takenApart(node) : null;
  }
  const isCall = node.type === 'CallExpression' || node.type === 'NewExpression';
  return expected.kind === 'callee' && isCall ? node.callee : null;
}

function isOfName(member: Extract<Node, { type: 'MemberExpression' }>, { name }: ErrorKey): boolean {
  return name === null || (propertyName(member) ?? name) === name;
}

/** `known[key]`: the message has the value of the key, which the code does not show. */
function readByKey(file: ParsedFile, line: number, { kind }: ErrorKey): Node | null {
  const found: Node[] = [];
  walk(file.program, (node) => {
    if (kind !== 'nullish' || !isMember(node) || !node.computed || node.property.type === 'Literal') return;
    if (lineOf(file, node.property) === line) found.push(node.object);
  });
  return found[0] ?? null;
}

/** Where a line fails inside of a package it calls: the value that is handed in. */
function handedToPackage(file: ParsedFile, line: number, { kind }: ErrorKey): Node | null {
  const found: Node[] = [];
  walk(file.program, (node) => {
    if (kind !== 'nullish' || node.type !== 'CallExpression' || lineOf(file, node) !== line) return;
    const handed = node.arguments.filter((each) => isMember(bare(each)) || bare(each).type === 'Identifier');
    if (handed[0] !== undefined) found.push(handed[0]);
  });
  return found[0] ?? null;
}

/** `const { a } = x`: the value that is taken apart. */
function takenApart({ parent }: Node): Node | null {
  const declarator = parent?.type === 'ObjectPattern' ? parent.parent : null;
  return declarator?.type === 'VariableDeclarator' ? declarator.init : null;
}

/** A method cannot be marked without losing its `this`; what it is read of can. */
function markable(accused: Node, { kind }: ErrorKey): Node {
  const at = bare(accused);
  return kind === 'callee' && isMember(at) ? at.object : accused;
}

type Missing = Omit<MissingValue, 'value'>;

function missingIn(file: ParsedFile, owner: FunctionNode, accused: Node, keys: readonly string[]): Missing {
  const words = spaceless(textOf(file, bare(accused))).replace(/\?$/, '');
  const absence = absenceOf({ file, owner }, accused, keys);
  return {
    file,
    owner,
    expression: accused,
    line: lineOf(file, accused),
    absence,
    words: [words, ...keys].join('.').slice(0, WORDS_MAX),
  };
}

const WORDS_MAX = 80;
/** How far a value is followed back through variables. */
const STEPS_MAX = 6;

type Scope = { readonly file: ParsedFile; readonly owner: FunctionNode };

/** Follows an expression to where its value comes from, so that a guard of any step towards it counts. */
function absenceOf(scope: Scope, expression: Node, keys: readonly string[], step = 0): Absence {
  const at = bare(expression);
  const asText: Absence = { kind: 'text', texts: [spaceless(textOf(scope.file, at))], keys };
  if (step >= STEPS_MAX) return asText;
  if (at.type === 'ThisExpression') return keys.length === 0 ? asText : { kind: 'entry', root: 'this', keys };
  if (isMember(at)) {
    const key = staticKey(at);
    return key === null ? asText : absenceOf(scope, at.object, [key, ...keys], step + 1);
  }
  if (at.type !== 'Identifier') return asText;
  const binding = resolveBinding(at.name, at);
  return binding === null ? asText : absenceOfBinding(scope, binding, keys, step);
}

function staticKey(member: Extract<Node, { type: 'MemberExpression' }>): string | null {
  if (member.computed && member.property.type !== 'Literal') return null;
  const name = propertyName(member);
  return name === null || name.startsWith('#') ? null : name;
}

function absenceOfBinding(scope: Scope, binding: Binding, keys: readonly string[], step: number): Absence {
  const { owner } = scope;
  const { name } = binding;
  const asText: Absence = { kind: 'text', texts: [name], keys };
  const isInside = contains(owner, binding.identifier);
  if (binding.kind === 'parameter' && binding.owner === owner) {
    // `node = node.next` in a loop: what was handed in was there, what came after it was not.
    const later = assignedTo(scope, binding).map((value) => spaceless(textOf(scope.file, bare(value))));
    return later.length > 0 ? { kind: 'text', texts: later, keys } : { kind: 'entry', root: name, keys };
  }
  if (!isInside) return keys.length === 0 ? asText : { kind: 'entry', root: name, keys };
  const isPlain = binding.keys.every((key) => key !== '...' && key !== '[]');
  if (binding.kind === 'loop')
    return { kind: 'item', name, keys: isPlain ? [...binding.keys, ...keys] : keys };
  if (binding.kind !== 'variable' || !isPlain) return asText;
  const whole = [...binding.keys, ...keys];
  const values = valuesOf(scope, binding);
  const [only] = values;
  if (only !== undefined && values.length === 1) return absenceOf(scope, only, whole, step + 1);
  const texts = values.map((value) => spaceless(textOf(scope.file, bare(value))));
  return texts.length === 0 ? asText : { kind: 'text', texts, keys: whole };
}

/** Everything a variable is given in the function; plain literals were not what was missing. */
function valuesOf(scope: Scope, binding: Extract<Binding, { kind: 'variable' }>): Node[] {
  return [...(binding.init === null ? [] : [binding.init]), ...assignedTo(scope, binding)].filter(
    (value) => bare(value).type !== 'Literal',
  );
}

function assignedTo({ owner }: Scope, binding: Binding): Node[] {
  const values: Node[] = [];
  walk(owner.body ?? owner, (node) => {
    if (node.type !== 'AssignmentExpression' || node.operator !== '=') return;
    if (node.left.type !== 'Identifier' || node.left.name !== binding.name) return;
    if (resolveBinding(binding.name, node.left)?.identifier === binding.identifier) values.push(node.right);
  });
  return values;
}

/** The argument a caller writes down for the parameter the value is reached from; null where it cannot be told. */
function handedInAt(file: ParsedFile, line: number, { absence, owner }: Missing): Missing | null {
  if (absence.kind !== 'entry') return null;
  const index = owner.params.findIndex(
    ({ type, ...each }) => type === 'Identifier' && 'name' in each && each.name === absence.root,
  );
  const name = nameOf(owner);
  if (index < 0 || name === null) return null;
  let found: Missing | null = null;
  walk(file.program, (node) => {
    if (found !== null || node.type !== 'CallExpression') return;
    const callee = bare(node.callee);
    const called = isMember(callee)
      ? propertyName(callee)
      : callee.type === 'Identifier'
        ? callee.name
        : null;
    const from = isMember(callee) ? callee.property : callee;
    const argument = node.arguments[index];
    const around = enclosingFunction(node);
    if (called !== name || lineOf(file, from) !== line || around === null) return;
    if (argument === undefined || argument.type === 'SpreadElement' || around === owner) return;
    found = missingIn(file, around, argument, absence.keys);
  });
  return found;
}

function nameOf(owner: FunctionNode): string | null {
  if (owner.type !== 'ArrowFunctionExpression' && owner.id !== null) return owner.id.name;
  const { parent } = owner;
  if (parent?.type === 'VariableDeclarator') return parent.id.type === 'Identifier' ? parent.id.name : null;
  if (parent?.type === 'Property' || parent?.type === 'MethodDefinition')
    return keyName(parent.key, parent.computed);
  const left = parent?.type === 'AssignmentExpression' ? parent.left : null;
  if (left === null) return null;
  return isMember(left) ? propertyName(left) : left.type === 'Identifier' ? left.name : null;
}

function parsed(sources: ReadonlyMap<string, string>, path: string): ParsedFile | null {
  const text = sources.get(path);
  return text === undefined ? null : parseSource(path, text);
}
