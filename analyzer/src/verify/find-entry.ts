import type { Node } from 'oxc-parser';
import { exportsOf } from '../analyze/syntax/exports.ts';
import { bare, isMember, propertyName } from '../analyze/syntax/expressions.ts';
import type { ParsedFile } from '../analyze/syntax/parse-source.ts';
import { keyName } from '../analyze/syntax/patterns.ts';
import { ancestorsOf, isFunction, type FunctionNode } from '../analyze/syntax/walk.ts';
import { parametersOf } from './parameter-knowledge.ts';
import type { Entry } from './replay/plan.ts';

/** A way into a function, and the name an export must be added for when there is none. */
export type FoundEntry = {
  readonly entry: Entry;
  /** The function that is called: the asked-for one or one around it. */
  readonly owner: FunctionNode;
  readonly expose: string | null;
};

/** Prefix of exports that exist only during a replay. */
const EXPOSED = 'bugsage_';

/** From a function to how it is reached from outside its module; inner functions are reached through the outer one. */
export function findEntry(file: ParsedFile, wanted: FunctionNode): FoundEntry | null {
  for (const owner of [wanted, ...ancestorsOf(wanted)]) {
    if (!isFunction(owner)) continue;
    const found = entryOf(file, owner);
    if (found !== null) return found;
  }
  return null;
}

type Place = Pick<Entry, 'access' | 'kind' | 'method' | 'label'> & { readonly expose: string | null };

function entryOf(file: ParsedFile, owner: FunctionNode): FoundEntry | null {
  const place = placeOf(file, owner);
  if (place === null) return null;
  const { expose, ...rest } = place;
  const entry = { ...rest, module: file.path, parameters: parametersOf(owner), exported: expose === null };
  return { entry, owner, expose };
}

function placeOf(file: ParsedFile, owner: FunctionNode): Place | null {
  const method = methodPlace(file, owner);
  if (method !== null) return method;
  const steps: (string | number)[] = [];
  let inner: Node = owner;
  for (const node of ancestorsOf(owner)) {
    if (isFunction(node) && node !== owner) return null;
    const exported = exportedValue(file, inner);
    if (exported !== null) return functionPlace([exported, ...steps], null);
    if (node.type === 'Property') steps.unshift(keyName(node.key, node.computed));
    else if (node.type === 'ArrayExpression')
      steps.unshift(node.elements.findIndex((element) => element === inner));
    else if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && isTopLevel(node)) {
      return namedPlace(file, node.id.name, steps);
    } else if (node.type === 'ExportDefaultDeclaration') return functionPlace(['default', ...steps], null);
    inner = node;
  }
  if (owner.type !== 'FunctionDeclaration' || owner.id === null || !isTopLevel(owner)) return null;
  return namedPlace(file, owner.id.name, []);
}

/** `export default function`, `module.exports = ...` and `exports.name = ...` have no local name. */
function exportedValue(file: ParsedFile, value: Node): string | null {
  for (const [name, thing] of exportsOf(file).names)
    if (thing.kind === 'value' && thing.value === value) return name;
  return null;
}

function namedPlace(file: ParsedFile, local: string, steps: readonly (string | number)[]): Place {
  const { root, expose } = rootOf(file, local);
  return { ...functionPlace([root, ...steps], expose), label: labelOf([local, ...steps]) };
}

function functionPlace(access: readonly (string | number)[], expose: string | null): Place {
  return { access, kind: 'function', method: '', label: labelOf(access), expose };
}

function methodPlace(file: ParsedFile, owner: FunctionNode): Place | null {
  const { parent } = owner;
  if (parent?.type === 'AssignmentExpression') return prototypePlace(file, parent.left);
  if (parent?.type !== 'MethodDefinition' && parent?.type !== 'PropertyDefinition') return null;
  const made = parent.parent?.parent;
  if (made?.type !== 'ClassDeclaration' && made?.type !== 'ClassExpression') return null;
  const name = made.id?.name ?? declaredName(made);
  if (name === null || !isTopLevel(made)) return null;
  const method = keyName(parent.key, parent.computed);
  if (parent.type === 'MethodDefinition' && (parent.kind === 'get' || parent.kind === 'set')) return null;
  const isConstructor = parent.type === 'MethodDefinition' && parent.kind === 'constructor';
  const { root, expose } = rootOf(file, name);
  return {
    access: [root],
    kind: isConstructor ? 'constructor' : parent.static ? 'static' : 'method',
    method,
    label: isConstructor
      ? `new ${name}`
      : parent.static
        ? `${name}.${method}`
        : `${name}.prototype.${method}`,
    expose,
  };
}

/** `Cart.prototype.total = function () {}`. */
function prototypePlace(file: ParsedFile, target: Node): Place | null {
  if (!isMember(target)) return null;
  const object = bare(target.object);
  const method = propertyName(target);
  if (!isMember(object) || propertyName(object) !== 'prototype' || method === null) return null;
  const made = bare(object.object);
  if (made.type !== 'Identifier') return null;
  const { root, expose } = rootOf(file, made.name);
  return { access: [root], kind: 'method', method, label: `${made.name}.prototype.${method}`, expose };
}

function declaredName(made: Node): string | null {
  return made.parent?.type === 'VariableDeclarator' && made.parent.id.type === 'Identifier'
    ? made.parent.id.name
    : null;
}

/** The exported name of a local one, or the name of an export to add. */
function rootOf(file: ParsedFile, local: string): { root: string; expose: string | null } {
  for (const [name, thing] of exportsOf(file).names) {
    if (thing.kind === 'local' && thing.name === local) return { root: name, expose: null };
    if (thing.kind !== 'value') continue;
    const { value } = thing;
    const same =
      (value.type === 'Identifier' && value.name === local) ||
      ('id' in value && value.id?.type === 'Identifier' && value.id.name === local);
    if (same) return { root: name, expose: null };
  }
  return { root: EXPOSED + local, expose: local };
}

/** Adds the exports at the end, where no line moves. */
export function exposedText(file: ParsedFile, names: readonly string[], isModule: boolean): string {
  const lines = [...new Set(names)].map((name) =>
    isModule ? `export { ${name} as ${EXPOSED}${name} };` : `module.exports.${EXPOSED}${name} = ${name};`,
  );
  return [file.text, ...lines].join('\n');
}

function isTopLevel(node: Node): boolean {
  const holders = new Set([
    'Program',
    'ExportNamedDeclaration',
    'ExportDefaultDeclaration',
    'VariableDeclaration',
    'VariableDeclarator',
  ]);
  return [...ancestorsOf(node)].every((ancestor) => holders.has(ancestor.type));
}

function labelOf([first = '', ...rest]: readonly (string | number)[]): string {
  return String(first) + rest.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
}
