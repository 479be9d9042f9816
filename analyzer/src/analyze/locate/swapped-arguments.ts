import type { Node } from 'oxc-parser';
import { bare, isMember, propertyName } from '../syntax/expressions.ts';
import type { FunctionNode } from '../syntax/walk.ts';
import type { CallNode } from './find-call.ts';

/** Positions of two arguments that stand in each other's place. */
export type Swapped = { readonly index: number; readonly other: number };

/**
 * `money(item.currency, item.price)` of a function `money(value, currency)`: an argument carries the name of another
 * parameter, and nothing that carries the name of the wrong one's own. Null when the names say nothing.
 */
export function swappedArguments(call: CallNode, owner: FunctionNode, index: number): Swapped | null {
  const parameters = owner.params.map((parameter) => nameOf(parameter));
  const given = call.arguments.map((argument) => nameOf(argument));
  const wanted = parameters[index];
  if (wanted === undefined || wanted === null || given[index] === wanted) return null;
  const other = given.indexOf(wanted);
  if (other < 0 || other >= parameters.length || given.lastIndexOf(wanted) !== other) return null;
  return given[other] === parameters[other] ? null : { index, other };
}

/** The last name of a plain value: `currency` of `item.currency`. */
function nameOf(node: Node): string | null {
  const at = bare(node);
  if (at.type === 'Identifier') return at.name;
  return isMember(at) && !at.computed ? propertyName(at) : null;
}
