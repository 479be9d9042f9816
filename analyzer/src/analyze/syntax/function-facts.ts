import type { Node } from 'oxc-parser';
import { bare, isMember, propertyName } from './expressions.ts';
import type { ParsedFile } from './parse-source.ts';
import { textOf } from './parse-source.ts';
import { ancestorsOf, isFunction, walkOwn, type FunctionNode } from './walk.ts';

/** What a function gives back when there is nothing to give: the text after `return`, empty for a bare return. */
export type EmptyReturn = {
  readonly text: string;
  /** `stated` when the function itself returns it somewhere, `inferred` from the kind of its other results. */
  readonly from: 'stated' | 'inferred' | 'guessed';
};

const EMPTY_TEXTS = new Set([
  '0',
  "''",
  '""',
  '``',
  '[]',
  '{}',
  'null',
  'false',
  'undefined',
  'new Map()',
  'new Set()',
]);
const LIST_METHODS = new Set([
  'map',
  'filter',
  'slice',
  'concat',
  'flatMap',
  'flat',
  'toSorted',
  'toReversed',
  'sort',
  'reverse',
  'split',
]);
const TEXT_METHODS = new Set([
  'toUpperCase',
  'toLowerCase',
  'trim',
  'join',
  'replace',
  'replaceAll',
  'padStart',
  'padEnd',
  'toFixed',
  'toString',
  'substring',
]);
const TRUTH_METHODS = new Set(['some', 'every', 'includes', 'startsWith', 'endsWith', 'has', 'test']);
const COMPARISONS = new Set(['==', '===', '!=', '!==', '<', '>', '<=', '>=', 'in', 'instanceof']);

/** Expressions after `return`, null for a bare one; an arrow's expression counts as one. */
export function returnedBy(owner: FunctionNode): (Node | null)[] {
  if (owner.body === null) return [];
  if (owner.body.type !== 'BlockStatement') return [owner.body];
  const found: (Node | null)[] = [];
  walkOwn(owner.body, (node) => {
    if (node.type === 'ReturnStatement') found.push(node.argument);
  });
  return found;
}

/** The function's own way to say "nothing", so that a guard returns what callers already understand. */
export function emptyReturnOf(owner: FunctionNode, file: ParsedFile): EmptyReturn {
  const returned = returnedBy(owner);
  const values = returned.filter((node) => node !== null);
  if (values.length === 0) return { text: '', from: 'stated' };
  const stated = returned.map((node) => (node === null ? '' : textOf(file, node)));
  const empty = stated.find((text) => text === '' || EMPTY_TEXTS.has(text));
  const kept = reducedBy(owner);
  if (kept !== null) return { text: kept.given, from: 'inferred' };
  const guarded = values.find((value) => value.type === 'Literal' && isUnderNegatedTest(value));
  if (guarded !== undefined) return { text: textOf(file, guarded), from: 'stated' };
  if (empty !== undefined) return { text: empty, from: 'stated' };
  for (const value of values) {
    const inferred = emptyOfKind(value);
    if (inferred !== null) return { text: inferred, from: 'inferred' };
  }
  return { text: '', from: 'guessed' };
}

/** True for the callback of `every`: an element that has nothing to be asked about does not stand against the rest. */
export function asksOfEvery(owner: FunctionNode): boolean {
  const call = owner.parent;
  if (call?.type !== 'CallExpression' || call.arguments[0] !== owner) return false;
  const callee = bare(call.callee);
  return isMember(callee) && propertyName(callee) === 'every';
}

/** Names of what a callback of `reduce` was given so far and of the element; null for other functions. */
export function reducedBy(owner: FunctionNode): { readonly given: string; readonly element: string } | null {
  const call = owner.parent;
  if (call?.type !== 'CallExpression' || call.arguments[0] !== owner) return null;
  const callee = bare(call.callee);
  const [given, element] = owner.params;
  if (!isMember(callee) || !/^reduce(?:Right)?$/.test(propertyName(callee) ?? '')) return null;
  if (given?.type !== 'Identifier' || element?.type !== 'Identifier') return null;
  return { given: given.name, element: element.name };
}

/** `if (!x) return '?';`: what the function gives when something is missing. */
function isUnderNegatedTest(value: Node): boolean {
  for (const ancestor of ancestorsOf(value)) {
    if (ancestor.type === 'IfStatement')
      return ancestor.test.type === 'UnaryExpression' && ancestor.test.operator === '!';
    if (isFunction(ancestor)) return false;
  }
  return false;
}

/** The empty value of the kind an expression has; null when its kind cannot be seen. */
export function emptyOfKind(value: Node): string | null {
  const node = bare(value);
  switch (node.type) {
    case 'ArrayExpression':
      return '[]';
    case 'TemplateLiteral':
      return "''";
    case 'JSXElement':
    case 'JSXFragment':
    case 'ObjectExpression':
      return 'null';
    case 'UnaryExpression':
      return node.operator === '!' ? 'false' : node.operator === '-' || node.operator === '+' ? '0' : null;
    case 'BinaryExpression':
      return emptyOfBinary(node);
    case 'LogicalExpression':
      return emptyOfKind(node.right);
    case 'ConditionalExpression':
      return emptyOfKind(node.consequent) ?? emptyOfKind(node.alternate);
    case 'AwaitExpression':
      return emptyOfKind(node.argument);
    case 'Literal':
      return typeof node.value === 'boolean'
        ? 'false'
        : typeof node.value === 'string'
          ? "''"
          : typeof node.value === 'number'
            ? '0'
            : null;
    case 'CallExpression':
      return emptyOfCall(node.callee);
    case 'MemberExpression':
      return propertyName(node) === 'length' ? '0' : null;
    default:
      return null;
  }
}

/** True when calling the function gives a promise. */
export function givesPromise(owner: FunctionNode): boolean {
  if (owner.async && !owner.generator) return true;
  const values = returnedBy(owner);
  return values.length > 0 && values.every((value) => value !== null && isPromiseExpression(value));
}

/** Calls that give a promise whatever the program is: fetch, then, Promise.all and their like. */
export function isPromiseExpression(value: Node): boolean {
  const node = bare(value);
  if (node.type === 'NewExpression')
    return node.callee.type === 'Identifier' && node.callee.name === 'Promise';
  if (node.type === 'ImportExpression') return true;
  if (node.type !== 'CallExpression') return false;
  const callee = bare(node.callee);
  if (callee.type === 'Identifier') return callee.name === 'fetch';
  if (!isMember(callee)) return false;
  if (callee.object.type === 'Identifier' && callee.object.name === 'Promise') return true;
  return ['then', 'catch', 'finally'].includes(propertyName(callee) ?? '');
}

function emptyOfBinary(node: Extract<Node, { type: 'BinaryExpression' }>): string | null {
  if (COMPARISONS.has(node.operator)) return 'false';
  if (node.operator !== '+') return '0';
  const sides = [emptyOfKind(node.left), emptyOfKind(node.right)];
  return sides.includes("''") ? "''" : sides.includes('0') ? '0' : null;
}

function emptyOfCall(called: Node): string | null {
  const callee = bare(called);
  if (callee.type === 'Identifier')
    return callee.name === 'String'
      ? "''"
      : callee.name === 'Number'
        ? '0'
        : callee.name === 'Boolean'
          ? 'false'
          : null;
  if (!isMember(callee)) return null;
  const name = propertyName(callee) ?? '';
  if (callee.object.type === 'Identifier' && callee.object.name === 'Math') return '0';
  if (LIST_METHODS.has(name)) return '[]';
  if (TEXT_METHODS.has(name)) return "''";
  return TRUTH_METHODS.has(name) ? 'false' : null;
}
