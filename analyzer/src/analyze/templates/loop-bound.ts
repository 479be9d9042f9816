import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { bare, isMember, propertyName, sameText } from '../syntax/expressions.ts';
import { textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { ancestorsOf, isFunction } from '../syntax/walk.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';
import type { NullishContext } from './nullish-context.ts';

type ForNode = Extract<Node, { type: 'ForStatement' }>;

/** A list has no element at its own length: the last turn of a loop that goes so far is one too many. */
const PRIOR = 0.65;

/** `for (let i = 0; i <= list.length; i++) list[i].name` -> `i < list.length`. */
export function loopBound({ access }: NullishContext): FixCandidate | null {
  const { file, receiver } = access;
  const element = receiver === null ? null : elementOf(receiver);
  if (element === null) return null;
  const loop = loopAround(access.node);
  const test = loop?.test === null || loop?.test === undefined ? null : bare(loop.test);
  if (test?.type !== 'BinaryExpression' || test.operator !== '<=') return null;
  const counter = bare(test.left);
  const index = bare(element.property);
  if (counter.type !== 'Identifier' || index.type !== 'Identifier' || index.name !== counter.name)
    return null;
  if (!isLengthOf(test.right, element.object, file)) return null;
  return candidateOf({
    origin: 'nullish/loop-bound',
    title: 'End the loop at the last element',
    description: `${code(textOf(file, test))} is still true behind the last element.`,
    prior: PRIOR,
    file,
    edit: (text) => {
      text.update(test.left.end, test.right.start, ' < ');
    },
  });
}

/** `list[i]`, also through the constant it was put into. */
function elementOf(receiver: Node): Extract<Node, { type: 'MemberExpression' }> | null {
  const node = bare(receiver);
  if (isMember(node)) return node.computed ? node : null;
  if (node.type !== 'Identifier') return null;
  const binding = resolveBinding(node.name, node);
  if (binding?.kind !== 'variable' || binding.init === null || binding.keys.length > 0) return null;
  const init = bare(binding.init);
  return isMember(init) && init.computed ? init : null;
}

function loopAround(node: Node): ForNode | null {
  for (const ancestor of ancestorsOf(node)) {
    if (isFunction(ancestor)) return null;
    if (ancestor.type === 'ForStatement') return ancestor;
  }
  return null;
}

function isLengthOf(limit: Node, list: Node, file: ParsedFile): boolean {
  const node = bare(limit);
  if (!isMember(node) || propertyName(node) !== 'length') return false;
  return sameText(textOf(file, node.object), textOf(file, list));
}
