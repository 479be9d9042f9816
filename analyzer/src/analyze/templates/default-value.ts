import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { bare, isMember, propertyName } from '../syntax/expressions.ts';
import { textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { isFunction, walk } from '../syntax/walk.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';
import type { NullishContext } from './nullish-context.ts';
import { NEIGHBOUR_BONUS, PRIORS } from './priors.ts';

const LIST_USES = new Set([
  'map',
  'filter',
  'forEach',
  'reduce',
  'some',
  'every',
  'find',
  'flatMap',
  'join',
  'push',
  'concat',
]);
const EMPTY_VALUES = new Set(['[]', "''", '""', '0', 'false', 'null']);

/** Gives the value a default where it comes from, so that every later use has one. */
export function defaultValue(context: NullishContext): FixCandidate | null {
  return defaultOfIterated(context) ?? defaultOfParameter(context) ?? defaultAtSource(context);
}

/** `for (const x of a.b)` and `[...a.b]` over a missing list go over an empty one. */
function defaultOfIterated({ access, message, optionalChaining }: NullishContext): FixCandidate | null {
  const { file, node, receiver } = access;
  if (message.access !== 'iterate' || receiver === null || isMember(node.parent ?? node)) return null;
  return candidateOf({
    origin: 'nullish/default-value',
    title: `Treat a missing ${code(textOf(file, receiver))} as an empty list`,
    description: 'There is nothing to go over when the list is missing.',
    prior: PRIORS.defaultByFamily + 0.15,
    file,
    edit: (text) => {
      const wrap = node.parent?.type === 'SpreadElement';
      text.appendLeft(node.start, wrap ? '(' : '');
      text.appendRight(node.end, ` ${optionalChaining ? '??' : '||'} []${wrap ? ')' : ''}`);
    },
  });
}

/** A left-out options object or list gets a default in the parameter list. */
function defaultOfParameter({ access, origin, message }: NullishContext): FixCandidate | null {
  const { file, node, receiver, property } = access;
  if (message.value === 'null') return null;
  const pattern = node.type === 'ObjectPattern' && node.parent && isFunction(node.parent) ? node : null;
  const parameter = origin.parameter;
  if (
    pattern === null &&
    (parameter === null || parameter.keys.length > 0 || receiver?.type !== 'Identifier')
  )
    return null;
  if (parameter !== null && parameter.defaultValue !== null) return null;
  const target = pattern ?? parameter?.identifier ?? null;
  if (target === null) return null;
  const value = pattern !== null ? '{}' : property !== null && LIST_USES.has(property) ? '[]' : null;
  if (value === null) return null;
  return candidateOf({
    origin: 'nullish/default-value',
    title: `Give ${code(textOf(file, target))} the default ${code(value)}`,
    description: 'A caller left the argument out.',
    prior: PRIORS.defaultByFamily + (pattern === null ? 0 : 0.1),
    file,
    edit: (text) => {
      text.appendRight(target.end, ` = ${value}`);
    },
  });
}

/** `const items = data.items` -> `data.items ?? []`, when the use or a neighbour shows the kind. */
function defaultAtSource(context: NullishContext): FixCandidate | null {
  const { access, origin, usedLater } = context;
  const { file, receiver, property } = access;
  if (receiver?.type !== 'Identifier' || origin.kind !== 'field') return null;
  const binding = resolveBinding(receiver.name, receiver);
  if (binding?.kind !== 'variable' || binding.init === null || binding.defaultValue !== null) return null;
  const inPattern = binding.keys.length > 0;
  const source = inPattern ? null : bare(binding.init);
  const field = inPattern
    ? (binding.keys.at(-1) ?? '')
    : source !== null && isMember(source)
      ? (propertyName(source) ?? '')
      : '';
  const neighbour = neighbourDefault(file, field);
  const value = neighbour ?? (property !== null && LIST_USES.has(property) ? '[]' : null);
  if (value === null || (!inPattern && source?.type !== 'MemberExpression')) return null;
  if (inPattern && context.message.value === 'null') return null;
  return candidateOf({
    origin: 'nullish/default-value',
    title: `Use ${code(value)} when ${code(field)} is missing`,
    description:
      neighbour === null
        ? 'The code below treats it as a list.'
        : 'The same file uses this default elsewhere.',
    prior: PRIORS.defaultByFamily + (neighbour === null ? 0 : NEIGHBOUR_BONUS) + (usedLater ? 0.15 : 0),
    file,
    edit: (text) => {
      if (inPattern) text.appendRight(binding.identifier.end, ` = ${value}`);
      else if (binding.init !== null)
        text.appendRight(binding.init.end, ` ${context.optionalChaining ? '??' : '||'} ${value}`);
    },
  });
}

/** The default other lines of the file give to a field of this name: `order.items ?? []`. */
export function neighbourDefault(file: ParsedFile, field: string): string | null {
  let found: string | null = null;
  if (field === '') return null;
  walk(file.program, (node: Node) => {
    if (found !== null || node.type !== 'LogicalExpression' || node.operator === '&&') return;
    const left = bare(node.left);
    if (!isMember(left) || propertyName(left) !== field) return;
    const value = textOf(file, node.right);
    if (EMPTY_VALUES.has(value)) found = value;
  });
  return found;
}
