import type { Node } from 'oxc-parser';
import { resolveBinding } from '../../analyze/syntax/bindings.ts';
import { bare, isMember, isRepeatable, isWritten } from '../../analyze/syntax/expressions.ts';
import { textOf, type ParsedFile } from '../../analyze/syntax/parse-source.ts';
import { patternNames } from '../../analyze/syntax/patterns.ts';
import { contains, enclosingFunction, walk, walkOwn, type FunctionNode } from '../../analyze/syntax/walk.ts';
import { around, insertAll, type Insertion } from '../insertions.ts';
import type { Absence } from './program/report.ts';

/** What of one file is watched. */
export type Watched = {
  /** The function whose calls are written down, and what can be taken away in them. */
  readonly call: {
    readonly owner: FunctionNode;
    readonly absence: Absence;
    /** What is missing there; whether its statement is come to is told. Null where that is not asked. */
    readonly expression: Node | null;
  } | null;
  /** The expression whose value is missing where it fails; null where it cannot be marked. */
  readonly crash: Node | null;
};

/** The text of a file that reports its calls, around the place where it loads what they report to. Lines stay. */
export function watchedText(file: ParsedFile, { call, crash }: Watched): { before: string; after: string } {
  const insertions: Insertion[] = [];
  if (call !== null) {
    insertions.push(...bodyOf(file, call.owner, call.absence), ...effectsOf(file, call.owner));
    insertions.push(...absentIn(file, call.owner, call.absence), ...nearTo(call.expression));
  }
  if (crash !== null && isReplaceable(crash)) insertions.push(...around(crash, `${HOOK}.at(`, ')'));
  if (crash !== null)
    for (const read of sameReads(file, crash)) insertions.push(...around(read, `${HOOK}.met(`, ')'));
  const { text } = insertAll(file.text, insertions);
  // Nothing is put in before the first statement that is no directive.
  const at = prologueEnd(file);
  return { before: text.slice(0, at), after: text.slice(at) };
}

const HOOK = 'bugsageWatch';
const CALL = 'bugsageCall';

/** Behind `#!` and directives, which have to come first. */
function prologueEnd({ text, program }: ParsedFile): number {
  const directives = program.body.filter((node) => 'directive' in node && node.directive !== null);
  const last = directives.at(-1);
  if (last !== undefined) return last.end;
  return text.startsWith('#!') ? text.indexOf('\n') + 1 : 0;
}

/** The statement an expression stands in tells when its own part that holds the expression is evaluated. */
function nearTo(expression: Node | null): readonly Insertion[] {
  let at = expression;
  while (at !== null && at.parent != null && !STARTS_ANEW.test(at.parent.type)) at = at.parent;
  // Nothing can be put before what declares something: a default in a pattern, a field of a class.
  if (at === null || at.parent == null || /(?:Declaration|Pattern)$/.test(at.type)) return [];
  // Where a comma means something else; elsewhere a parenthesis might continue the line before.
  const isClosed = /^(?:VariableDeclarator|ArrowFunctionExpression|ForOfStatement)$/.test(at.parent.type);
  const near = `${HOOK}.near(${CALL}), `;
  return isClosed ? around(at, `(${near}(`, '))') : around(at, near, '');
}

const STARTS_ANEW = /Statement$|^(?:VariableDeclarator|ArrowFunctionExpression|SwitchCase)$/;

/** The function tells when it is entered and left, and with what. */
function bodyOf(file: ParsedFile, owner: FunctionNode, absence: Absence): Insertion[] {
  const { body } = owner;
  if (body === null) return [];
  const values = owner.params.flatMap((parameter) => patternNames(parameter)).map(({ name }) => name);
  const start = ` const ${CALL} = ${HOOK}.enter([${values.join(', ')}]); try { ${startOf(owner, absence)}`;
  const end = ` } catch (bugsageError) { throw ${HOOK}.threw(${CALL}, bugsageError); } finally { ${HOOK}.leave(${CALL}); } `;
  if (body.type !== 'BlockStatement') {
    // `x => ({})`: parentheses are no part of the body.
    const from = file.text.lastIndexOf('=>', body.start) + 2;
    const whole = { start: from, end: owner.end };
    return [...around(whole, `{${start}return ${HOOK}.gives(${CALL}, (`, `));${end}}`)];
  }
  const directives = body.body.filter((node) => 'directive' in node && node.directive !== null);
  const from = directives.at(-1)?.end ?? body.start + 1;
  const returns: Insertion[] = [];
  walkOwn(body, (node) => {
    if (node.type === 'ReturnStatement' && node.argument !== null)
      returns.push(...around(node.argument, `${HOOK}.gives(${CALL}, (`, '))'));
  });
  return [...around({ start: from, end: body.end - 1 }, `;${start}`, end), ...returns];
}

/** What is taken away when a call starts. */
function startOf({ params }: FunctionNode, absence: Absence): string {
  if (absence.kind !== 'entry') return '';
  const { root, keys } = absence;
  if (keys.length > 0) return `${HOOK}.spoilFrom(${CALL}, () => ${root}, ${JSON.stringify(keys)}); `;
  const isParameter = params
    .flatMap((parameter) => patternNames(parameter))
    .some(({ name }) => name === root);
  return isParameter ? `${root} = ${HOOK}.value(${CALL}, ${root}); ` : '';
}

/** What is taken away inside of a call. */
function absentIn(file: ParsedFile, owner: FunctionNode, absence: Absence): Insertion[] {
  if (absence.kind === 'entry') return [];
  const insertions: Insertion[] = [];
  const keys = JSON.stringify(absence.keys);
  walk(owner.body ?? owner, (node) => {
    if (absence.kind === 'item') {
      if (node.type !== 'ForOfStatement' || node.await || !declares(node.left, absence.name)) return;
      insertions.push(...around(node.right, `${HOOK}.items(${CALL}, `, `, ${keys})`));
    } else if (isReplaceable(node) && absence.texts.includes(spaceless(textOf(file, node)))) {
      insertions.push(
        ...(absence.keys.length === 0
          ? around(node, `${HOOK}.value(${CALL}, `, ')')
          : around(node, `${HOOK}.spoil(${CALL}, `, `, ${keys})`)),
      );
    }
  });
  return insertions;
}

/** The other reads of the same value in the failing function that fail without it too. */
function sameReads(file: ParsedFile, crash: Node): Node[] {
  const owner = enclosingFunction(crash);
  const text = spaceless(textOf(file, bare(crash)));
  const reads: Node[] = [];
  if (owner === null || !isRepeatable(crash)) return reads;
  walk(owner.body ?? owner, (node) => {
    const isRead = isMember(node) && !node.optional && spaceless(textOf(file, node.object)) === text;
    if (isRead && !contains(crash, node.object) && isReplaceable(node.object)) reads.push(node.object);
  });
  return reads;
}

function declares(left: Node, name: string): boolean {
  if (left.type !== 'VariableDeclaration') return false;
  return left.declarations.some(({ id }) => patternNames(id).some((found) => found.name === name));
}

export function spaceless(text: string): string {
  return text.replaceAll(/\s+/g, '');
}

/** Whether `f(<node>)` can stand in the place of an expression. */
export function isReplaceable(node: Node): boolean {
  const { parent } = node;
  if (parent == null || !isValue(node) || isWritten(node)) return false;
  switch (parent.type) {
    case 'MemberExpression':
      if (parent.object !== node) return parent.computed;
      // `a?.b` of `a?.b.c` ends the whole chain when there is no `a`.
      return !isInsideChain(node);
    case 'CallExpression':
    case 'NewExpression':
      // A method called through `f(a.b)` would lose its `this`.
      if (parent.callee === node) return node.type === 'Identifier' && parent.type === 'CallExpression';
      return true;
    case 'Property':
      return parent.value === node && !parent.shorthand && parent.parent?.type !== 'ObjectPattern';
    case 'VariableDeclarator':
      return parent.init === node;
    case 'AssignmentPattern':
    case 'AssignmentExpression':
      return parent.right === node;
    case 'UnaryExpression':
      return parent.operator !== 'delete' && parent.operator !== 'typeof';
    case 'ForInStatement':
    case 'ForOfStatement':
      return parent.right === node;
    case 'ArrowFunctionExpression':
      return parent.body === node;
    case 'ClassDeclaration':
    case 'ClassExpression':
      return parent.superClass === node;
    default:
      return EXPRESSION_PLACES.has(parent.type);
  }
}

const EXPRESSION_PLACES = new Set([
  'ArrayExpression',
  'AwaitExpression',
  'BinaryExpression',
  'ChainExpression',
  'ConditionalExpression',
  'DoWhileStatement',
  'ExpressionStatement',
  'ForStatement',
  'IfStatement',
  'JSXExpressionContainer',
  'LogicalExpression',
  'ReturnStatement',
  'SequenceExpression',
  'SpreadElement',
  'SwitchCase',
  'SwitchStatement',
  'TSAsExpression',
  'TSNonNullExpression',
  'TSSatisfiesExpression',
  'TemplateLiteral',
  'ThrowStatement',
  'WhileStatement',
  'YieldExpression',
]);

function isValue(node: Node): boolean {
  const isExpression = node.type.endsWith('Expression') || node.type === 'Identifier';
  return isExpression && bare(node).type !== 'Super' && node.type !== 'ArrowFunctionExpression';
}

function isInsideChain(node: Node): boolean {
  let at = bare(node);
  while (isMember(at) || at.type === 'CallExpression') {
    if (at.optional) return node.type !== 'ChainExpression';
    at = bare(isMember(at) ? at.object : at.callee);
  }
  return false;
}

/** Calls that are made for what they do, and values put into what was there before. */
function effectsOf(file: ParsedFile, owner: FunctionNode): Insertion[] {
  const insertions: Insertion[] = [];
  if (owner.body === null) return insertions;
  walk(owner.body, (node) => {
    if (node.type === 'CallExpression' && isForEffect(node)) insertions.push(...reportedCall(file, node));
    if (node.type === 'AssignmentExpression' && isOutside(owner, node.left)) {
      const name = JSON.stringify(spaceless(textOf(file, node.left)).slice(0, 80));
      insertions.push(...around(node.right, `${HOOK}.sets(${CALL}, ${name}, `, ')'));
    }
  });
  return insertions;
}

function reportedCall(
  file: ParsedFile,
  node: Extract<Node, { type: 'CallExpression' }>,
): readonly Insertion[] {
  const from = file.text.indexOf('(', node.typeArguments?.end ?? node.callee.end) + 1;
  if (from === 0 || from > node.end) return [];
  const name = JSON.stringify(spaceless(textOf(file, node.callee)).slice(0, 80));
  return around({ start: from, end: node.end - 1 }, `...${HOOK}.effect(${CALL}, ${name}, [`, '])');
}

/** `report(x);` and `wanted && report(x);`: nobody takes the result. */
function isForEffect(node: Node): boolean {
  let at: Node = node;
  for (;;) {
    const { parent } = at;
    if (parent?.type === 'ExpressionStatement') return true;
    const goesOn =
      parent?.type === 'ChainExpression' ||
      parent?.type === 'AwaitExpression' ||
      (parent?.type === 'LogicalExpression' && parent.right === at) ||
      (parent?.type === 'ConditionalExpression' && parent.test !== at);
    if (!goesOn || parent == null) return false;
    at = parent;
  }
}

function isOutside(owner: FunctionNode, target: Node): boolean {
  const at = bare(target);
  if (isMember(at)) return true;
  if (at.type !== 'Identifier') return false;
  const binding = resolveBinding(at.name, at);
  if (binding === null) return true;
  return !contains(owner, binding.identifier);
}
