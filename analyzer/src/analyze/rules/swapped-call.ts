import type { Evidence } from '@bugsage/core';
import type { Node } from 'oxc-parser';
import type { RepositoryFrame } from '../../evidence/case.ts';
import type { FixCandidate } from '../diagnosis.ts';
import { callerArgument } from '../locate/caller-argument.ts';
import { functionName } from '../locate/origin.ts';
import { swappedArguments } from '../locate/swapped-arguments.ts';
import type { Finding, RuleContext } from '../rule.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { rootName } from '../syntax/expressions.ts';
import { positionOf, textOf } from '../syntax/parse-source.ts';
import { swapArguments } from '../templates/swap-arguments.ts';
import { citeLine, code, placeOf } from '../words.ts';

/** The caller of this crash passed two arguments in each other's place. */
export type SwappedCall = {
  readonly sentence: string;
  readonly evidence: readonly Evidence[];
  readonly location: NonNullable<Finding['location']>;
  readonly candidate: FixCandidate | null;
};

/** Null unless the value is a parameter and the names of the call's arguments say that two are swapped. */
export async function swappedCall(
  value: Node,
  crash: RepositoryFrame,
  context: Pick<RuleContext, 'frames' | 'sources'>,
): Promise<SwappedCall | null> {
  const name = rootName(value);
  const binding = name === null ? null : resolveBinding(name, value);
  if (binding?.kind !== 'parameter' || binding.keys.length > 0) return null;
  const passed = await callerArgument(binding, crash, context);
  const swapped = passed === null ? null : swappedArguments(passed.call, binding.owner, binding.index);
  if (passed === null || swapped === null) return null;
  const { file, call } = passed;
  const sentence = `${placeOf(file, call)} passes the arguments of ${functionName(binding.owner)} in the wrong order: ${code(textOf(file, call))}.`;
  return {
    sentence,
    evidence: [citeLine(file, call, sentence)],
    location: {
      path: file.path,
      ...positionOf(file, call.start),
      expression: textOf(file, call).slice(0, 200),
    },
    candidate: swapArguments(file, call, swapped),
  };
}
