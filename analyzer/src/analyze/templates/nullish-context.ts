import type { Node } from 'oxc-parser';
import type { Access } from '../locate/find-access.ts';
import type { Origin } from '../locate/origin.ts';
import type { NullishMessage } from '../messages/nullish-message.ts';
import { bare, isMember, isRepeatable, sameText } from '../syntax/expressions.ts';
import { styleOf, type FileStyle } from '../syntax/file-style.ts';
import { emptyReturnOf, type EmptyReturn } from '../syntax/function-facts.ts';
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
};

export function nullishContext(access: Access, message: NullishMessage, origin: Origin): NullishContext {
  const { file, node, receiver } = access;
  const owner = enclosingFunction(node);
  const statement = listedStatement(node);
  const repeatable = receiver !== null && isRepeatable(receiver);
  return {
    access,
    message,
    origin,
    style: styleOf(file),
    receiverText: repeatable ? textOf(file, receiver) : null,
    owner,
    empty: owner === null ? { text: '', from: 'guessed' } : emptyReturnOf(owner, file),
    statement,
    usedLater: repeatable && owner !== null && statement !== null && isUsedLater(access, owner, statement),
  };
}

/** The test that the value is missing. Texts and numbers may be empty without being missing. */
export function missingTest(context: NullishContext, receiverText: string): string {
  const { property } = context.access;
  if (property !== null && MAYBE_PRIMITIVE.has(property))
    return `${receiverText} === ${context.message.value ?? 'undefined'}`;
  return `!${receiverText}`;
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

function isUsedLater(access: Access, owner: FunctionNode, statement: Node): boolean {
  if (owner.body === null || access.receiver === null) return false;
  const wanted = textOf(access.file, access.receiver);
  let found = false;
  walk(owner.body, (node) => {
    if (found || node.end <= access.node.end || !isMember(node) || node.optional) return;
    if (contains(node, access.node)) return;
    if (node.start < access.node.end && !contains(statement, node)) return;
    const object = bare(node.object);
    found = object.start > access.node.end && sameText(textOf(access.file, object), wanted);
  });
  return found;
}
