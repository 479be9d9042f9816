import type { FixCandidate } from '../diagnosis.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { bare } from '../syntax/expressions.ts';
import { textOf } from '../syntax/parse-source.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';
import type { NullishContext } from './nullish-context.ts';

const PRIOR = 0.3;
/** Methods that only one kind of collection has. A map, because every plain object has a `constructor` as well. */
const BEGINS: ReadonlyMap<string, string> = new Map([
  ...['push', 'unshift', 'forEach', 'map', 'filter', 'some', 'every'].map((name) => [name, '[]'] as const),
  ['add', 'new Set()'],
  ['get', 'new Map()'],
  ['set', 'new Map()'],
]);

/** `let found;` and a `found.push(x)` before anything set it: the collection is there from the start. */
export function beginWith({ access, message }: NullishContext): FixCandidate | null {
  const { file, receiver, property } = access;
  const value = property === null || message.access !== 'read' ? undefined : BEGINS.get(property);
  if (value === undefined || receiver?.type !== 'Identifier') return null;
  const binding = resolveBinding(receiver.name, receiver);
  if (binding?.kind !== 'variable' || binding.declarationKind === 'const' || binding.keys.length > 0)
    return null;
  const init = binding.init === null ? null : bare(binding.init);
  const isEmpty = init === null || ['null', 'undefined'].includes(textOf(file, init));
  if (!isEmpty) return null;
  return candidateOf({
    origin: 'nullish/begin-with',
    title: `Begin ${code(receiver.name)} with ${code(value)}`,
    description: 'It is used before anything has set it.',
    prior: PRIOR,
    file,
    edit: (text) => {
      if (init === null) text.appendRight(binding.identifier.end, ` = ${value}`);
      else text.update(init.start, init.end, value);
    },
  });
}
