import type { Node } from 'oxc-parser';
import { bare } from '../analyze/syntax/expressions.ts';
import { textOf, type ParsedFile } from '../analyze/syntax/parse-source.ts';
import { ancestorsOf, isFunction, walk, walkOwn, type FunctionNode } from '../analyze/syntax/walk.ts';
import { around, insertAll, type Insertion } from './insertions.ts';

export type Instrumented = {
  readonly text: string;
  /** Where an offset of the given text is now. */
  readonly offsetOf: (offset: number) => number;
  readonly sites: readonly CallSite[];
};

/** A call that reports itself, and where it stands in the given text. */
export type CallSite = { readonly key: string; readonly start: number; readonly end: number };

/** Stands for an argument that was not looked at. */
export const UNREPORTED = '(not evaluated twice)';

/**
 * Lets every call in a function report its arguments and take another result: `f(a)` becomes
 * `bugsageSite('f#0', [a], () => f(a))`. All on the same line. The key names the callee, so that it stays the same when
 * a patch changes something else.
 */
export function instrument(file: ParsedFile, owner: FunctionNode): Instrumented {
  const insertions: Insertion[] = [];
  const sites: CallSite[] = [];
  const seen = new Map<string, number>();
  walk(owner, (node) => {
    if (node.type !== 'CallExpression' || !isWrappable(node)) return;
    const name = textOf(file, node.callee).replaceAll(/[\s?]/g, '').slice(0, 100);
    const index = seen.get(name) ?? 0;
    seen.set(name, index + 1);
    const values = node.arguments.map((argument) => reportedArgument(file, argument)).join(', ');
    sites.push({ key: `${name}#${index}`, start: node.start, end: node.end });
    const key = JSON.stringify(`${name}#${index}`);
    insertions.push(...around(node, `globalThis.bugsageSite(${key}, [${values}], () => `, ')'));
  });
  return { ...insertAll(file.text, insertions), sites };
}

/** An await, yield or `super` cannot move into the function that makes the call; a chain is wrapped whole or not. */
function isWrappable(node: Extract<Node, { type: 'CallExpression' }>): boolean {
  if (bare(node.callee).type === 'Super' || isInsideChain(node)) return false;
  let wrappable = true;
  walkOwn(node, (inner) => {
    if (inner.type === 'AwaitExpression' || inner.type === 'YieldExpression' || inner.type === 'Super')
      wrappable = false;
  });
  return wrappable;
}

function isInsideChain(node: Node): boolean {
  let inner = node;
  for (const parent of ancestorsOf(node)) {
    if (parent.type === 'ChainExpression') return parent.expression !== node;
    const goesOn =
      (parent.type === 'MemberExpression' && parent.object === inner) ||
      (parent.type === 'CallExpression' && parent.callee === inner) ||
      parent.type === 'TSNonNullExpression';
    if (!goesOn) return false;
    inner = parent;
  }
  return false;
}

/** Only what can be evaluated twice is reported. */
function reportedArgument(file: ParsedFile, argument: Node): string {
  const text = textOf(file, argument);
  const isRepeatable = /^[\w$.?]+$/.test(text) && !isFunction(argument) && argument.type !== 'SpreadElement';
  return isRepeatable ? text : JSON.stringify(UNREPORTED);
}
