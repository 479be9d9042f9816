import type { Frame } from '@bugsage/core';
import type { RepositoryFrame } from '../../evidence/case.ts';
import type { FixCandidate } from '../diagnosis.ts';
import { recursionAt } from '../locate/recursion.ts';
import type { Rule } from '../rule.ts';
import { allowsDefaults } from '../syntax/language-level.ts';
import type { ParsedFile } from '../syntax/parse-source.ts';
import { visitedGuard } from '../templates/visited-guard.ts';
import { code } from '../words.ts';
import { advice, locationOfFrame, plainFinding } from './plain-finding.ts';

export const stackOverflow: Rule = {
  id: 'stack-overflow',
  title: 'Functions that call each other without end',
  cure: 'A list of what was visited, where references of an object are followed; else advice',
  matches: ({ message, type }) =>
    type === 'RecursionError' ||
    /Maximum call stack size exceeded|too much recursion|maximum recursion depth exceeded/.test(message),
  diagnose: async (_given, { error, frames, sources }) => {
    const circle = circleOf(error.exception?.frames ?? []);
    const [frame] = frames;
    const file = frame === undefined ? null : await sources.parsed(frame.path);
    const names = circle.map(code).join(' -> ');
    const who = circle.length === 0 ? 'A function' : names;
    const calls = circle.length > 1 ? 'call each other' : 'calls itself';
    return plainFinding({
      cause: `${who} ${calls} without end${frame === undefined ? '' : ` (${frame.path}:${frame.line})`}: the case that ends the recursion is missing or never reached, or the data refers to itself.`,
      certainty: frame === undefined ? 'event' : 'class',
      location: locationOfFrame(frame),
      originKnown: circle.length > 0,
      candidates: file === null ? [] : candidatesFor(circle, frame, file),
      advice: [
        advice(
          'End the recursion',
          'Return for the smallest case first; when data may refer to itself, remember what was visited (`Set`, `WeakSet`).',
        ),
      ],
      prevention: ['Test with data that refers to itself and with none.'],
    });
  },
};

/** Only for a function that calls itself: of several nobody can say which one should remember. */
function candidatesFor(
  circle: readonly string[],
  frame: RepositoryFrame | undefined,
  file: ParsedFile,
): FixCandidate[] {
  const [name] = circle;
  if (frame === undefined || name === undefined || circle.length > 1) return [];
  if (!allowsDefaults(file)) return [];
  const recursion = recursionAt(file, name.split('.').at(-1) ?? name, frame.line);
  const candidate = recursion === null ? null : visitedGuard(recursion, file);
  return candidate === null ? [] : [candidate];
}

/** Functions of the shortest repeating end of a stack, crash last. */
function circleOf(frames: readonly Frame[]): string[] {
  const names = frames.map((frame) => frame.function ?? '').filter((name) => name !== '');
  for (let length = 1; length <= 6; length += 1) {
    const last = names.slice(-length);
    const before = names.slice(-2 * length, -length);
    if (
      last.length === length &&
      before.length === length &&
      last.every((name, index) => name === before[index])
    )
      return last;
  }
  return [];
}
