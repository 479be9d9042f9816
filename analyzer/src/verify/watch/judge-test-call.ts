import { attestation, restsOnFunction } from '../attest.ts';
import { IN_CALLER } from '../caller-patch.ts';
import { complaintOf } from '../how-it-ended.ts';
import { isEqual } from '../is-equal.ts';
import { printed, STILL_THROWN, type Judgement } from '../judge-replay.ts';
import type { Precedents } from '../precedents.ts';
import { errorKeyOf, isSameError } from '../replay/error-key.ts';
import type { Outcome, Relative } from '../replay/plan.ts';
import { isSane } from '../sensible.ts';
import { parseTestResults } from '../test-results.ts';
import { isLikeAStranger, LIKE_A_STRANGER } from './like-a-stranger.ts';
import type { TestCall } from './find-test-call.ts';
import type { ForcedCall } from './force-each.ts';
import type { WatchedCall, WatchedError } from './program/report.ts';
import type { WatchedRun } from './run-watched.ts';

export type JudgedTestCall = { readonly judgement: Judgement; readonly log: string };

/** What the patched code does with the call of a test from which the value was taken. */
export function judgeForced(input: {
  readonly found: TestCall;
  readonly forced: ForcedCall;
  readonly patched: WatchedCall | null;
  readonly precedents: Precedents;
  /** The change is made where the value is taken away or where it fails. */
  readonly isInReach: boolean;
  /** How the program fails after the call, where it did not before; null when it does not. */
  readonly later: string | null;
  /** With the value missing the tests of the file end as they do with it. */
  readonly isTestKept: boolean;
}): JudgedTestCall {
  const { found, forced, patched, isInReach } = input;
  if (patched === null) return unclear('with the change the tests do not make the same call any more');
  const log = patched.error === null ? '' : patched.error.stack;
  const judgement = (verdict: Judgement['verdict'], reason: string): JudgedTestCall => ({
    judgement: { verdict, reason },
    log,
  });
  const { error } = patched;
  if (error !== null && isSameError(found.crash.expected, errorKeyOf(error.type, error.message)))
    return isInReach
      ? judgement('refuted', `${STILL_THROWN}: ${lineOf(error)}`)
      : judgement('open', IN_CALLER);
  if (error !== null)
    return error.builtin
      ? judgement('refuted', `the call that failed now fails in another way: ${lineOf(error)}`)
      : judgement(
          'open',
          `the code now throws an error of its own, and nothing shows that this is right: ${lineOf(error)}`,
        );
  if (input.later !== null)
    return judgement(
      'refuted',
      `the call ends now, and the program fails on what comes of it: ${input.later}`,
    );
  if (patched.value === null)
    return judgement('open', `with the change the call does not come to ${found.missing.words} any more`);
  if (!isSane(patched.result))
    return judgement('open', `the result carries a missing value: ${printed(patched.result)}`);
  if (!keepsEffects(forced.failure, patched))
    return judgement('open', 'what the code did before it failed is no longer done');
  const because =
    whyRight(input, patched) ??
    (isLikeAStranger(forced, patched, { ...found, isKept: input.isTestKept }) ? LIKE_A_STRANGER : null);
  const gives = `the call that ${found.test} makes gives ${printed(patched.result)}`;
  if (because === null)
    return judgement(
      'open',
      `nothing in the repository shows that ${printed(patched.result)} is the right result`,
    );
  if (isHandedIn(found) && restsOnFunction(because))
    return judgement('open', 'the missing value is handed in, and nothing shows what should happen there');
  return judgement('asserted', `${gives}: ${because}`);
}

export function unclear(reason: string): JudgedTestCall {
  return { judgement: { verdict: 'open', reason }, log: '' };
}

/** A whole argument: what its caller should have done is not known. */
function isHandedIn({ missing: { absence } }: TestCall): boolean {
  return absence.kind === 'entry' && absence.keys.length === 0;
}

function keepsEffects(before: WatchedCall, after: WatchedCall): boolean {
  const left = [...after.effects];
  return before.effects.every((effect) => {
    const at = left.indexOf(effect);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

/** Other values that are needed before it counts that all of them give the same. */
const VARIED_MIN = 2;
const NOTHING = 'undefined';

function whyRight(
  { forced, precedents, isTestKept }: Parameters<typeof judgeForced>[0],
  patched: WatchedCall,
): string | null {
  const relatives: Relative[] = [
    { relation: 'given', path: null, about: [], outcome: outcomeOf(forced.given) },
    ...forced.varied.map((call) => ({
      relation: 'varied' as const,
      path: null,
      about: [],
      outcome: outcomeOf(call),
    })),
  ];
  // A call that gives nothing is there for what it does. That it never does anything may be owed to all else in it.
  const isSame = [forced.given, ...forced.varied].every(({ effects }) => isEqual(effects, patched.effects));
  const isTelling = printed(patched.result) !== NOTHING || (isSame && patched.effects.length > 0);
  // Somebody wrote down what should come of the call; what the program makes of it must be that still.
  const isSameCounted = isTestKept && isTelling && forced.varied.length >= VARIED_MIN;
  return attestation(outcomeOf(patched), relatives, precedents, { isSameCounted });
}

function outcomeOf({ result, effects, error, reached }: WatchedCall): Outcome {
  return {
    end: error === null ? 'returned' : 'thrown',
    errors: error === null ? [] : [error],
    promise: false,
    result,
    effects,
    after: null,
    trace: [],
    promised: [],
    returned: {},
    reached,
  };
}

/** Calls shown one by one; all of them are compared. */
const SHOWN_MAX = 3;

/** What the patched code does with the calls of tests from which nothing was taken, in one or two runs. */
export function judgePlain(found: TestCall, runs: readonly WatchedRun[]): JudgedTestCall[] {
  const [first] = runs;
  if (first === undefined) return [];
  const broken = runs.every(({ exitCode }) => exitCode !== 0) && found.plain.exitCode === 0;
  if (broken)
    return [{ judgement: { verdict: 'refuted', reason: brokenReason(found, first) }, log: first.output }];
  const steady = steadyCalls(found);
  const compared = steady.map((before) => ({
    before,
    after: first.calls.find(({ call }) => call === before.call),
  }));
  const makes = `a call that ${found.test} makes`;
  for (const { before, after } of compared) {
    const change = changeOf(before, after);
    if (change === null) continue;
    // Where callers do otherwise, the calls that follow are others; that alone is not wrong.
    if (!isSameCall(before, after)) return [unclear(`with the change ${makes} is not made as before`)];
    const reason = `${makes} worked before and changes: ${change}`;
    return [{ judgement: { verdict: 'refuted', reason }, log: '' }];
  }
  return steady.slice(0, SHOWN_MAX).map(({ call }) => ({
    judgement: {
      verdict: 'asserted',
      reason: `call ${call} of ${steady.length} that ${found.test} makes ends as before`,
    },
    log: '',
  }));
}

/** Calls past the failing place that gave the same in both runs without the change. */
function steadyCalls({ plain, plainAgain }: TestCall): WatchedCall[] {
  return plain.calls.filter((before) => {
    const again = plainAgain.calls.find(({ call }) => call === before.call);
    return before.reached && before.error === null && changeOf(before, again) === null;
  });
}

function changeOf(before: WatchedCall, after: WatchedCall | undefined): string | null {
  if (after === undefined || !isSameCall(before, after)) return 'it is not made any more';
  if (after.error !== null) return `it fails with ${lineOf(after.error)}`;
  if (!isEqual(before.result, after.result))
    return `${printed(before.result)} becomes ${printed(after.result)}`;
  return isEqual(before.effects, after.effects) ? null : 'it does something else';
}

function isSameCall(before: WatchedCall, after: WatchedCall | undefined): boolean {
  return after !== undefined && isEqual(before.arguments, after.arguments);
}

function brokenReason({ test }: TestCall, run: WatchedRun): string {
  const [name] = parseTestResults(run.output)?.failing ?? [];
  const complaint = name ?? complaintOf({ ...run, timedOut: false, truncated: false });
  return `it breaks a test of ${test}${complaint === null ? '' : `: ${complaint}`}`;
}

function lineOf({ type, message }: WatchedError): string {
  return `${type}: ${message.split('\n', 1)[0] ?? ''}`;
}
