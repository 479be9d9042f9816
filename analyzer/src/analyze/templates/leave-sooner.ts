import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { anyAssignment } from '../locate/origin.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { bare, isMember } from '../syntax/expressions.ts';
import { ancestorsOf, isFunction, isStatementList } from '../syntax/walk.ts';
import { leaveEarly } from './leave-early.ts';
import { emptyOf, type NullishContext } from './nullish-context.ts';

const CHAIN_PRIOR = 0.12;
const HEAD_PRIOR = 0.08;

/** Leaves before an `if` whose `else if` needs the value: there is no place for a guard between them. */
export function leaveBeforeChain(context: NullishContext): FixCandidate | null {
  if (context.statement !== null) return null;
  const statement = chainAround(context.access.node);
  const candidate = statement === null ? null : leaveEarly(movedTo(statement, context));
  return candidate === null
    ? null
    : { ...candidate, origin: 'nullish/return-before-chain', prior: CHAIN_PRIOR };
}

/** Leaves at the start of the function, before it does anything for a value it cannot finish with. */
export function leaveAtHead(context: NullishContext): FixCandidate | null {
  const { owner, access } = context;
  const first = owner?.body?.type === 'BlockStatement' ? owner.body.body[0] : undefined;
  if (first === undefined || access.receiver === null || !isGiven(access.receiver)) return null;
  const candidate = leaveEarly(movedTo(first, context));
  return candidate === null ? null : { ...candidate, origin: 'nullish/return-at-start', prior: HEAD_PRIOR };
}

function movedTo(statement: Node, context: NullishContext): NullishContext {
  const { owner, access, empty } = context;
  return { ...context, statement, empty: owner === null ? empty : emptyOf(owner, access, statement) };
}

/** A parameter of the function, or a member of one, is the same at its start. */
function isGiven(receiver: Node): boolean {
  const whole = bare(receiver);
  const root = isMember(whole) && !whole.computed ? bare(whole.object) : whole;
  if (root.type !== 'Identifier') return false;
  const binding = resolveBinding(root.name, root);
  return binding?.kind === 'parameter' && binding.keys.length === 0 && anyAssignment(binding) === null;
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
