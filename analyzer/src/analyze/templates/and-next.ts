import type { MemberExpression, Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { missOf } from '../locate/lookups.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { bare, isMember, propertyName } from '../syntax/expressions.ts';
import { mayGiveNothing } from '../locate/may-give-nothing.ts';
import { parseSource, textOf } from '../syntax/parse-source.ts';
import { isFunction, walk, walkOwn, type FunctionNode } from '../syntax/walk.ts';
import { code } from '../words.ts';
import { callDefault } from './call-default.ts';
import { rankCandidates } from './candidate.ts';
import { nameAndGuard, nameAndWrap } from './name-and-guard.ts';
import { nullishContext, type NullishContext } from './nullish-context.ts';
import { optionalChain } from './optional-chain.ts';

const PRIOR = 0.11;

/**
 * A patch, and with it the next crash of the same function: below, it reads from the result of a call that can give
 * nothing. Only calls that show it: lookups, and functions of the file that can end without a value.
 */
export function andNext(first: FixCandidate | undefined, context: NullishContext): FixCandidate | null {
  const { access, message, origin, owner, optionalChaining } = context;
  const [edit, ...others] = first?.edits ?? [];
  if (first === undefined || edit?.path !== access.file.path || others.length > 0 || owner === null)
    return null;
  const file = parseSource(edit.path, edit.after);
  const patched = file === null ? null : functionAt(file.program, owner.start);
  if (file === null || !patched?.body) return null;
  const next = readOfNothing(patched, access.node.start);
  if (next === null) return null;
  const read = { file, node: next, receiver: bare(next.object), property: propertyName(next), exact: true };
  const shape = nullishContext(read, { ...message, access: 'read' }, origin, optionalChaining);
  const [best] = rankCandidates(
    [optionalChain, nameAndWrap, nameAndGuard, callDefault].map((template) => template(shape)),
    1,
  );
  const [after] = best?.edits ?? [];
  if (after === undefined) return null;
  return {
    origin: 'nullish/and-next',
    title: `${first.title}, and check ${code(textOf(file, next.object))}`,
    description: `${first.description} ${code(textOf(file, next.object))} can give nothing either, and its result is read below.`,
    prior: PRIOR,
    edits: [{ path: edit.path, before: edit.before, after: after.after }],
  };
}

function functionAt(program: Node, start: number): FunctionNode | null {
  let found: FunctionNode | null = null;
  walk(program, (node) => {
    if (isFunction(node) && node.start === start) found ??= node;
  });
  return found;
}

/** The first read below a place whose object is a call that can give nothing. */
function readOfNothing(owner: FunctionNode, from: number): MemberExpression | null {
  let found: MemberExpression | null = null;
  walkOwn(owner, (node) => {
    if (found !== null || !isMember(node) || node.optional || node.end <= from) return;
    const call = bare(node.object);
    if (call.type !== 'CallExpression') return;
    const callee = bare(call.callee);
    const binding = callee.type === 'Identifier' ? resolveBinding(callee.name, callee) : null;
    const givesNothing = binding?.kind === 'function' && mayGiveNothing(binding.owner);
    if (givesNothing || missOf(call)?.kind === 'lookup') found = node;
  });
  return found;
}
