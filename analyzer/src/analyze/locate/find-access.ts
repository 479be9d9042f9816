import type { Node } from 'oxc-parser';
import { ANALYZE_LIMITS } from '../limits.ts';
import type { NullishMessage } from '../messages/nullish-message.ts';
import { bare, isMember, propertyName, sameText } from '../syntax/expressions.ts';
import { lineOf, offsetOf, textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { keyName } from '../syntax/patterns.ts';
import { walk } from '../syntax/walk.ts';

/** The use of a missing value that threw. */
export type Access = {
  readonly file: ParsedFile;
  /** Member expression, object or array pattern, or the expression that is iterated or converted. */
  readonly node: Node;
  /** The expression whose value is missing; null for a parameter's pattern, which has no expression here. */
  readonly receiver: Node | null;
  readonly property: string | null;
  /** True when the engine's column points at this access. */
  readonly exact: boolean;
};

type Scored = { readonly access: Omit<Access, 'exact'>; readonly score: number };

const EXACT = 100;

/** Finds the access an engine complains about at a place. Null when nothing near it fits the message. */
export function findAccess(
  file: ParsedFile,
  message: NullishMessage,
  place: { line: number; column: number | null },
): Access | null {
  const offset = place.column === null ? null : offsetOf(file, place.line, place.column);
  let best: Scored | null = null;
  walk(file.program, (node) => {
    for (const access of accessesOf(file, node, message)) {
      const score = scoreOf(access, message, { ...place, offset });
      if (score > 0 && (best === null || score > best.score)) best = { access, score };
    }
  });
  const found = best as Scored | null;
  return found === null ? null : { ...found.access, exact: found.score >= EXACT };
}

function accessesOf(file: ParsedFile, node: Node, message: NullishMessage): Omit<Access, 'exact'>[] {
  const { property } = message;
  if (isMember(node) && !node.optional && message.access !== 'destructure') {
    const name = propertyName(node);
    const fits =
      property === null
        ? message.receiver !== null
        : name === property || (name === null && node.computed && !isObjectOf(node, property));
    return fits ? [{ file, node, receiver: bare(node.object), property: name }] : [];
  }
  if (node.type === 'ObjectPattern') return patternAccess(file, node, message);
  if (!['iterate', 'convert', 'search'].includes(message.access)) return [];
  const iterated =
    message.access === 'iterate'
      ? iteratedBy(node)
      : message.access === 'convert'
        ? convertedBy(node)
        : searchedBy(node);
  return iterated === null ? [] : [{ file, node: iterated, receiver: bare(iterated), property: null }];
}

/** `rows[key].type`: older engines point at `[key]`, but it is `type` that was read. */
function isObjectOf(node: Node, property: string): boolean {
  const { parent } = node;
  return (
    parent !== undefined &&
    parent !== null &&
    isMember(parent) &&
    parent.object === node &&
    propertyName(parent) === property
  );
}

function patternAccess(
  file: ParsedFile,
  pattern: Extract<Node, { type: 'ObjectPattern' }>,
  message: NullishMessage,
): Omit<Access, 'exact'>[] {
  const keys = pattern.properties.map((one) =>
    one.type === 'Property' ? keyName(one.key, one.computed) : '',
  );
  if (message.property !== null && !keys.includes(message.property)) return [];
  if (message.access !== 'read' && message.access !== 'destructure') return [];
  const { parent } = pattern;
  const init = parent?.type === 'VariableDeclarator' && parent.id === pattern ? parent.init : null;
  return [{ file, node: pattern, receiver: init === null ? null : bare(init), property: message.property }];
}

function iteratedBy(node: Node): Node | null {
  if (node.type === 'ForOfStatement') return node.right;
  if (node.type === 'SpreadElement' && node.parent?.type !== 'ObjectExpression') return node.argument;
  if (node.type === 'VariableDeclarator' && node.id.type === 'ArrayPattern') return node.init;
  if (node.type === 'NewExpression') return node.arguments[0] ?? null;
  return null;
}

/** `Object.keys(x)` and its like refuse undefined and null. */
function convertedBy(node: Node): Node | null {
  if (node.type !== 'CallExpression' || !isMember(node.callee)) return null;
  const object = bare(node.callee.object);
  return object.type === 'Identifier' && object.name === 'Object' ? (node.arguments[0] ?? null) : null;
}

/** `'key' in x` */
function searchedBy(node: Node): Node | null {
  return node.type === 'BinaryExpression' && node.operator === 'in' ? node.right : null;
}

function scoreOf(
  access: Omit<Access, 'exact'>,
  message: NullishMessage,
  place: { line: number; offset: number | null },
): number {
  const { file, node } = access;
  const at = isMember(node) ? node.property : node;
  const distance = Math.abs(lineOf(file, at) - place.line);
  if (distance > ANALYZE_LIMITS.nearbyLinesMax) return 0;
  let score = 20 - distance * 5;
  if (place.offset !== null) score += columnScore(node, place.offset);
  if (message.receiver !== null && access.receiver !== null) {
    if (sameText(textOf(file, access.receiver), message.receiver)) score += 40;
    else if (message.property === null) return 0;
  }
  // A computed access fits every name; one that names the property fits better.
  if (message.property !== null && access.property === message.property) score += 10;
  else if (message.property !== null && isMember(node)) score -= 5;
  if (message.access === 'write' && isMember(node) && node.parent?.type === 'AssignmentExpression') {
    if (node.parent.left === node) score += 15;
  }
  return score;
}

/**
 * V8 points at the property, at `[` of a computed one, at the operator of an assignment, and at the destructured key;
 * SpiderMonkey and JavaScriptCore point somewhere into the expression.
 */
function columnScore(node: Node, offset: number): number {
  if (isMember(node)) {
    if (node.property.start === offset || (node.computed && node.property.start === offset + 1)) return EXACT;
    const { parent } = node;
    if (parent?.type === 'AssignmentExpression' && parent.left === node) {
      if (offset >= node.end && offset <= parent.right.start) return EXACT;
    }
  }
  if (node.type === 'ObjectPattern') {
    if (node.properties.some((property) => property.start === offset)) return EXACT;
    if (node.start === offset) return EXACT;
  }
  if (node.start === offset) return isMember(node) ? 30 : EXACT;
  if (isMember(node) && offset > node.start && offset < node.end) return 25;
  const { parent } = node;
  return parent !== undefined && parent !== null && parent.start <= offset && offset < parent.end ? 10 : 0;
}
