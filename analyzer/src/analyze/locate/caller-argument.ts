import type { Node } from 'oxc-parser';
import type { RepositoryFrame } from '../../evidence/case.ts';
import type { SourceReader } from '../source-reader.ts';
import type { Binding } from '../syntax/bindings.ts';
import { bare, isMember, propertyName } from '../syntax/expressions.ts';
import { findCalledFunction } from '../syntax/modules.ts';
import type { ParsedFile } from '../syntax/parse-source.ts';
import { keyName } from '../syntax/patterns.ts';
import { findCall, type CallNode } from './find-call.ts';
import { plainNameOf } from './origin.ts';

/** What the caller of this very crash passed for a parameter. */
export type CallerArgument = {
  readonly file: ParsedFile;
  readonly call: CallNode;
  /** Null when the call leaves it out. */
  readonly value: Node | null;
};

/**
 * Looks one frame up: the call there must be proven to run the function of the parameter, because frames of libraries
 * between the two are not listed. For methods of objects the name is proof enough. Null when that cannot be shown or the
 * argument cannot be told (spread, computed).
 */
export async function callerArgument(
  parameter: Extract<Binding, { kind: 'parameter' }>,
  crash: RepositoryFrame,
  { frames, sources }: { frames: readonly RepositoryFrame[]; sources: SourceReader },
): Promise<CallerArgument | null> {
  const above = frames[frames.indexOf(crash) + 1];
  const file = above === undefined ? null : await sources.parsed(above.path);
  if (above === undefined || file === null) return null;
  const found = findCall(file, null, above);
  if (found === null || !found.exact) return null;
  const called = await findCalledFunction(found.call.callee, file, sources);
  const isProven = called === null ? isCallOf(found.call, parameter.owner) : called.owner === parameter.owner;
  if (!isProven) return null;
  const before = found.call.arguments.slice(0, parameter.index + 1);
  if (before.some((argument) => argument.type === 'SpreadElement')) return null;
  return partOf(before[parameter.index] ?? null, parameter.keys, { file, call: found.call });
}

/** `file.nextOf(x)` of an object nobody can name: the stack says which function the call at this very place ran. */
function isCallOf(call: CallNode, owner: Node): boolean {
  const callee = bare(call.callee);
  return isMember(callee) && propertyName(callee) !== null && propertyName(callee) === plainNameOf(owner);
}

function partOf(
  value: Node | null,
  keys: readonly string[],
  place: { file: ParsedFile; call: CallNode },
): CallerArgument | null {
  const [key, ...rest] = keys;
  if (key === undefined || value === null) return { ...place, value };
  const object = bare(value);
  if (object.type !== 'ObjectExpression') return null;
  for (const property of object.properties) {
    if (property.type === 'SpreadElement') return null;
    if (keyName(property.key, property.computed) === key) return partOf(property.value, rest, place);
  }
  return { ...place, value: null };
}
