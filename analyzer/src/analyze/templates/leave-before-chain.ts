import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { ancestorsOf, isFunction, isStatementList } from '../syntax/walk.ts';
import { leaveEarly } from './leave-early.ts';
import { emptyOf, type NullishContext } from './nullish-context.ts';

const PRIOR = 0.12;

/** Leaves before an `if` whose `else if` needs the value: there is no place for a guard between them. */
export function leaveBeforeChain(context: NullishContext): FixCandidate | null {
  if (context.statement !== null) return null;
  const statement = chainAround(context.access.node);
  const candidate = statement === null ? null : leaveEarly(movedTo(statement, context));
  return candidate === null ? null : { ...candidate, origin: 'nullish/return-before-chain', prior: PRIOR };
}

function movedTo(statement: Node, context: NullishContext): NullishContext {
  const { owner, access, empty } = context;
  return { ...context, statement, empty: owner === null ? empty : emptyOf(owner, access, statement) };
}

function chainAround(node: Node): Node | null {
  let at = node;
  for (const ancestor of ancestorsOf(node)) {
    if (isFunction(ancestor)) return null;
    if (isStatementList(ancestor)) return at.type === 'IfStatement' ? at : null;
    at = ancestor;
  }
  return null;
}
