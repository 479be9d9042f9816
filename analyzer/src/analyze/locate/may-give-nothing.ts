import type { Node } from 'oxc-parser';
import { missOf } from './lookups.ts';
import { bare, isMember } from '../syntax/expressions.ts';
import { returnedBy } from '../syntax/function-facts.ts';
import type { FunctionNode } from '../syntax/walk.ts';

/** True when a function gives a value on some ways, and on others null, an entry that may not be there, or no value. */
export function mayGiveNothing(owner: FunctionNode): boolean {
  if (owner.async || owner.generator || owner.body === null) return false;
  const values = returnedBy(owner);
  if (values.every((value) => value === null)) return false;
  if (values.some((value) => value === null || isMaybeNothing(value))) return true;
  return owner.body.type === 'BlockStatement' && !ends(owner.body);
}

/** `null`, `list.find(…)`, `list.filter(…)[0]`. */
function isMaybeNothing(value: Node): boolean {
  const node = bare(value);
  if (node.type === 'Literal') return node.value === null && !('regex' in node);
  if (node.type === 'CallExpression') return missOf(node)?.kind === 'lookup';
  return isMember(node) && node.computed && bare(node.object).type === 'CallExpression';
}

/** True when nothing behind a statement runs. */
function ends(statement: Node): boolean {
  switch (statement.type) {
    case 'ReturnStatement':
    case 'ThrowStatement':
      return true;
    case 'BlockStatement':
      return statement.body.some(ends);
    case 'IfStatement':
      return statement.alternate !== null && ends(statement.consequent) && ends(statement.alternate);
    case 'TryStatement':
      return (
        (statement.finalizer !== null && ends(statement.finalizer)) ||
        (ends(statement.block) && (statement.handler === null || ends(statement.handler.body)))
      );
    case 'SwitchStatement':
      // Cases fall into the next one; that all of them end is told by the last and by a default among them.
      return (
        statement.cases.some(({ test }) => test === null) &&
        statement.cases.every(
          ({ consequent }, index) =>
            consequent.some(ends) || (consequent.length === 0 && index < statement.cases.length - 1),
        )
      );
    case 'WhileStatement':
      return statement.test.type === 'Literal' && statement.test.value === true;
    default:
      return false;
  }
}
