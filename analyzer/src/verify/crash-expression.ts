import type { Node } from 'oxc-parser';
import { bare, isMember, propertyName } from '../analyze/syntax/expressions.ts';
import { lineOf, positionOf, type ParsedFile } from '../analyze/syntax/parse-source.ts';
import { walk } from '../analyze/syntax/walk.ts';
import type { ErrorKey } from './replay/error-key.ts';

export type CrashExpression = {
  readonly node: Node;
  /** Offset that is executed when, and only when, the expression is. */
  readonly offset: number;
};

/** The expression of a line that the error is about; the innermost one on the line when none fits the message. */
export function findCrashExpression(
  file: ParsedFile,
  place: { readonly line: number; readonly column: number | null },
  key: ErrorKey,
): CrashExpression | null {
  const fitting: CrashExpression[] = [];
  const others: CrashExpression[] = [];
  walk(file.program, (node) => {
    const offset = offsetFor(node, key);
    if (offset !== null && positionOf(file, offset).line === place.line) fitting.push({ node, offset });
    if (isExpressionOrStatement(node) && lineOf(file, node) === place.line)
      others.push({ node, offset: node.start });
  });
  const distance = ({ offset }: CrashExpression): number =>
    place.column === null ? offset : Math.abs(positionOf(file, offset).column - place.column);
  const byDistance = (left: CrashExpression, right: CrashExpression): number =>
    distance(left) - distance(right);
  return fitting.toSorted(byDistance)[0] ?? others.toSorted(byDistance)[0] ?? null;
}

/** Where engines point for this kind of error: the property that was used, or the name that was called. */
function offsetFor(node: Node, key: ErrorKey): number | null {
  if (key.kind === 'nullish' && key.name !== null) {
    if (isMember(node) && propertyName(node) === key.name) return node.property.start;
    if (node.type === 'Property' && node.key.type === 'Identifier' && node.key.name === key.name)
      return node.start;
    return null;
  }
  if (key.kind !== 'callee' && key.kind !== 'json') return null;
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return null;
  const callee = bare(node.callee);
  const name = isMember(callee) ? propertyName(callee) : callee.type === 'Identifier' ? callee.name : null;
  const wanted = key.kind === 'json' ? name === 'parse' || name === 'json' : name === key.name;
  if (!wanted) return null;
  return isMember(callee) ? callee.property.start : callee.start;
}

function isExpressionOrStatement(node: Node): boolean {
  return (
    node.type.endsWith('Expression') || node.type.endsWith('Statement') || node.type === 'VariableDeclarator'
  );
}
