import type { Node } from 'oxc-parser';
import { bare, isMember, propertyName } from '../syntax/expressions.ts';

export type ValueKind = 'number' | 'text' | 'list';

const NUMBER_METHODS = new Set(['toFixed', 'toPrecision', 'toExponential']);
const TEXT_METHODS = new Set(
  'trim trimStart trimEnd toLowerCase toUpperCase split startsWith endsWith replace replaceAll padStart padEnd charAt'.split(
    ' ',
  ),
);
const LIST_METHODS = new Set(
  'map filter forEach reduce some every find findIndex flatMap push pop shift unshift splice sort join'.split(
    ' ',
  ),
);

/** What a value must be for a method of that name; null for methods of several kinds. */
export function kindForMethod(name: string): ValueKind | null {
  if (NUMBER_METHODS.has(name)) return 'number';
  if (TEXT_METHODS.has(name)) return 'text';
  return LIST_METHODS.has(name) ? 'list' : null;
}

/** What an expression gives, where its form alone says so. */
export function kindOfValue(value: Node): ValueKind | null {
  const node = bare(value);
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'number' ? 'number' : typeof node.value === 'string' ? 'text' : null;
    case 'TemplateLiteral':
      return 'text';
    case 'ArrayExpression':
      return 'list';
    case 'BinaryExpression':
      return ['-', '*', '/', '%', '**'].includes(node.operator) ? 'number' : null;
    case 'UnaryExpression':
      return node.operator === '-' || node.operator === '+' ? 'number' : null;
    case 'CallExpression':
      return kindOfCall(bare(node.callee));
    default:
      return null;
  }
}

function kindOfCall(callee: Node): ValueKind | null {
  if (callee.type === 'Identifier')
    return callee.name === 'Number' || callee.name === 'parseFloat' || callee.name === 'parseInt'
      ? 'number'
      : callee.name === 'String'
        ? 'text'
        : null;
  const name = isMember(callee) ? propertyName(callee) : null;
  if (name === null) return null;
  if (['map', 'filter', 'flatMap', 'split'].includes(name)) return 'list';
  return ['trim', 'toFixed', 'toLowerCase', 'toUpperCase', 'join', 'padStart', 'padEnd'].includes(name)
    ? 'text'
    : null;
}
