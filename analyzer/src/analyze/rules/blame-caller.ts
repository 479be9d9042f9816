import type { RepositoryFrame } from '../../evidence/case.ts';
import type { FixCandidate } from '../diagnosis.ts';
import type { CallerArgument } from '../locate/caller-argument.ts';
import { rankFrames, type FrameText } from '../locate/rank-frames.ts';
import type { Finding, RuleContext } from '../rule.ts';
import { positionOf, textOf } from '../syntax/parse-source.ts';
import { guardCondition } from '../templates/guard-condition.ts';
import { leaveEarly } from '../templates/leave-early.ts';
import { nullishContext, type NullishContext } from '../templates/nullish-context.ts';

/** Characters of a line that are searched; bundles have lines of a megabyte. */
const LINE_LENGTH_MAX = 1000;

/** Short and shared functions trust their callers; the call that passed nothing is where people change the code. */
export function callerToBlame(
  passed: CallerArgument,
  crash: RepositoryFrame,
  { frames, error, sourceLines }: RuleContext,
): CallerArgument | null {
  const stack = frames.slice(frames.indexOf(crash));
  const texts = stack.map((frame): FrameText => {
    const lines = sourceLines(frame.path);
    const { path, line, column } = frame;
    return {
      path,
      line,
      column,
      function: frame.function,
      textAt: (at) => lines[at - 1]?.slice(0, LINE_LENGTH_MAX) ?? null,
    };
  });
  return passed.value !== null && rankFrames(texts, error.message)[0] !== 0 ? passed : null;
}

export function locationOfCall({ file, call }: CallerArgument): NonNullable<Finding['location']> {
  return { path: file.path, ...positionOf(file, call.start), expression: textOf(file, call).slice(0, 200) };
}

/** A little above the same templates at the crash: the caller is the likelier place. */
const CALLER_BONUS = 0.1;
/** Where nothing speaks for the caller, it is worth a try after everything else. */
const UNBLAMED_CALLER_PENALTY = 0.25;

/** The guards that need no member access, put around the call. */
export function callerGuards(
  { file, call, value }: CallerArgument,
  crash: NullishContext,
  isBlamed: boolean,
): (FixCandidate | null)[] {
  if (value === null) return [];
  const access = { file, node: call, receiver: value, property: crash.access.property, exact: true };
  const context = nullishContext(access, crash.message, crash.origin, crash.optionalChaining);
  return [guardCondition(context), leaveEarly(context)].map((candidate) =>
    candidate === null
      ? null
      : {
          ...candidate,
          origin: candidate.origin.replace('nullish/', 'nullish/caller-'),
          prior: Math.max(
            0.01,
            Math.round((candidate.prior + (isBlamed ? CALLER_BONUS : -UNBLAMED_CALLER_PENALTY)) * 100) / 100,
          ),
        },
  );
}
