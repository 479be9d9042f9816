import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { bare, isMember, isRepeatable, propertyName, rootName } from '../syntax/expressions.ts';
import { guardText, indentAt, styleOf } from '../syntax/file-style.ts';
import { emptyReturnOf, returnedBy } from '../syntax/function-facts.ts';
import { textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { enclosingFunction, isFunction, listedStatement, type FunctionNode } from '../syntax/walk.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';

type CallNode = Extract<Node, { type: 'CallExpression' | 'NewExpression' }>;

/** `list.reduce((sum, one) => sum + one)` -> with `0` to start from, where the callback shows what nothing is. */
export function initialValue(file: ParsedFile, call: CallNode): FixCandidate | null {
  const [callback] = call.arguments;
  const value = callback !== undefined && isFunction(callback) ? neutralOf(callback) : null;
  if (callback === undefined || value === null) return null;
  return candidateOf({
    origin: 'empty-list/initial-value',
    title: `Start from ${code(value)}`,
    description: `Without an initial value an empty list has no result; ${code(value)} changes no other.`,
    prior: 0.5,
    file,
    edit: (text) => {
      text.appendRight(callback.end, `, ${value}`);
    },
  });
}

/** Returns what the function gives for nothing before an empty list is reduced. */
export function leaveWhenEmpty(file: ParsedFile, call: CallNode): FixCandidate | null {
  const callee = bare(call.callee);
  const owner = enclosingFunction(call);
  const statement = listedStatement(call);
  if (!isMember(callee) || !isRepeatable(callee.object) || owner === null || statement === null) return null;
  const style = styleOf(file);
  const indent = indentAt(file, statement.start);
  const { text: empty, from } = emptyReturnOf(owner, file);
  const list = textOf(file, callee.object);
  const guard = guardText(style, indent, {
    test: `${list}.length === 0`,
    body: empty === '' ? 'return' : `return ${empty}`,
  });
  return candidateOf({
    origin: 'empty-list/return-early',
    title: `Return early when ${code(list)} is empty`,
    description: `An empty list has no result, so the function gives ${empty === '' ? 'nothing' : code(empty)}.`,
    prior: from === 'stated' && empty !== '' ? 0.45 : 0.25,
    file,
    edit: (text) => {
      text.appendLeft(statement.start, `${guard}${style.newline}${indent}`);
    },
  });
}

/** The value that changes nothing when it is combined; null when what is combined are the elements themselves. */
function neutralOf(callback: FunctionNode): string | null {
  const [given] = callback.params;
  const [result, ...others] = returnedBy(callback);
  if (given?.type !== 'Identifier' || result === undefined || result === null || others.length > 0)
    return null;
  const node = bare(result);
  const isGiven = (side: Node): boolean => bare(side).type === 'Identifier' && rootName(side) === given.name;
  if (node.type === 'BinaryExpression' && (isGiven(node.left) || isGiven(node.right))) {
    if (node.operator === '+') return isText(node.left) || isText(node.right) ? "''" : '0';
    return node.operator === '*' ? '1' : null;
  }
  if (node.type === 'CallExpression') {
    const callee = bare(node.callee);
    return isMember(callee) && propertyName(callee) === 'concat' && isGiven(callee.object) ? '[]' : null;
  }
  const parts =
    node.type === 'ArrayExpression' ? node.elements : node.type === 'ObjectExpression' ? node.properties : [];
  const spreads = parts.some((part) => part?.type === 'SpreadElement' && isGiven(part.argument));
  return spreads ? (node.type === 'ArrayExpression' ? '[]' : '{}') : null;
}

function isText(side: Node): boolean {
  const node = bare(side);
  return node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string');
}
