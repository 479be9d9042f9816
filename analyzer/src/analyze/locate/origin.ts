import type { Evidence } from '@bugsage/core';
import type { Node } from 'oxc-parser';
import { ANALYZE_LIMITS } from '../limits.ts';
import type { SourceReader } from '../source-reader.ts';
import { resolveBinding, type Binding } from '../syntax/bindings.ts';
import { bare, isMember, propertyName } from '../syntax/expressions.ts';
import { returnedBy } from '../syntax/function-facts.ts';
import { findCalledFunction } from '../syntax/modules.ts';
import { textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { enclosingFunction, walkOwn } from '../syntax/walk.ts';
import { citeLine, code, codeOf, placeOf } from '../words.ts';
import { missOf } from './lookups.ts';

/** Where a value that turned out missing came from. */
export type Origin = {
  readonly kind:
    | 'lookup'
    | 'dom'
    | 'call'
    | 'parameter'
    | 'field'
    | 'element'
    | 'unset'
    | 'literal'
    | 'unknown';
  /** One sentence, empty when nothing can be said. */
  readonly sentence: string;
  readonly evidence: readonly Evidence[];
  /** The call that gave the value, in the crashing file. */
  readonly call: Node | null;
  readonly parameter: Extract<Binding, { kind: 'parameter' }> | null;
};

const UNKNOWN: Origin = { kind: 'unknown', sentence: '', evidence: [], call: null, parameter: null };

export async function originOf(
  expression: Node,
  file: ParsedFile,
  sources: SourceReader,
  depth = 0,
): Promise<Origin> {
  const node = bare(expression);
  if (depth > ANALYZE_LIMITS.followDepthMax) return UNKNOWN;
  switch (node.type) {
    case 'AwaitExpression':
      return originOf(node.argument, file, sources, depth);
    case 'CallExpression':
      return originOfCall(node, file, sources, depth);
    case 'Identifier':
      return originOfName(node, file, sources, depth);
    case 'MemberExpression':
      return originOfMember(node, file);
    case 'Literal':
      return node.value === null
        ? says('literal', `${placeOf(file, node)} sets it to null.`, file, node)
        : UNKNOWN;
    case 'LogicalExpression':
      return originOf(node.operator === '&&' ? node.left : node.right, file, sources, depth + 1);
    case 'ConditionalExpression':
      return originOfConditional(node, file, sources, depth);
    default:
      return UNKNOWN;
  }
}

async function originOfCall(
  call: Extract<Node, { type: 'CallExpression' }>,
  file: ParsedFile,
  sources: SourceReader,
  depth: number,
): Promise<Origin> {
  const miss = missOf(call);
  if (miss !== null)
    return {
      ...says(
        miss.kind,
        `${codeOf(file, call)} (${placeOf(file, call)}) gives ${miss.gives} when ${miss.when}.`,
        file,
        call,
      ),
      call,
    };
  const found = await findCalledFunction(call.callee, file, sources);
  if (found === null) return { ...UNKNOWN, kind: 'call', call };
  for (const value of returnedBy(found.owner)) {
    if (value !== null && !mayBeMissing(value)) continue;
    const inner = value === null ? null : await originOf(value, found.file, sources, depth + 1);
    if (inner !== null && inner.sentence === '') continue;
    const reason =
      inner === null
        ? `${code(textOf(file, call))} can return nothing (${placeOf(found.file, found.owner)}).`
        : `${codeOf(file, call)} (${placeOf(file, call)}) passes that on: ${inner.sentence}`;
    return {
      kind: 'call',
      sentence: reason,
      evidence: [citeLine(file, call, 'The missing value comes from this call.'), ...(inner?.evidence ?? [])],
      call,
      parameter: null,
    };
  }
  return { ...UNKNOWN, kind: 'call', call };
}

async function originOfName(
  node: Extract<Node, { type: 'Identifier' }>,
  file: ParsedFile,
  sources: SourceReader,
  depth: number,
): Promise<Origin> {
  const binding = resolveBinding(node.name, node);
  if (binding === null) return UNKNOWN;
  const name = code(node.name);
  if (binding.kind === 'parameter') {
    const again = binding.keys.length === 0 ? anyAssignment(binding) : null;
    if (again !== null)
      return says(
        'unset',
        `${name} is set again at ${placeOf(file, again)}: ${codeOf(file, again)}.`,
        file,
        again,
      );
    const what = binding.keys.length > 0 ? `${name} is an option` : `${name} is a parameter`;
    const sentence = `${what} of ${functionName(binding.owner)}, and its caller passed none.`;
    return { ...says('parameter', sentence, file, binding.identifier), parameter: binding };
  }
  if (binding.kind === 'loop')
    return says(
      'element',
      `${name} is an element of ${codeOf(file, binding.iterated)}, which has a hole.`,
      file,
      binding.loop,
    );
  if (binding.kind !== 'variable') return UNKNOWN;
  const reassigned = binding.declarationKind === 'const' ? null : lastAssignment(node, binding, file);
  const assigned = reassigned ?? binding.init;
  if (assigned === null)
    return says(
      'unset',
      `${name} is declared at ${placeOf(file, binding.identifier)} and has no value yet.`,
      file,
      binding.identifier,
    );
  if (binding.keys.length > 0)
    return says(
      'field',
      `${name} is taken out of ${codeOf(file, assigned)} (${placeOf(file, assigned)}), which has no such field.`,
      file,
      assigned,
    );
  const origin = await originOf(assigned, file, sources, depth + 1);
  if (origin.sentence !== '') return origin;
  const call = bare(assigned).type === 'AwaitExpression' ? bare(assigned) : assigned;
  return {
    ...origin,
    sentence: `${name} is the result of ${codeOf(file, call)} (${placeOf(file, assigned)}).`,
    evidence: [citeLine(file, assigned, 'The missing value is set here.')],
  };
}

function originOfMember(node: Extract<Node, { type: 'MemberExpression' }>, file: ParsedFile): Origin {
  const name = propertyName(node);
  const object = bare(node.object);
  if (isMember(object) && propertyName(object) === 'env' && textOf(file, object).endsWith('process.env'))
    return says('field', `The environment variable ${code(name ?? '')} is not set.`, file, node);
  if (name === null || node.computed)
    return says(
      'element',
      `${codeOf(file, object)} has no entry for ${codeOf(file, node.property)}.`,
      file,
      node,
    );
  if (name === 'current')
    return says('unset', `The reference ${codeOf(file, object)} is not filled at that time.`, file, node);
  return says('field', `The field ${code(name)} of ${codeOf(file, object)} is not always there.`, file, node);
}

async function originOfConditional(
  node: Extract<Node, { type: 'ConditionalExpression' }>,
  file: ParsedFile,
  sources: SourceReader,
  depth: number,
): Promise<Origin> {
  for (const branch of [node.consequent, node.alternate])
    if (mayBeMissing(branch)) return originOf(branch, file, sources, depth + 1);
  return UNKNOWN;
}

/** Values that are never undefined or null need no look. */
function mayBeMissing(value: Node): boolean {
  const node = bare(value);
  if (node.type === 'Literal') return node.value === null && !('regex' in node);
  return ![
    'ObjectExpression',
    'ArrayExpression',
    'TemplateLiteral',
    'BinaryExpression',
    'NewExpression',
  ].includes(node.type);
}

/** The last assignment above the use, in the function of the use. */
function lastAssignment(use: Node, binding: Binding, file: ParsedFile): Node | null {
  let found: Node | null = null;
  walkOwn(enclosingFunction(use) ?? file.program, (node) => {
    if (node.type !== 'AssignmentExpression' || node.end > use.start) return;
    if (node.left.type === 'Identifier' && node.left.name === binding.name) found = node.right;
  });
  return found;
}

/** A parameter that is assigned inside its function: then what the caller passed explains nothing. */
export function anyAssignment(binding: Extract<Binding, { kind: 'parameter' }>): Node | null {
  let found: Node | null = null;
  walkOwn(binding.owner, (node) => {
    if (node.type !== 'AssignmentExpression' || node.left.type !== 'Identifier') return;
    if (node.left.name === binding.name && !isDefaulting(node.right, binding.name)) found = node;
  });
  return found;
}

/** `x = x || {}` and `x ??= {}` give a default; they are not where a value gets lost. */
function isDefaulting(right: Node, name: string): boolean {
  const value = bare(right);
  return value.type === 'LogicalExpression' && value.left.type === 'Identifier' && value.left.name === name;
}

export function functionName(owner: Node): string {
  const name = plainNameOf(owner);
  return name === null ? 'the function' : code(name);
}

/** The name a function is declared, stored or defined as a method under; null for others. */
export function plainNameOf(owner: Node): string | null {
  if ((owner.type === 'FunctionDeclaration' || owner.type === 'FunctionExpression') && owner.id)
    return owner.id.name;
  const { parent } = owner;
  if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name;
  if (parent?.type === 'AssignmentExpression' && parent.right === owner && isMember(parent.left))
    return propertyName(parent.left);
  const isKeyed = parent?.type === 'Property' || parent?.type === 'MethodDefinition';
  return isKeyed && parent.key.type === 'Identifier' ? parent.key.name : null;
}

function says(kind: Origin['kind'], sentence: string, file: ParsedFile, node: Node): Origin {
  return { kind, sentence, evidence: [citeLine(file, node, sentence)], call: null, parameter: null };
}
