import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { bare, isMember, isRepeatable, propertyName, rootName } from '../syntax/expressions.ts';
import { indentAt } from '../syntax/file-style.ts';
import { textOf } from '../syntax/parse-source.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';
import type { NullishContext } from './nullish-context.ts';

/** What an entry must be for something to be put into it. */
const FILLED_WITH: Readonly<Record<string, string>> = {
  push: '[]',
  unshift: '[]',
  add: 'new Set()',
  set: 'new Map()',
};
/** The table starts empty in this file: then its entries are made by whoever adds to them. */
const STARTS_EMPTY_PRIOR = 0.5;
const PRIOR = 0.3;

/** `groups[key].push(one)` -> `groups[key] ||= []` before it: who collects makes the place to collect in. */
export function fillEntry({
  access,
  statement,
  style,
  optionalChaining,
}: NullishContext): FixCandidate | null {
  const { file, node, receiver } = access;
  if (receiver === null || !isMember(receiver) || !receiver.computed || !isRepeatable(receiver)) return null;
  if (receiver.property.type === 'Literal' || !isMember(node)) return null;
  const call = node.parent;
  const value = FILLED_WITH[propertyName(node) ?? ''];
  if (value === undefined || call?.type !== 'CallExpression' || call.callee !== node) return null;
  if (statement?.type !== 'ExpressionStatement' || bare(statement.expression) !== call) return null;
  const entry = textOf(file, receiver);
  const fill = optionalChaining ? `${entry} ??= ${value}` : `${entry} = ${entry} || ${value}`;
  return candidateOf({
    origin: 'nullish/fill-entry',
    title: `Begin ${code(entry)} with ${code(value)}`,
    description: 'The first time there is nothing to add to yet.',
    prior: startsEmpty(receiver) ? STARTS_EMPTY_PRIOR : PRIOR,
    file,
    edit: (text) => {
      const indent = indentAt(file, statement.start);
      text.appendLeft(statement.start, `${fill}${style.end}${style.newline}${indent}`);
    },
  });
}

function startsEmpty(entry: Node): boolean {
  const name = rootName(entry);
  const binding = name === null ? null : resolveBinding(name, entry);
  const init = binding?.kind === 'variable' && binding.init !== null ? bare(binding.init) : null;
  return init?.type === 'ObjectExpression' && init.properties.length === 0;
}
