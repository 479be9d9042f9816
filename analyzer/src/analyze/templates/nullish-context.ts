import type { Node } from 'oxc-parser';
import type { Access } from '../locate/find-access.ts';
import type { Origin } from '../locate/origin.ts';
import type { NullishMessage } from '../messages/nullish-message.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { bare, isMember, isRepeatable, rootName, sameText } from '../syntax/expressions.ts';
import { styleOf, type FileStyle } from '../syntax/file-style.ts';
import { protectedSpan } from '../syntax/condition-span.ts';
import { emptyReturnOf, reducedBy, returnedBy, type EmptyReturn } from '../syntax/function-facts.ts';
import { textOf } from '../syntax/parse-source.ts';
import { contains, enclosingFunction, listedStatement, walk, type FunctionNode } from '../syntax/walk.ts';

/** What the templates for a missing value need to know about the place. */
export type NullishContext = {
  readonly access: Access;
  readonly message: NullishMessage;
  readonly origin: Origin;
  readonly style: FileStyle;
  /** Source text of the missing value; null when it has none or must not be evaluated twice. */
  readonly receiverText: string | null;
  readonly owner: FunctionNode | null;
  readonly empty: EmptyReturn;
  /** The statement before which a guard can stand. */
  readonly statement: Node | null;
  /** True when a later statement of the function reads a property of the same value without a guard. */
  readonly usedLater: boolean;
  /** The same, without what a guard in the access's own condition protects. */
  readonly usedBeyondCondition: boolean;
  /** False where `?.` and `??` would not be understood. */
  readonly optionalChaining: boolean;
};

export function nullishContext(
  access: Access,
  message: NullishMessage,
  origin: Origin,
  optionalChaining: boolean,
  /** Another text than the receiver's own, for what is missing inside of it. */
  missing: string | null = null,
): NullishContext {
  const { file, node, receiver } = access;
  const owner = enclosingFunction(node);
  const statement = listedStatement(node);
  const repeatable = receiver !== null && isRepeatable(receiver);
  const span = protectedSpan(node);
  const receiverText = repeatable ? (missing ?? textOf(file, receiver)) : null;
  const later =
    receiverText !== null && owner !== null ? laterUses(access, receiverText, owner, statement) : [];
  return {
    access,
    message,
    origin,
    style: styleOf(file),
    receiverText,
    owner,
    empty: owner === null ? { text: '', from: 'guessed' } : emptyOf(owner, access, statement),
    statement,
    optionalChaining,
    usedLater: later.length > 0,
    usedBeyondCondition: later.some((use) => span === null || use.start > span.end),
  };
}

/**
 * What leaving before a statement gives. What a callback of `reduce` was given is of no use when it is what misses
 * the value: then the element goes on.
 */
export function emptyOf(
  owner: FunctionNode,
  { file, receiver }: Access,
  statement: Node | null,
): EmptyReturn {
  const empty = emptyReturnOf(owner, file);
  const kept = empty.from === 'guessed' && statement !== null ? keptResult(owner, statement) : null;
  const isMissing = kept !== null && receiver !== null && rootName(receiver) === kept;
  if (kept !== null && !isMissing) return { text: kept, from: 'inferred' };
  const reduced = reducedBy(owner);
  if (reduced === null || receiver === null || empty.text !== reduced.given) return empty;
  const root = rootName(receiver);
  const binding = root === null ? null : resolveBinding(root, receiver);
  const from = binding?.kind === 'variable' && binding.init !== null ? rootName(binding.init) : root;
  return from === reduced.given ? { text: reduced.element, from: 'inferred' } : empty;
}

/** The one name a function returns wherever it does, when it is there before a statement: what was collected so far. */
function keptResult(owner: FunctionNode, statement: Node): string | null {
  const [first, ...others] = returnedBy(owner);
  if (first?.type !== 'Identifier') return null;
  const { name } = first;
  if (others.some((other) => other?.type !== 'Identifier' || other.name !== name)) return null;
  const binding = resolveBinding(name, statement);
  if (binding === null || binding.identifier !== resolveBinding(name, first)?.identifier) return null;
  if (binding.kind === 'parameter') return name;
  return binding.kind === 'variable' && binding.declarator.end <= statement.start ? name : null;
}

/** The test that the value is missing. Texts and numbers may be empty without being missing. */
export function missingTest(context: NullishContext, receiverText: string): string {
  const { property } = context.access;
  if (property !== null && MAYBE_PRIMITIVE.has(property))
    return `${receiverText} === ${context.message.value ?? 'undefined'}`;
  return `!${receiverText}`;
}

/** The opposite of a missing test. */
export function presentTest(missing: string, receiverText: string): string {
  return missing.startsWith('!') ? receiverText : missing.replace(' === ', ' !== ');
}

const MAYBE_PRIMITIVE = new Set([
  'length',
  'charAt',
  'charCodeAt',
  'endsWith',
  'includes',
  'indexOf',
  'padEnd',
  'padStart',
  'replace',
  'replaceAll',
  'slice',
  'split',
  'startsWith',
  'substring',
  'toFixed',
  'toLowerCase',
  'toString',
  'toUpperCase',
  'trim',
]);

/** Unguarded member accesses of the same value below an access, in its function. */
function laterUses(access: Access, wanted: string, owner: FunctionNode, statement: Node | null): Node[] {
  const uses: Node[] = [];
  if (owner.body === null) return uses;
  walk(owner.body, (node) => {
    if (node.end <= access.node.end || !isMember(node) || node.optional || contains(node, access.node))
      return;
    if (node.start < access.node.end && (statement === null || !contains(statement, node))) return;
    const object = bare(node.object);
    if (object.start > access.node.end && sameText(textOf(access.file, object), wanted)) uses.push(node);
  });
  return uses;
}
