import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { rootName } from '../syntax/expressions.ts';
import { returnedBy, type EmptyReturn } from '../syntax/function-facts.ts';
import type { FunctionNode } from '../syntax/walk.ts';
import { leaveEarly } from './leave-early.ts';
import type { NullishContext } from './nullish-context.ts';

const PRIOR = 0.13;

/** `return text.replace(…)` -> `return text;` where what is needed for the change is missing: it stays as it was given. */
export function returnGiven(context: NullishContext): FixCandidate | null {
  const { owner, statement, access, empty } = context;
  const given = owner === null || statement === null ? null : givenOf(owner);
  const isMissing = access.receiver !== null && rootName(access.receiver) === given;
  if (given === null || isMissing || empty.text === given) return null;
  const text: EmptyReturn = { text: given, from: 'guessed' };
  const candidate = leaveEarly({ ...context, empty: text });
  if (candidate?.origin !== 'nullish/return-early') return null;
  return { ...candidate, origin: 'nullish/return-given', prior: PRIOR };
}

/** The first parameter, when every result of the function starts with it. */
function givenOf(owner: FunctionNode): string | null {
  const [first] = owner.params;
  if (first?.type !== 'Identifier') return null;
  const returned = returnedBy(owner).filter((value): value is Node => value !== null);
  const isFromFirst = (value: Node): boolean =>
    rootName(value) === first.name && resolveBinding(first.name, value)?.identifier === first;
  return returned.length > 0 && returned.every(isFromFirst) ? first.name : null;
}
