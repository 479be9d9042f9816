import type { Node } from 'oxc-parser';
import type { SourceReader } from '../source-reader.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { bare, isMember, propertyName } from '../syntax/expressions.ts';
import { givesPromise, isPromiseExpression } from '../syntax/function-facts.ts';
import { findCalledFunction } from '../syntax/modules.ts';
import type { ParsedFile } from '../syntax/parse-source.ts';
import { enclosingFunction, walkOwn } from '../syntax/walk.ts';

/** A promise that is used as if it were its value. */
export type PromiseOrigin = {
  /** The call that gives the promise; `await` goes before it. */
  readonly call: Node;
  /** Where the called function says that it is asynchronous; null for built-ins. */
  readonly declared: { readonly file: ParsedFile; readonly node: Node } | null;
};

const PROMISE_METHODS = new Set(['then', 'catch', 'finally']);
/** Methods of a fetch response and of `fs.promises` that give promises wherever they are called. */
const ASYNC_METHODS = new Set(['json', 'text', 'arrayBuffer', 'blob', 'formData']);

/** The un-awaited call a value comes from; null when the value is no promise as far as can be seen. */
export async function promiseOriginOf(
  expression: Node,
  file: ParsedFile,
  sources: SourceReader,
): Promise<PromiseOrigin | null> {
  const value = valueOf(expression, file);
  if (value === null) return null;
  if (isPromiseExpression(value)) return { call: value, declared: null };
  if (value.type !== 'CallExpression') return null;
  const called = await findCalledFunction(value.callee, file, sources);
  if (called !== null)
    return givesPromise(called.owner)
      ? { call: value, declared: { file: called.file, node: called.owner } }
      : null;
  return isAsyncMethod(value, file) ? { call: value, declared: null } : null;
}

export function isPromiseMethod(name: string | null): boolean {
  return name !== null && PROMISE_METHODS.has(name);
}

/** The expression that gave a name its value, seen through plain names; null when it was awaited or is not known. */
function valueOf(expression: Node, file: ParsedFile): Node | null {
  const node = bare(expression);
  if (node.type !== 'Identifier') return node.type === 'AwaitExpression' ? null : node;
  const binding = resolveBinding(node.name, node);
  if (binding?.kind !== 'variable' || binding.keys.length > 0) return null;
  const value = binding.init ?? onlyAssignment(node, binding.name, file);
  return value === null || bare(value).type === 'AwaitExpression' ? null : bare(value);
}

function onlyAssignment(use: Node, name: string, file: ParsedFile): Node | null {
  const found: Node[] = [];
  walkOwn(enclosingFunction(use) ?? file.program, (node) => {
    if (node.type !== 'AssignmentExpression' || node.end > use.start) return;
    if (node.left.type === 'Identifier' && node.left.name === name) found.push(node.right);
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** `response.json()` where `response` is an awaited fetch. */
function isAsyncMethod(call: Extract<Node, { type: 'CallExpression' }>, file: ParsedFile): boolean {
  const callee = bare(call.callee);
  if (!isMember(callee) || !ASYNC_METHODS.has(propertyName(callee) ?? '')) return false;
  const object = bare(callee.object);
  if (object.type !== 'Identifier') return false;
  const binding = resolveBinding(object.name, object);
  if (binding?.kind !== 'variable' || binding.init === null) return false;
  return /\bfetch\s*\(/.test(file.text.slice(binding.init.start, binding.init.end));
}
