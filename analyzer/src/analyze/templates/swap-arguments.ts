import type { FixCandidate } from '../diagnosis.ts';
import type { CallNode } from '../locate/find-call.ts';
import type { Swapped } from '../locate/swapped-arguments.ts';
import { textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';

/** The names on both sides say so. */
const PRIOR = 0.7;

export function swapArguments(
  file: ParsedFile,
  call: CallNode,
  { index, other }: Swapped,
): FixCandidate | null {
  const left = call.arguments[index];
  const right = call.arguments[other];
  if (left === undefined || right === undefined) return null;
  return candidateOf({
    origin: 'calls/swap-arguments',
    title: `Swap ${code(textOf(file, left))} and ${code(textOf(file, right))}`,
    description: 'Each stands in the place of the other: the parameters have their names.',
    prior: PRIOR,
    file,
    edit: (text) => {
      text.update(left.start, left.end, textOf(file, right));
      text.update(right.start, right.end, textOf(file, left));
    },
  });
}
