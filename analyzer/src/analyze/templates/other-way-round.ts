import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { bare, isMember, propertyName } from '../syntax/expressions.ts';
import { textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';

const UPPER = /^(?:max|maximum|total|limit|capacity|width|height|length|size|end|all)$/i;

/**
 * `used - max` is below zero in every ordinary case: the difference is meant the other way round. Only names tell which
 * one is the larger, so both have to: one that is a bound, one that is none.
 */
export function otherWayRound(
  file: ParsedFile,
  node: Extract<Node, { type: 'CallExpression' | 'NewExpression' }>,
): FixCandidate | null {
  const [argument] = node.arguments;
  const difference = argument === undefined ? null : differenceBehind(bare(argument));
  if (difference === null) return null;
  const [left, right] = [bare(difference.left), bare(difference.right)];
  if (!isBound(right) || isBound(left) || left.type === 'Literal') return null;
  const [first, second] = [textOf(file, difference.left), textOf(file, difference.right)];
  return candidateOf({
    origin: 'out-of-range/other-way-round',
    title: `Take ${code(first)} from ${code(second)}`,
    description: `${code(second)} is the bound; what is left of it is meant.`,
    prior: 0.6,
    file,
    edit: (text) => {
      text.update(difference.left.start, difference.left.end, second);
      text.update(difference.right.start, difference.right.end, first);
    },
  });
}

function differenceBehind(node: Node): Extract<Node, { type: 'BinaryExpression' }> | null {
  if (node.type === 'BinaryExpression') return node.operator === '-' ? node : null;
  const binding = node.type === 'Identifier' ? resolveBinding(node.name, node) : null;
  if (binding?.kind !== 'variable' || binding.init === null || binding.keys.length > 0) return null;
  const made = bare(binding.init);
  return made.type === 'BinaryExpression' && made.operator === '-' ? made : null;
}

function isBound(node: Node): boolean {
  const name = node.type === 'Identifier' ? node.name : isMember(node) ? propertyName(node) : null;
  return name !== null && (UPPER.test(name) || /^(?:max|total)[A-Z]|(?:Max|Limit|Capacity)$/.test(name));
}
