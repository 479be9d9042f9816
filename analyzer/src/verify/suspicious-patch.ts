import type { Node } from 'oxc-parser';
import type { FileEdit } from '../analyze/diagnosis.ts';
import { parseSource } from '../analyze/syntax/parse-source.ts';
import { walk, walkOwn } from '../analyze/syntax/walk.ts';

/**
 * Why a patch cannot be called proven whatever its replay shows: it hides the error instead of removing its cause. On
 * real crashes `|| {}` was right in 2 of 50 cases, and developers almost never answer a crash with a catch.
 */
export function suspicionOf(edits: readonly FileEdit[]): string | null {
  for (const { path, before, after } of edits) {
    const [old, changed] = [countIn(path, before), countIn(path, after)];
    if (changed.silentCatches > old.silentCatches)
      return 'The patch catches the error instead of preventing it.';
    if (changed.emptyObjects > old.emptyObjects)
      return 'The patch puts an empty object where a value is missing.';
    if (changed.listsOrNothing > old.listsOrNothing)
      return 'The patch takes what is no list for an empty one.';
    if (changed.sentChecks > old.sentChecks)
      return 'The patch asks whether an answer was sent instead of sending one.';
  }
  return null;
}

type Suspicious = {
  readonly silentCatches: number;
  readonly emptyObjects: number;
  /** `Array.isArray(x) ? x : []` drops an answer of another shape without a word. */
  readonly listsOrNothing: number;
  /** `if (!response.headersSent)`: the code goes on after an answer as before. */
  readonly sentChecks: number;
};

function countIn(path: string, text: string): Suspicious {
  let silentCatches = 0;
  let emptyObjects = 0;
  let listsOrNothing = 0;
  let sentChecks = 0;
  const file = parseSource(path, text);
  if (file === null) return { silentCatches, emptyObjects, listsOrNothing, sentChecks };
  walk(file.program, (node) => {
    if (node.type === 'CatchClause' && !throwsInside(node.body)) silentCatches += 1;
    if (isPromiseCatch(node) || isReturningFinally(node)) silentCatches += 1;
    const isDefault = node.type === 'LogicalExpression' && node.operator !== '&&';
    if (isDefault && node.right.type === 'ObjectExpression' && node.right.properties.length === 0)
      emptyObjects += 1;
    if (isListOrNothing(node)) listsOrNothing += 1;
    if (isSentCheck(node)) sentChecks += 1;
  });
  return { silentCatches, emptyObjects, listsOrNothing, sentChecks };
}

function isSentCheck(node: Node): boolean {
  return (
    node.type === 'MemberExpression' &&
    node.property.type === 'Identifier' &&
    /^(?:headersSent|writableEnded|finished)$/.test(node.property.name)
  );
}

function isListOrNothing(node: Node): boolean {
  if (node.type !== 'ConditionalExpression' || node.alternate.type !== 'ArrayExpression') return false;
  const { test } = node;
  if (node.alternate.elements.length > 0 || test.type !== 'CallExpression') return false;
  const { callee } = test;
  return (
    callee.type === 'MemberExpression' &&
    callee.property.type === 'Identifier' &&
    callee.property.name === 'isArray'
  );
}

function isPromiseCatch(node: Node): boolean {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const { property } = node.callee;
  if (property.type !== 'Identifier') return false;
  // The second function of `then` is a catch as well.
  const isCatch = property.name === 'catch' || (property.name === 'then' && node.arguments.length > 1);
  const handlers = property.name === 'then' ? node.arguments.slice(1) : node.arguments;
  return isCatch && !handlers.some((each) => throwsInside(each));
}

/** `finally { return 0; }` drops whatever was thrown. */
function isReturningFinally(node: Node): boolean {
  if (node.type !== 'TryStatement' || node.finalizer === null) return false;
  let leaves = false;
  walkOwn(node.finalizer, (inner) => {
    if (inner.type === 'ReturnStatement') leaves = true;
  });
  return leaves;
}

function throwsInside(root: Node): boolean {
  let found = false;
  walk(root, (node) => {
    if (node.type === 'ThrowStatement') found = true;
  });
  return found;
}
