import type { Node } from 'oxc-parser';
import type { RepositoryFrame } from '../../evidence/case.ts';
import { ANALYZE_LIMITS } from '../limits.ts';
import type { SourceReader } from '../source-reader.ts';
import { resolveBinding, type Binding } from '../syntax/bindings.ts';
import { bare, isMember } from '../syntax/expressions.ts';
import { textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { callerArgument } from './caller-argument.ts';
import type { CallNode } from './find-call.ts';
import { anyAssignment } from './origin.ts';

/** A call of the stack that handed the missing value on, or the object that misses it. */
export type HandedOn = {
  readonly file: ParsedFile;
  readonly call: CallNode;
  /** What was passed. */
  readonly value: Node;
  /** The missing value in the words of the caller: `user.team` where `rights(user)` reads `user.team.role`. */
  readonly text: string;
};

/**
 * The calls through which the missing value came, nearest first, as far as every step is proven: the value starts with
 * a parameter, and the frame above calls that very function.
 */
export async function callersOf(
  receiver: Node,
  from: ParsedFile,
  crash: RepositoryFrame,
  { frames, sources }: { frames: readonly RepositoryFrame[]; sources: SourceReader },
): Promise<HandedOn[]> {
  const found: HandedOn[] = [];
  let way = wayOf(receiver, from, '');
  for (let index = frames.indexOf(crash); found.length < ANALYZE_LIMITS.followDepthMax; index += 1) {
    const frame = frames[index];
    if (way === null || frame === undefined) break;
    const passed = await callerArgument(way.parameter, frame, { frames, sources });
    if (passed === null || passed.value === null) break;
    const { file, call, value } = passed;
    found.push({ file, call, value, text: `${textOf(file, value)}${way.rest}` });
    way = wayOf(value, file, way.rest);
  }
  return found;
}

type Way = {
  readonly parameter: Extract<Binding, { kind: 'parameter' }>;
  /** Text of the members read from the parameter: `.team`. */
  readonly rest: string;
};

/** `user.team` of a parameter `user`, also through a constant that was set to it. */
function wayOf(expression: Node, file: ParsedFile, rest: string, depth = 0): Way | null {
  const whole = bare(expression);
  let root = whole;
  while (isMember(root)) {
    if (root.computed && root.property.type !== 'Literal') return null;
    root = bare(root.object);
  }
  if (root.type !== 'Identifier' || depth > ANALYZE_LIMITS.followDepthMax) return null;
  const longer = `${file.text.slice(root.end, whole.end)}${rest}`;
  const binding = resolveBinding(root.name, root);
  if (binding?.kind === 'parameter')
    return anyAssignment(binding) === null ? { parameter: binding, rest: longer } : null;
  if (binding?.kind !== 'variable' || binding.declarationKind !== 'const') return null;
  if (binding.init === null || binding.keys.length > 0) return null;
  return wayOf(binding.init, file, longer, depth + 1);
}
