import type { RepositoryFrame } from '../../evidence/case.ts';
import type { FixCandidate } from '../diagnosis.ts';
import type { HandedOn } from '../locate/callers.ts';
import { rankFrames, type FrameText } from '../locate/rank-frames.ts';
import type { Finding, RuleContext } from '../rule.ts';
import { positionOf, textOf } from '../syntax/parse-source.ts';
import { enclosingGuard } from '../templates/enclosing-guard.ts';
import { guardCall } from '../templates/guard-call.ts';
import { guardCondition } from '../templates/guard-condition.ts';
import { guardValue } from '../templates/guard-value.ts';
import { leaveEarly } from '../templates/leave-early.ts';
import { nullishContext, type NullishContext } from '../templates/nullish-context.ts';
import { wrapStatement } from '../templates/wrap-statement.ts';

/** Characters of a line that are searched; bundles have lines of a megabyte. */
const LINE_LENGTH_MAX = 1000;

/** Short and shared functions trust their callers; the call that passed nothing is where people change the code. */
export function callerToBlame(
  callers: readonly HandedOn[],
  crash: RepositoryFrame,
  { frames, error, sourceLines }: RuleContext,
): HandedOn | null {
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
  const [blamed = 0] = rankFrames(texts, error.message);
  return callers[Math.min(blamed, callers.length) - 1] ?? null;
}

export function locationOfCall({ file, call }: HandedOn): NonNullable<Finding['location']> {
  return { path: file.path, ...positionOf(file, call.start), expression: textOf(file, call).slice(0, 200) };
}

/** A little above the same templates at the crash: the caller is the likelier place. */
const CALLER_BONUS = 0.1;
/** Where nothing speaks for the caller, it is worth a try after everything else. */
const UNBLAMED_CALLER_PENALTY = 0.25;
/** Each further call up the stack. */
const STEP_PENALTY = 0.05;

/** The guards that need no member access, put around the calls that handed the value on. */
export function callerGuards(
  callers: readonly HandedOn[],
  crash: NullishContext,
  blamed: HandedOn | null,
): (FixCandidate | null)[] {
  return callers.flatMap((caller, steps) => {
    const { file, call, value, text } = caller;
    const access = { file, node: call, receiver: value, property: crash.access.property, exact: true };
    const context = nullishContext(access, crash.message, crash.origin, crash.optionalChaining, text);
    const change = (caller === blamed ? CALLER_BONUS : -UNBLAMED_CALLER_PENALTY) - steps * STEP_PENALTY;
    const asCaller = (candidate: FixCandidate | null, by: number): FixCandidate | null =>
      candidate === null
        ? null
        : {
            ...candidate,
            origin: candidate.origin.replace('nullish/', 'nullish/caller-'),
            prior: Math.max(0.01, Math.round((candidate.prior + by) * 100) / 100),
          };
    return [
      ...[guardCondition(context), leaveEarly(context)].map((candidate) => asCaller(candidate, change)),
      // Where the caller is to blame these come right after, never before.
      ...[enclosingGuard(context), guardCall(context), wrapStatement(context), guardValue(context)].map(
        (candidate) => asCaller(candidate, Math.min(change, 0)),
      ),
    ];
  });
}
