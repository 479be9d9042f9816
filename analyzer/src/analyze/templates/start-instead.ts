import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { bare, isMember, propertyName } from '../syntax/expressions.ts';
import { textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { walk } from '../syntax/walk.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';
import type { NullishContext } from './nullish-context.ts';

const PRIOR = 0.1;

/** `after(item).range` -> `(after(item) || item).range`: what a search starts at stands in for what it did not find. */
export function startInstead({ access, optionalChaining }: NullishContext): FixCandidate | null {
  const { file, node, receiver, property } = access;
  if (receiver === null || property === null || !isMember(node)) return null;
  const call = callOf(receiver);
  const [start] = call?.arguments ?? [];
  if (start?.type !== 'Identifier' || !isReadFrom(start.name, property, file)) return null;
  // The name must be the same thing where the value is read.
  if (resolveBinding(start.name, node)?.identifier !== resolveBinding(start.name, start)?.identifier)
    return null;
  return candidateOf({
    origin: 'nullish/start-instead',
    title: `Use ${code(start.name)} when ${code(textOf(file, receiver))} is missing`,
    description: `Elsewhere ${code(property)} is read from ${code(start.name)} itself.`,
    prior: PRIOR,
    file,
    edit: (text) => {
      text.appendLeft(receiver.start, '(');
      text.appendRight(receiver.end, ` ${optionalChaining ? '??' : '||'} ${start.name})`);
    },
  });
}

/** The call a value is the result of, also through the constant it was put into. */
function callOf(receiver: Node): Extract<Node, { type: 'CallExpression' }> | null {
  let node = bare(receiver);
  if (node.type === 'Identifier') {
    const binding = resolveBinding(node.name, node);
    if (binding?.kind !== 'variable' || binding.init === null || binding.keys.length > 0) return null;
    node = bare(binding.init);
  }
  return node.type === 'CallExpression' ? node : null;
}

function isReadFrom(name: string, property: string, file: ParsedFile): boolean {
  let isRead = false;
  walk(file.program, (node) => {
    if (isMember(node) && propertyName(node) === property) {
      const object = bare(node.object);
      isRead ||= object.type === 'Identifier' && object.name === name;
    }
    return !isRead;
  });
  return isRead;
}
