import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { bare, isMember } from '../syntax/expressions.ts';
import { textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { enclosingFunction, type FunctionNode } from '../syntax/walk.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';

/** Waiting is almost always what was meant when a promise is used as its value. */
const PRIOR = 0.75;
/** Making a function asynchronous changes what its callers get. */
const PRIOR_WITH_NEW_ASYNC = 0.35;

/** Puts `await` before a call, and makes the function around it asynchronous when it is not. */
export function insertAwait(file: ParsedFile, call: Node): FixCandidate | null {
  const owner = enclosingFunction(call);
  if (owner !== null && (owner.generator || isFixedKind(owner))) return null;
  const becomesAsync = owner !== null && !owner.async;
  const text = textOf(file, call);
  return candidateOf({
    origin: 'missing-await/await',
    title: `Wait for ${code(text)}`,
    description: becomesAsync
      ? 'The call gives a promise. The function becomes asynchronous, so its callers must wait for it too.'
      : 'The call gives a promise; its value is only there after waiting.',
    prior: becomesAsync ? PRIOR_WITH_NEW_ASYNC : PRIOR,
    file,
    edit: (edit) => {
      const wrap = needsParentheses(call);
      edit.appendLeft(call.start, wrap ? '(await ' : 'await ');
      if (wrap) edit.appendRight(call.end, ')');
      if (becomesAsync) edit.appendLeft(asyncPlace(owner), 'async ');
    },
  });
}

/** `async` stands before a method's name and before `function` or the arrow's parameters. */
function asyncPlace(owner: FunctionNode): number {
  const { parent } = owner;
  if (parent?.type === 'MethodDefinition' || (parent?.type === 'Property' && parent.method))
    return parent.key.start;
  return owner.start;
}

/** Constructors and accessors can never wait. */
function isFixedKind(owner: FunctionNode): boolean {
  const { parent } = owner;
  if (parent?.type === 'MethodDefinition') return parent.kind !== 'method';
  return parent?.type === 'Property' && parent.kind !== 'init';
}

function needsParentheses(call: Node): boolean {
  const { parent } = call;
  if (parent === undefined || parent === null) return false;
  if (isMember(parent)) return bare(parent.object) === call;
  return parent.type === 'CallExpression' && parent.callee === call;
}
