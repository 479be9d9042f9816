import type { Node } from 'oxc-parser';
import { bare, isMember, propertyName } from '../syntax/expressions.ts';

export type Miss = {
  readonly kind: 'lookup' | 'dom';
  readonly gives: 'undefined' | 'null';
  readonly when: string;
};

/** Calls that answer "nothing" as a matter of course, by method name. */
const LOOKUPS: Readonly<Record<string, Miss>> = {
  find: { kind: 'lookup', gives: 'undefined', when: 'nothing matches' },
  findLast: { kind: 'lookup', gives: 'undefined', when: 'nothing matches' },
  get: { kind: 'lookup', gives: 'undefined', when: 'there is no entry for the key' },
  at: { kind: 'lookup', gives: 'undefined', when: 'the position is outside the list' },
  pop: { kind: 'lookup', gives: 'undefined', when: 'the list is empty' },
  shift: { kind: 'lookup', gives: 'undefined', when: 'the list is empty' },
  match: { kind: 'lookup', gives: 'null', when: 'the text does not match' },
  exec: { kind: 'lookup', gives: 'null', when: 'the text does not match' },
  getItem: { kind: 'lookup', gives: 'null', when: 'the key was never stored' },
  querySelector: { kind: 'dom', gives: 'null', when: 'the page has no such element' },
  getElementById: { kind: 'dom', gives: 'null', when: 'the page has no such element' },
  closest: { kind: 'dom', gives: 'null', when: 'no such element is around it' },
  getContext: { kind: 'dom', gives: 'null', when: 'the context is not supported' },
};

/** How a call can come back empty; null for calls that are not lookups. */
export function missOf(call: Extract<Node, { type: 'CallExpression' }>): Miss | null {
  const callee = bare(call.callee);
  if (!isMember(callee)) return null;
  const name = propertyName(callee);
  if (name === null || !Object.hasOwn(LOOKUPS, name)) return null;
  // `router.get('/x', handler)` registers, it does not look up.
  if (name === 'get' && call.arguments.length !== 1) return null;
  return LOOKUPS[name] ?? null;
}
