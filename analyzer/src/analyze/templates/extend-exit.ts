import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { runsConditionally } from '../syntax/condition-span.ts';
import { bare, isMember, rootName, sameText } from '../syntax/expressions.ts';
import { isGuarded } from '../syntax/guards.ts';
import { lineOf, textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { ancestorsOf, isFunction, siblingsOf, walk } from '../syntax/walk.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';
import { missingTest, type NullishContext } from './nullish-context.ts';
import { PRIORS } from './priors.ts';

/** The access only runs after something was tested; the check above would run before that. */
const CONDITIONAL_PENALTY = 0.25;

/** Adds the missing value to the check that stands above for values of the same thing: `if (!a || !a.b) return;`. */
export function extendExit(context: NullishContext): FixCandidate | null {
  const { access, receiverText, statement } = context;
  if (receiverText === null || statement === null || access.receiver === null) return null;
  const exit = exitAbove(access.receiver, statement, access.file);
  if (exit === null) return null;
  const { test } = exit;
  const missing = missingTest(context, receiverText);
  return candidateOf({
    origin: 'nullish/extend-exit',
    title: `Leave at line ${lineOf(access.file, exit)} also when ${code(receiverText)} is missing`,
    description: `The check above already leaves for other cases of ${code(rootName(access.receiver) ?? receiverText)}.`,
    prior: PRIORS.guardNegated - (runsConditionally(access.node, statement) ? CONDITIONAL_PENALTY : 0),
    file: access.file,
    edit: (text) => {
      const wrap = test.type === 'ConditionalExpression' || isAnd(test);
      if (wrap) text.appendLeft(test.start, '(');
      text.appendRight(test.end, `${wrap ? ')' : ''} || ${missing}`);
    },
  });
}

/** The same where the check itself reads from a part that may be missing as well: `if (!a.b || a.b.c !== 1 || !a.b.d)`. */
export function extendWholeExit(context: NullishContext): FixCandidate | null {
  const { access, receiverText, statement } = context;
  const extended = extendExit(context);
  const exit =
    extended === null || statement === null || access.receiver === null
      ? null
      : exitAbove(access.receiver, statement, access.file);
  if (extended === null || exit === null || receiverText === null) return null;
  const { file } = access;
  const part = partsOf(access.receiver).find((one) => isReadIn(exit.test, one, file));
  if (part === undefined) return null;
  const { test } = exit;
  return candidateOf({
    origin: 'nullish/extend-whole-exit',
    title: `Leave at line ${lineOf(file, exit)} also when ${code(textOf(file, part))} or ${code(receiverText)} is missing`,
    description: `The check above reads from ${code(textOf(file, part))} as if it were always there.`,
    prior: extended.prior - WHOLE_PENALTY,
    file,
    edit: (text) => {
      const wrap = test.type === 'ConditionalExpression' || isAnd(test);
      text.appendLeft(test.start, `!${textOf(file, part)} || ${wrap ? '(' : ''}`);
      text.appendRight(test.end, `${wrap ? ')' : ''} || ${missingTest(context, receiverText)}`);
    },
  });
}

/** One crash was reported; the other is only likely. */
const WHOLE_PENALTY = 0.05;

/** Members on the way to a value, the longest first: `a.b` of `a.b.c`. */
function partsOf(receiver: Node | null): Node[] {
  const parts: Node[] = [];
  let at = receiver === null ? null : bare(receiver);
  while (at !== null && isMember(at)) {
    at = bare(at.object);
    if (isMember(at)) parts.push(at);
  }
  return parts;
}

/** A test reads from a part without having asked for it. */
function isReadIn(test: Node, part: Node, file: ParsedFile): boolean {
  const wanted = textOf(file, part);
  let isRead = false;
  walk(test, (node) => {
    if (isMember(node) && !node.optional && sameText(textOf(file, bare(node.object)), wanted))
      isRead ||= !isGuarded(node, wanted, file);
    return !isRead;
  });
  return isRead;
}

/** The nearest check above that only leaves, and asks about the same thing. */
export function exitAbove(
  receiver: Node,
  statement: Node,
  file: ParsedFile,
): Extract<Node, { type: 'IfStatement' }> | null {
  const roots = rootsOf(receiver);
  if (roots.length === 0) return null;
  for (let at: Node | null = statement; at !== null; at = outerStatement(at)) {
    const before = siblingsOf(at).filter((other) => other.end <= (at?.start ?? 0));
    for (const other of before.toReversed())
      if (
        other.type === 'IfStatement' &&
        onlyLeaves(other) &&
        isKnownAt(receiver, other) &&
        roots.some(({ name, at: place }) => asksAbout(other.test, name, place, file))
      )
        return other;
  }
  return null;
}

/** The name of the value, and that of the object it was taken from: `key` and `node` of `const key = node.key`. */
function rootsOf(receiver: Node): { readonly name: string; readonly at: Node }[] {
  const name = rootName(receiver);
  if (name === null) return [];
  const binding = resolveBinding(name, receiver);
  const init = binding?.kind === 'variable' && binding.keys.length === 0 ? binding.init : null;
  const source = init === null || !isMember(bare(init)) ? null : rootName(init);
  return [{ name, at: receiver }, ...(source === null || init === null ? [] : [{ name: source, at: init }])];
}

/** A check can only ask for what is declared above it. */
function isKnownAt(receiver: Node, exit: Node): boolean {
  const name = rootName(receiver);
  const binding = name === null ? null : resolveBinding(name, receiver);
  return binding?.kind !== 'variable' || binding.declarator.end <= exit.start;
}

function outerStatement(at: Node): Node | null {
  for (const ancestor of ancestorsOf(at)) {
    if (isFunction(ancestor)) return null;
    if (ancestor.parent?.type === 'BlockStatement' && ancestor.type.endsWith('Statement')) return ancestor;
  }
  return null;
}

function onlyLeaves(node: Extract<Node, { type: 'IfStatement' }>): boolean {
  if (node.alternate !== null) return false;
  const body = node.consequent.type === 'BlockStatement' ? node.consequent.body : [node.consequent];
  const [only] = body;
  return body.length === 1 && (only?.type === 'ReturnStatement' || only?.type === 'ContinueStatement');
}

/** The name must be the same thing there, and must already exist. */
function asksAbout(test: Node, root: string, receiver: Node, file: ParsedFile): boolean {
  let asks = false;
  walk(test, (node) => {
    if (node.type !== 'Identifier' || node.name !== root) return;
    const { parent } = node;
    if (parent?.type === 'MemberExpression' && parent.property === node && !parent.computed) return;
    const there = resolveBinding(root, node)?.identifier ?? null;
    asks ||= there === (resolveBinding(root, receiver)?.identifier ?? null);
  });
  return asks && textOf(file, test).length < TEST_LENGTH_MAX;
}

/** Longer conditions are no place for one more case. */
const TEST_LENGTH_MAX = 200;

function isAnd(test: Node): boolean {
  return test.type === 'LogicalExpression' && test.operator === '&&';
}
