import { posix } from 'node:path';
import type { Node } from 'oxc-parser';
import { ANALYZE_LIMITS } from '../limits.ts';
import type { SourceReader } from '../source-reader.ts';
import { resolveBinding } from './bindings.ts';
import { exportsOf } from './exports.ts';
import { bare, isMember, propertyName } from './expressions.ts';
import type { ParsedFile } from './parse-source.ts';
import { keyName } from './patterns.ts';
import { ancestorsOf, isFunction, type FunctionNode } from './walk.ts';

export type FoundFunction = { readonly file: ParsedFile; readonly owner: FunctionNode };

const ENDINGS = ['', '.ts', '.tsx', '.js', '.jsx', '.mjs', '.cjs', '/index.ts', '/index.tsx', '/index.js'];

/** The repository file an import means; null for packages and files that are not there. */
export function importedFile(from: string, specifier: string, files: readonly string[]): string | null {
  const relative = specifier.startsWith('.');
  if (!relative && !specifier.startsWith('/')) return null;
  const path = relative
    ? posix.normalize(posix.join(posix.dirname(from), specifier))
    : specifier.replace(/^\/+/, '');
  const known = new Set(files);
  for (const ending of ENDINGS) if (known.has(path + ending)) return path + ending;
  // TypeScript sources import the name of their output.
  const source = path.replace(/\.([cm]?)js(x?)$/, '.$1ts$2');
  if (known.has(source)) return source;
  return relative ? null : (files.find((file) => file.endsWith(`/${path}`)) ?? null);
}

/** The function a call runs, followed through imports and re-exports; null when it cannot be seen. */
export async function findCalledFunction(
  called: Node,
  file: ParsedFile,
  sources: SourceReader,
): Promise<FoundFunction | null> {
  const callee = bare(called);
  if (isFunction(callee)) return { file, owner: callee };
  if (callee.type === 'Identifier') return findNamedFunction(callee.name, callee, file, sources);
  if (!isMember(callee)) return null;
  const name = propertyName(callee);
  const object = bare(callee.object);
  if (name === null) return null;
  if (object.type === 'ThisExpression') return findMethod(object, name, file);
  if (object.type !== 'Identifier') return null;
  const binding = resolveBinding(object.name, object);
  if (binding?.kind === 'import') {
    const target = importedFile(file.path, binding.source, sources.files);
    return target === null ? null : findExportedFunction(target, name, sources, 0);
  }
  if (binding?.kind !== 'variable' || binding.init === null) return null;
  const required = requiredSource(binding.init);
  if (required !== null) {
    const target = importedFile(file.path, required, sources.files);
    return target === null ? null : findExportedFunction(target, name, sources, 0);
  }
  const init = bare(binding.init);
  return init.type === 'ObjectExpression' ? functionOfKey(init.properties, name, file) : null;
}

/** `require('./x')` -> `./x`. */
export function requiredSource(node: Node): string | null {
  const at = bare(node);
  if (at.type !== 'CallExpression' || at.callee.type !== 'Identifier' || at.callee.name !== 'require')
    return null;
  const [argument] = at.arguments;
  return argument?.type === 'Literal' && typeof argument.value === 'string' ? argument.value : null;
}

async function findNamedFunction(
  name: string,
  at: Node,
  file: ParsedFile,
  sources: SourceReader,
): Promise<FoundFunction | null> {
  const binding = resolveBinding(name, at);
  if (binding === null) return null;
  if (binding.kind === 'function') return { file, owner: binding.owner };
  if (binding.kind === 'import') {
    const target = importedFile(file.path, binding.source, sources.files);
    return target === null ? null : findExportedFunction(target, binding.imported, sources, 0);
  }
  if (binding.kind !== 'variable' || binding.init === null) return null;
  const required = requiredSource(binding.init);
  if (required === null) {
    const init = bare(binding.init);
    return isFunction(init) ? { file, owner: init } : null;
  }
  const target = importedFile(file.path, required, sources.files);
  return target === null ? null : findExportedFunction(target, binding.keys[0] ?? 'default', sources, 0);
}

async function findExportedFunction(
  path: string,
  name: string,
  sources: SourceReader,
  depth: number,
): Promise<FoundFunction | null> {
  const file = await sources.parsed(path);
  if (file === null || depth > ANALYZE_LIMITS.followDepthMax) return null;
  const exports = exportsOf(file);
  const found = exports.names.get(name);
  if (found?.kind === 'local')
    return findNamedFunction(found.name, file.program.body[0] ?? file.program, file, sources);
  if (found?.kind === 'value') {
    const value = bare(found.value);
    if (isFunction(value)) return { file, owner: value };
    return value.type === 'Identifier' ? findNamedFunction(value.name, value, file, sources) : null;
  }
  const onward = found?.kind === 'from' ? [found] : exports.stars.map((source) => ({ source, name }));
  for (const step of onward) {
    const target = importedFile(path, step.source, sources.files);
    const result = target === null ? null : await findExportedFunction(target, step.name, sources, depth + 1);
    if (result !== null) return result;
  }
  return null;
}

function findMethod(self: Node, name: string, file: ParsedFile): FoundFunction | null {
  for (const ancestor of ancestorsOf(self)) {
    if (ancestor.type !== 'ClassBody') continue;
    for (const member of ancestor.body) {
      if (member.type !== 'MethodDefinition' || keyName(member.key, member.computed) !== name) continue;
      if (isFunction(member.value)) return { file, owner: member.value };
    }
    return null;
  }
  return null;
}

function functionOfKey(properties: readonly Node[], name: string, file: ParsedFile): FoundFunction | null {
  for (const property of properties) {
    if (property.type !== 'Property' || keyName(property.key, property.computed) !== name) continue;
    if (isFunction(property.value)) return { file, owner: property.value };
  }
  return null;
}
