import type { Node } from 'oxc-parser';
import { resolveBinding } from '../syntax/bindings.ts';
import { bare, isMember, propertyName, rootName } from '../syntax/expressions.ts';
import { lineOf, positionOf, type ParsedFile } from '../syntax/parse-source.ts';
import { contains, enclosingFunction, isFunction, walk, type FunctionNode } from '../syntax/walk.ts';
import type { CallNode } from './find-call.ts';
import { plainNameOf } from './origin.ts';

/** A function that calls itself while it follows references of what it was given. */
export type Recursion = {
  readonly owner: FunctionNode;
  readonly name: string;
  /** Calls of itself inside of itself. */
  readonly calls: readonly CallNode[];
  /** Places that hand the function itself on, like `.forEach(walk)`, inside and outside. */
  readonly handedOn: readonly Node[];
  /** The parameter that is followed: `node` of `walk(node.next)`. */
  readonly followed: { readonly name: string; readonly index: number };
  /** The loop variable, when the parameter is a list whose elements lead on: `for (const one of list) walk(one.next)`. */
  readonly element: { readonly name: string; readonly loop: Node } | null;
};

/** The function of a name around a line that calls itself with a part of its own argument; null when it does not. */
export function recursionAt(file: ParsedFile, name: string, line: number): Recursion | null {
  const owner = functionAround(file, name, line);
  if (owner?.body?.type !== 'BlockStatement') return null;
  const calls: CallNode[] = [];
  const handedOn: Node[] = [];
  walk(file.program, (node) => {
    if (node.type === 'CallExpression' && isNamed(node.callee, name, owner)) {
      if (contains(owner, node)) calls.push(node);
    } else if (node.type === 'Identifier' && node.name === name && isHandedOn(node, owner))
      handedOn.push(node);
  });
  const followed = followedBy(owner, calls, handedOn);
  return followed === null ? null : { owner, name, calls, handedOn, ...followed };
}

function functionAround(file: ParsedFile, name: string, line: number): FunctionNode | null {
  let found: FunctionNode | null = null;
  walk(file.program, (node) => {
    if (!isFunction(node) || plainNameOf(node) !== name) return;
    if (lineOf(file, node) <= line && line <= positionOf(file, node.end).line) found = node;
  });
  return found;
}

/** `walk(…)`, `this.walk(…)`. */
function isNamed(called: Node, name: string, owner: FunctionNode): boolean {
  const callee = bare(called);
  if (isMember(callee)) return bare(callee.object).type === 'ThisExpression' && propertyName(callee) === name;
  return callee.type === 'Identifier' && callee.name === name && meansOwner(callee, name, owner);
}

function isHandedOn(node: Node, owner: FunctionNode): boolean {
  const { parent } = node;
  if (parent?.type !== 'CallExpression' || parent.arguments[0] !== node) return false;
  return isMember(bare(parent.callee)) && node.type === 'Identifier' && meansOwner(node, node.name, owner);
}

function meansOwner(at: Node, name: string, owner: FunctionNode): boolean {
  const binding = resolveBinding(name, at);
  if (binding?.kind === 'function') return binding.owner === owner;
  return binding?.kind === 'variable' && binding.init === owner;
}

function followedBy(
  owner: FunctionNode,
  calls: readonly CallNode[],
  handedOn: readonly Node[],
): Pick<Recursion, 'followed' | 'element'> | null {
  for (const [index, parameter] of owner.params.entries()) {
    if (parameter.type !== 'Identifier') continue;
    const { name } = parameter;
    const inside = handedOn.filter((node) => contains(owner, node));
    const lists = inside.map((node) => (node.parent?.type === 'CallExpression' ? node.parent.callee : node));
    const passed = calls.map((call) => call.arguments[index]);
    if (passed.length + lists.length === 0) continue;
    if (
      passed.every((value) => isPartOf(value, name, owner)) &&
      lists.every((list) => rootName(list) === name)
    )
      return { followed: { name, index }, element: null };
    const loops = passed.map((value) => loopOver(value, name));
    const [loop] = loops;
    if (
      lists.length === 0 &&
      loop !== undefined &&
      loop !== null &&
      loops.every((one) => one?.loop === loop.loop)
    )
      return { followed: { name, index }, element: loop };
  }
  return null;
}

/** `node.next`, or `child` of a loop or callback that goes over `node.children`: never `node` itself or a number of it. */
function isPartOf(value: Node | undefined, name: string, owner: FunctionNode): boolean {
  if (value === undefined) return false;
  const node = bare(value);
  if (isMember(node)) return rootName(node) === name && meansParameter(node, name, owner);
  if (node.type !== 'Identifier') return false;
  const binding = resolveBinding(node.name, node);
  if (binding?.kind === 'loop')
    return isMember(bare(binding.iterated)) && rootName(binding.iterated) === name;
  if (binding?.kind === 'variable' && binding.init !== null) return isPartOf(binding.init, name, owner);
  if (binding?.kind !== 'parameter' || binding.owner === owner || binding.index !== 0) return false;
  const call = binding.owner.parent;
  if (call?.type !== 'CallExpression') return false;
  const callee = bare(call.callee);
  return isMember(callee) && isMember(bare(callee.object)) && rootName(callee) === name;
}

function meansParameter(at: Node, name: string, owner: FunctionNode): boolean {
  const binding = resolveBinding(name, at);
  return binding?.kind === 'parameter' && binding.owner === owner;
}

/** The loop over the parameter from whose element a value was read. */
function loopOver(value: Node | undefined, list: string): Recursion['element'] {
  const root = value === undefined ? null : rootName(value);
  const binding = root === null || value === undefined ? null : resolveBinding(root, value);
  if (binding?.kind !== 'loop' || binding.loop.type !== 'ForOfStatement' || root === null) return null;
  const iterated = bare(binding.iterated);
  if (iterated.type !== 'Identifier' || iterated.name !== list) return null;
  if (enclosingFunction(binding.loop) !== enclosingFunction(value ?? binding.loop)) return null;
  return { name: root, loop: binding.loop };
}
