import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { bare, isMember, propertyName } from '../syntax/expressions.ts';
import { textOf } from '../syntax/parse-source.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';
import type { NullishContext } from './nullish-context.ts';

/** Below what leaves early: the default lets the code run on with a value of the right kind but no content. */
const DEFAULT_PRIOR = 0.2;
/** A search that starts at a value and finds nothing better than it. */
const ARGUMENT_PRIOR = 0.3;

/** `text.match(x)[1]` -> `(text.match(x) || [])[1]`, where `?.` is not understood and nothing has a name. */
export function callDefault(context: NullishContext): FixCandidate | null {
  const { access, optionalChaining } = context;
  const { file, node, receiver, property } = access;
  if (optionalChaining || receiver?.type !== 'CallExpression' || !isMember(node)) return null;
  const isPosition = node.computed && node.property.type === 'Literal';
  if (!isPosition && !(property !== null && LIST_PARTS.has(property))) return null;
  return candidateOf({
    origin: 'nullish/call-default',
    title: `Read from an empty list when ${code(textOf(file, receiver))} gives nothing`,
    description: 'What is read is undefined or empty then, and the code below goes on.',
    prior: DEFAULT_PRIOR,
    file,
    edit: (text) => {
      text.appendLeft(receiver.start, '(');
      text.appendRight(receiver.end, ' || [])');
    },
  });
}

const LIST_PARTS = new Set(['length', 'map', 'filter', 'forEach', 'some', 'every', 'find', 'slice', 'join']);

/** `topNode(node).range` -> `(topNode(node) || node).range`: what goes up or down from a value can end at it. */
export function callArgumentInstead(context: NullishContext): FixCandidate | null {
  const { access } = context;
  const { file, receiver } = access;
  if (receiver?.type !== 'CallExpression') return null;
  const [start] = receiver.arguments;
  if (start?.type !== 'Identifier' || !isSameNoun(receiver.callee, start.name)) return null;
  const operator = context.optionalChaining ? '??' : '||';
  return candidateOf({
    origin: 'nullish/call-argument',
    title: `Stay with ${code(start.name)} when ${code(textOf(file, receiver))} finds nothing`,
    description: `The search starts at ${code(start.name)}; when it leads nowhere, that is where it ends.`,
    prior: ARGUMENT_PRIOR,
    file,
    edit: (text) => {
      text.appendLeft(receiver.start, '(');
      text.appendRight(receiver.end, ` ${operator} ${start.name})`);
    },
  });
}

/** `getTopLoopNode(loopNode)`, `outermost.findRootElement(element)`: both name the same kind of thing. */
function isSameNoun(called: Node, argument: string): boolean {
  const callee = bare(called);
  const name =
    callee.type === 'Identifier' ? callee.name : isMember(callee) ? (propertyName(callee) ?? '') : '';
  if (
    !/^(?:get|find|resolve|seek)?(?:Top|Root|Outer|Outermost|Inner|Innermost|Last|First|Base|Parent|Real|Original|Leaf|Deepest|Highest)/i.test(
      name,
    )
  )
    return false;
  const noun = /[A-Z]?[a-z]+$/.exec(argument)?.[0]?.toLowerCase() ?? '';
  return noun.length >= NOUN_LENGTH_MIN && name.toLowerCase().endsWith(noun);
}

const NOUN_LENGTH_MIN = 3;
