import type { Exception, FingerprintPart, Frame, NormalizedEvent } from '@bugsage/core';
import { familyOf, holdsOnException, holdsOnFrame, type FrameState } from './frame-values.ts';
import type { StackTraceRule } from './parse-stack-trace-rules.ts';

export type RuledEvent = {
  /** The event with `in_app` as the rules say: what people see. */
  readonly event: NormalizedEvent;
  /** The same without the frames that take no part in grouping: what is keyed. */
  readonly keyed: NormalizedEvent;
  /** What rules left out, for "why grouped". */
  readonly parts: readonly FingerprintPart[];
};

/** Applies all rules in their order to every stack. Linear in frames times rules. */
export function applyStackTraceRules(event: NormalizedEvent, rules: readonly StackTraceRule[]): RuledEvent {
  if (rules.length === 0 || event.exceptions.length === 0) return { event, keyed: event, parts: [] };
  const family = familyOf(event.platform);
  const stacks = event.exceptions.map((exception) => applyToStack(exception, rules, family));
  return {
    event: { ...event, exceptions: stacks.map(({ exception }) => exception) },
    keyed: { ...event, exceptions: stacks.map(({ keyed }) => keyed) },
    parts: stacks.flatMap(({ parts }) => parts),
  };
}

type RuledStack = {
  readonly exception: Exception;
  readonly keyed: Exception;
  readonly parts: readonly FingerprintPart[];
};

type StackState = {
  readonly frames: readonly Frame[];
  readonly isInApp: boolean[];
  readonly isGrouped: boolean[];
  readonly categories: (string | null)[];
  readonly parts: FingerprintPart[];
  framesMin: number;
  isInverted: boolean;
};

function applyToStack(exception: Exception, rules: readonly StackTraceRule[], family: string): RuledStack {
  const state: StackState = {
    frames: exception.frames,
    isInApp: exception.frames.map((frame) => frame.in_app),
    isGrouped: exception.frames.map(() => true),
    categories: exception.frames.map(() => null),
    parts: [],
    framesMin: 0,
    isInverted: false,
  };
  for (const rule of rules) if (concerns(rule, exception, family)) applyRule(rule, state);
  const frames = exception.frames.map((frame, index) =>
    frame.in_app === state.isInApp[index] ? frame : { ...frame, in_app: state.isInApp[index] === true },
  );
  return {
    exception: { ...exception, frames },
    keyed: { ...exception, frames: keyedFrames(frames, state) },
    parts: state.parts,
  };
}

/** Matchers of the exception and the platform are the same for all frames. */
function concerns(rule: StackTraceRule, exception: Exception, family: string): boolean {
  return rule.matchers.every((matcher) => {
    if (matcher.key === 'family') return matcher.glob.test(family) !== matcher.isNegated;
    return matcher.group !== 'exception' || holdsOnException(matcher, exception);
  });
}

/** All matches are found before the first action: a rule does not see its own effect. */
function applyRule(rule: StackTraceRule, state: StackState): void {
  const onFrame = rule.matchers.filter(({ group }) => group === 'frame');
  const matching = state.frames.flatMap((_, index) => {
    const here = frameState(state, index);
    const before = rule.caller === null ? null : frameState(state, index - 1);
    const after = rule.callee === null ? null : frameState(state, index + 1);
    const isMatch =
      here !== null &&
      onFrame.every((matcher) => holdsOnFrame(matcher, here)) &&
      (rule.caller === null || (before !== null && holdsOnFrame(rule.caller, before))) &&
      (rule.callee === null || (after !== null && holdsOnFrame(rule.callee, after)));
    return isMatch ? [index] : [];
  });
  if (matching.length === 0) return;
  for (const action of rule.actions) {
    if (action.kind === 'frames') setFlags(action, matching, rule, state);
    else if (action.kind === 'category') for (const index of matching) state.categories[index] = action.value;
    else if (action.kind === 'min-frames') state.framesMin = action.value;
    else if (action.kind === 'invert-stacktrace') state.isInverted = action.value === 1;
    // max-frames needs nothing: at most one frame of a stack is keyed anyway.
  }
}

function frameState(state: StackState, index: number): FrameState | null {
  const frame = state.frames[index];
  if (frame === undefined) return null;
  return { frame, isInApp: state.isInApp[index] === true, category: state.categories[index] ?? null };
}

/** Frames are oldest first: towards the crash is upwards in the list's index. */
function setFlags(
  action: Extract<StackTraceRule['actions'][number], { kind: 'frames' }>,
  matching: readonly number[],
  rule: StackTraceRule,
  state: StackState,
): void {
  if (action.flag !== 'app' && action.flag !== 'group') return;
  const flags = action.flag === 'app' ? state.isInApp : state.isGrouped;
  const [first = 0] = matching;
  const last = matching.at(-1) ?? 0;
  if (action.range === 'here') for (const index of matching) flags[index] = action.value;
  else if (action.range === 'up') flags.fill(action.value, first + 1);
  else flags.fill(action.value, 0, last);
  if (action.flag !== 'group' || action.value) return;
  state.parts.push({
    name: 'stack-trace rule',
    value: rule.text.slice(0, 300),
    hashed: false,
    reason: `rule of line ${rule.line} leaves frames out of grouping`,
  });
}

function keyedFrames(frames: readonly Frame[], state: StackState): readonly Frame[] {
  const kept = frames.filter((_, index) => state.isGrouped[index]);
  const inApp = kept.filter((frame) => frame.in_app).length;
  if ((inApp > 0 ? inApp : kept.length) < state.framesMin) return [];
  return state.isInverted ? kept.toReversed() : kept;
}
