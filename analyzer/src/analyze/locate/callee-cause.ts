import type { Evidence } from '@bugsage/core';
import type { Node } from 'oxc-parser';
import type { SourceReader } from '../source-reader.ts';
import { resolveBinding, type Binding } from '../syntax/bindings.ts';
import { exportsOf } from '../syntax/exports.ts';
import { bare, isMember, propertyName } from '../syntax/expressions.ts';
import { importedFile, requiredSource } from '../syntax/modules.ts';
import type { ParsedFile } from '../syntax/parse-source.ts';
import { citeLine, code, codeOf, placeOf } from '../words.ts';
import { closestName } from './closest-name.ts';
import type { CallNode } from './find-call.ts';
import { functionName } from './origin.ts';

/** Why a call hits no function. */
export type CalleeCause = {
  readonly kind: 'callback' | 'list' | 'import' | 'text' | 'unknown';
  readonly sentence: string;
  readonly evidence: readonly Evidence[];
  /** `import`: the node that names it, and the export that was meant, when there is one. */
  readonly wrongName: { readonly node: Node; readonly right: string | null } | null;
  /** `list`: the value that should have been one. */
  readonly value: Node | null;
};

export const LIST_METHODS = new Set([
  'map',
  'filter',
  'forEach',
  'reduce',
  'some',
  'every',
  'find',
  'findIndex',
  'flatMap',
  'join',
  'sort',
  'toSorted',
  'push',
  'concat',
  'includes',
  'indexOf',
  'slice',
  'reverse',
  'toReversed',
]);
export const TEXT_METHODS = new Set([
  'toLowerCase',
  'toUpperCase',
  'trim',
  'split',
  'startsWith',
  'endsWith',
  'replace',
  'replaceAll',
  'charAt',
  'match',
  'padStart',
  'padEnd',
  'substring',
]);

const NOTHING: CalleeCause = { kind: 'unknown', sentence: '', evidence: [], wrongName: null, value: null };

export async function explainCallee(
  call: CallNode,
  file: ParsedFile,
  sources: SourceReader,
): Promise<CalleeCause> {
  const callee = bare(call.callee);
  if (callee.type === 'Identifier') {
    const binding = resolveBinding(callee.name, callee);
    if (binding?.kind === 'parameter') return leftOutCallback(binding, file);
    return binding === null ? NOTHING : wrongImport(binding, file, sources);
  }
  if (!isMember(callee)) return NOTHING;
  const name = propertyName(callee) ?? '';
  const object = bare(callee.object);
  const binding = object.type === 'Identifier' ? resolveBinding(object.name, object) : null;
  if (binding !== null) {
    const found = await wrongMember(binding, callee.property, name, { file, sources });
    if (found !== null) return found;
  }
  if (LIST_METHODS.has(name) && !TEXT_METHODS.has(name))
    return { ...NOTHING, kind: 'list', value: callee.object, ...whyNoList(object, binding, file) };
  if (TEXT_METHODS.has(name))
    return {
      ...NOTHING,
      kind: 'text',
      value: callee.object,
      sentence: `${codeOf(file, object)} is there, but it is no text.`,
    };
  if (binding?.kind === 'parameter' && /^(?:on[A-Z]|callback$|cb$|done$|next$|handle)/.test(name)) {
    const sentence = `${code(name)} is an optional part of ${code(binding.name)}, a parameter of ${functionName(binding.owner)}; this caller left it out.`;
    return {
      ...NOTHING,
      kind: 'callback',
      sentence,
      evidence: [citeLine(file, binding.identifier, sentence)],
    };
  }
  return NOTHING;
}

function leftOutCallback(binding: Extract<Binding, { kind: 'parameter' }>, file: ParsedFile): CalleeCause {
  const part = binding.keys.length > 0 ? 'an option' : 'a parameter';
  const sentence = `${code(binding.name)} is ${part} of ${functionName(binding.owner)} (${placeOf(file, binding.identifier)}) without a default, and this caller left it out.`;
  return { ...NOTHING, kind: 'callback', sentence, evidence: [citeLine(file, binding.identifier, sentence)] };
}

/** `import { formatPrise } from './money.js'`, or the same through `require`. */
async function wrongImport(binding: Binding, file: ParsedFile, sources: SourceReader): Promise<CalleeCause> {
  const source = sourceOf(binding);
  const wanted = binding.kind === 'import' ? binding.imported : (binding.keys[0] ?? 'default');
  if (source === null || wanted === '*') return NOTHING;
  const names = await exportedNames(file, source, sources);
  if (names === null || names.includes(wanted)) return NOTHING;
  const right = wanted === 'default' ? null : closestName(wanted, names);
  const meant = right === null ? '' : ` It exports ${code(right)}, which is close.`;
  const sentence = `${code(source)} has no export ${code(wanted)} (${placeOf(file, binding.identifier)}).${meant}`;
  return {
    ...NOTHING,
    kind: 'import',
    sentence,
    evidence: [citeLine(file, binding.identifier, sentence)],
    wrongName: { node: binding.identifier, right },
  };
}

/** `money.formatPrise()` of a module that has `formatPrice`. */
async function wrongMember(
  binding: Binding,
  property: Node,
  name: string,
  { file, sources }: { file: ParsedFile; sources: SourceReader },
): Promise<CalleeCause | null> {
  const source = sourceOf(binding);
  const whole = binding.kind === 'import' ? binding.imported === '*' : binding.keys.length === 0;
  if (source === null || !whole) return null;
  const names = await exportedNames(file, source, sources);
  if (names === null || names.includes(name)) return null;
  const right = closestName(name, names);
  const meant = right === null ? '' : ` It exports ${code(right)}, which is close.`;
  const sentence = `${code(source)} has no export ${code(name)}.${meant}`;
  return {
    ...NOTHING,
    kind: 'import',
    sentence,
    evidence: [citeLine(file, property, sentence)],
    wrongName: { node: property, right },
  };
}

function sourceOf(binding: Binding): string | null {
  if (binding.kind === 'import') return binding.source;
  return binding.kind === 'variable' && binding.init !== null ? requiredSource(binding.init) : null;
}

async function exportedNames(
  file: ParsedFile,
  source: string,
  sources: SourceReader,
): Promise<string[] | null> {
  const path = importedFile(file.path, source, sources.files);
  const target = path === null ? null : await sources.parsed(path);
  if (target === null) return null;
  const { names, stars } = exportsOf(target);
  // What `export * from` adds is not followed here; then nothing can be called missing.
  return stars.length > 0 || names.size === 0 ? null : [...names.keys()];
}

function whyNoList(
  object: Node,
  binding: Binding | null,
  file: ParsedFile,
): { sentence: string; evidence: Evidence[] } {
  if (binding?.kind === 'parameter') {
    const sentence = `${code(binding.name)} is a parameter of ${functionName(binding.owner)}, and this caller passes something else than a list.`;
    return { sentence, evidence: [citeLine(file, binding.identifier, sentence)] };
  }
  if (binding?.kind !== 'variable' || binding.init === null)
    return { sentence: `${codeOf(file, object)} is there, but it is no list.`, evidence: [] };
  const sentence = `${code(binding.name)} comes from ${codeOf(file, binding.init)} (${placeOf(file, binding.init)}), which gives something else than a list.`;
  return { sentence, evidence: [citeLine(file, binding.init, sentence)] };
}
