import { attestation } from './attest.ts';
import { UNREPORTED } from './instrument.ts';
import { leavesOf } from './leaves.ts';
import { nameOfSite } from './name-of-site.ts';
import type { Precedents } from './precedents.ts';
import { buildValue } from './replay/build-value.ts';
import { firstPlace } from './replay/crash-place.ts';
import { errorKeyOf, isSameError } from './replay/error-key.ts';
import type { Found, Outcome, Plan, Scenario, Summary, Thrown } from './replay/plan.ts';
import { Recorder } from './replay/recorder.ts';
import { summarize } from './replay/summarize.ts';
import { isOfSameKind, isSane, mentions } from './sensible.ts';
import { isEqual } from './is-equal.ts';

/** One found call with what both sides did. `baseTrace` and `patchedTrace` come from instrumented runs. */
export type Compared = {
  readonly found: Found;
  readonly base: Outcome;
  readonly patched: Outcome;
  readonly baseTrace: readonly string[] | null;
  readonly patchedTrace: readonly string[] | null;
};

/**
 * `asserted`: shown right. `refuted`: shown wrong. `open`: looks wrong or unclear, so that the fix stays plausible.
 * `silent`: this call cannot tell; another one may.
 */
export type Judgement = {
  readonly verdict: 'asserted' | 'refuted' | 'open' | 'silent';
  readonly reason: string;
};

/** What is known beside the call that failed. */
export type FailingContext = {
  readonly plan: Plan;
  readonly examples: readonly Found[];
  readonly throwsAt: (path: string, line: number) => boolean;
  readonly precedents: Precedents;
  /** The entry nearest to the crash that fails; what its callers make of a repair is not what has to be shown. */
  readonly nearestEntry: number;
  /** Base was shown to do the same with the value it forgot to wait for. */
  readonly isAwaited: boolean;
};

export const STILL_THROWN = 'the error is still thrown';
export const FAILS_ELSEWHERE = 'the call that failed now fails in another way';

/** What the patched code does with the call that failed. */
export function judgeFailing(compared: Compared, context: FailingContext): Judgement {
  const { patched, found, base } = compared;
  const { plan } = context;
  if (patched.end === 'hung' || patched.end === 'exited' || patched.end === 'not_loaded') {
    return refuted(`the call that failed now ends as "${patched.end}": ${patched.errors[0]?.message ?? ''}`);
  }
  if (patched.errors.length > 0) return judgeErrors(compared, context);
  if (plan.expected.kind === 'load')
    return open('nothing shows what the functions of the module should do, of which none could run before');
  const wildcards = wildcardsOf(found.scenario, ...context.examples.map(({ scenario }) => scenario));
  if (!isSane(patched.result)) {
    const reason = `the result carries a missing value: ${printed(patched.result)}`;
    // Where nothing shows what the call gives otherwise, made-up arguments may be all that is wrong.
    return found.relatives.length > 0 || context.examples.length > 0 ? refuted(reason) : open(reason);
  }
  const examples = context.examples
    .filter(({ scenario }) => scenario.entry === found.scenario.entry)
    .map(({ outcome }) => outcome.result)
    .filter(isSane);
  if (!keepsEffects(base, patched) || !keepsChanges(found.scenario, base, patched)) {
    return open('what the code did before it failed is no longer done');
  }
  const because = whyRight(compared, context);
  const gives = `${labelOf(plan, found.scenario)} gives ${printed(patched.result)}`;
  if (because !== null) return asserted(`${gives}: ${because}`);
  if (isOfSameKind(patched.result, examples, wildcards) === false) {
    return open(`the result ${printed(patched.result)} is of another kind than the code gives otherwise`);
  }
  if (found.scenario.entry !== context.nearestEntry)
    return { verdict: 'silent', reason: `${gives}, with which its callers can live` };
  const reason = `nothing in the repository shows that ${printed(patched.result)} is the right result`;
  // Where the value could not be given, this call cannot tell; another one may.
  return found.relatives.length === 0 ? { verdict: 'silent', reason } : open(reason);
}

/** What shows that the result is right; null where nothing does. */
function whyRight({ base, patched, found }: Compared, context: FailingContext): string | null {
  const { plan, isAwaited, precedents } = context;
  if (plan.answeredTwice !== null && isEqual(base.effects, patched.effects))
    return 'the answer that was sent is the same, and nothing is sent after it';
  if (isAwaited) return 'the code gives the same when it is handed the value itself';
  return attestation(patched, found.relatives, precedents, {
    isFromOutside: isFromOutside(found.scenario),
    // What is of a wrong kind was there: that others give the same says nothing about it.
    isSameCounted: plan.badValue === null,
  });
}

function judgeErrors(
  { base, patched, found: { scenario } }: Compared,
  { plan, throwsAt }: FailingContext,
): Judgement {
  const still = patched.errors.find(({ type, message }) =>
    isSameError(plan.expected, errorKeyOf(type, message)),
  );
  if (still !== undefined) return refuted(`${STILL_THROWN}: ${told(still)}`);
  const known = new Set(base.errors.map(told));
  const fresh = patched.errors.find((error) => !known.has(told(error)));
  // Other callbacks of the same call may fail on made-up values with and without the change.
  if (fresh === undefined)
    return { verdict: 'silent', reason: 'other parts of the call fail with and without the change' };
  const place = firstPlace(fresh.stack);
  // An error class of the repository is never thrown by accident.
  const deliberate = place !== null && (!fresh.builtin || throwsAt(place.path, place.line));
  if (!deliberate) return refuted(`${FAILS_ELSEWHERE}: ${told(fresh)}`);
  const descriptive = fresh.message.length >= 8 && isSane(fresh.message);
  if (descriptive && isFromOutside(scenario)) {
    return asserted(`${labelOf(plan, scenario)} fails with an error of its own: ${told(fresh)}`);
  }
  return open(
    `the code now throws an error of its own, and nothing shows that this is right: ${told(fresh)}`,
  );
}

/** The cause lies in what another server answered. */
function isFromOutside({ fetch }: Scenario): boolean {
  return fetch !== null && fetch.kind !== 'json';
}

function told({ type, message }: Thrown): string {
  return `${type}: ${message.split('\n', 1)[0] ?? ''}`;
}

/** What the patched code does with calls that worked. */
export function judgeWorking(
  compared: Compared,
  context: { readonly base: Plan; readonly patched: Plan },
): Judgement {
  const plan = context.base;
  const { found, base, patched } = compared;
  const label = labelOf(plan, found.scenario);
  const wildcards = wildcardsOf(found.scenario);
  const known = new Set(context.patched.sites.map(({ key }) => key));
  // A call whose text the patch changes has another key; it cannot be compared, only what it leads to.
  // What the language computes for its arguments does nothing beside its result.
  const isCompared = (key: string): boolean => known.has(key) && !PURE.test(key);
  const sites = new Set(plan.sites.map(({ key }) => key).filter(isCompared));
  const difference = firstDifference(withoutMovedSites(compared, context), sites);
  if (difference === null && !isSane(base.result))
    return { verdict: 'silent', reason: `${label} makes no sense before either` };
  if (difference === null) return asserted(`${label} gives ${printed(patched.result)} as before`);
  // What base made of values that make no sense is no behaviour to keep.
  if (!found.outcome.reached || !isSane(base.result) || mentions(base.result, wildcards))
    return open(`${label}: ${difference}`);
  // The result that was put in place of a call belongs to one that is not there any more.
  const gone = Object.keys(found.scenario.sites).find((key) => !known.has(key));
  if (gone !== undefined)
    return open(`the change is about the call of "${nameOfSite(gone)}", whose result was made up`);
  return refuted(`${label} worked before and changes: ${difference}`);
}

/** Functions of the language without an effect, as call sites are named. */
const PURE =
  /^(?:(?:JSON|Math|Number|String|Date|BigInt|Intl)\.\w+|Object\.(?:keys|values|entries|fromEntries)|Array\.(?:isArray|from|of)|String|Number|Boolean|BigInt|parseInt|parseFloat|(?:en|de)codeURI(?:Component)?)#/;

/** `reply.end#1` is `reply.end#0` once a patch takes the first one out: where the number differs, the name counts. */
function withoutMovedSites(
  compared: Compared,
  { base, patched }: { readonly base: Plan; readonly patched: Plan },
): Compared {
  const [before, after] = [base, patched].map(({ sites }) =>
    Map.groupBy(sites, ({ key }) => nameOfSite(key)),
  );
  const moved = (line: string): string => {
    const key = keyOfTrace(line);
    const name = nameOfSite(key);
    const isMoved = before?.get(name)?.length !== after?.get(name)?.length;
    return isMoved ? `${name}#0${line.slice(key.length)}` : line;
  };
  const { baseTrace, patchedTrace } = compared;
  return {
    ...compared,
    baseTrace: baseTrace?.map(moved) ?? null,
    patchedTrace: patchedTrace?.map(moved) ?? null,
  };
}

function firstDifference(
  { base, patched, baseTrace, patchedTrace }: Compared,
  sites: ReadonlySet<string>,
): string | null {
  if (patched.end !== base.end) return `it ends as "${patched.end}" (${patched.errors[0]?.message ?? ''})`;
  if (!isEqual(base.result, patched.result))
    return `${printed(base.result)} becomes ${printed(patched.result)}`;
  if (!isEqual(base.effects, patched.effects)) return 'it makes other calls on what it was given';
  if (!isEqual(base.after, patched.after)) return 'it changes its arguments in another way';
  if (baseTrace === null || patchedTrace === null) return null;
  const [before = [], after = []] = [baseTrace, patchedTrace].map((trace) =>
    trace.filter((line) => sites.has(keyOfTrace(line))),
  );
  // A result can show that an early end is right; where there is none, the calls are all there is to see.
  const expected = printed(base.result) === 'undefined' ? before : withCounterpart(before, after);
  return isSameTrace(expected, after) ? null : 'the calls inside the function are other ones';
}

function withCounterpart(before: readonly string[], after: readonly string[]): string[] {
  const keys = new Set(after.map(keyOfTrace));
  return before.filter((line) => keys.has(keyOfTrace(line)));
}

function isSameTrace(before: readonly string[], after: readonly string[]): boolean {
  return (
    before.length === after.length && before.every((line, index) => isSameCall(line, after[index] ?? ''))
  );
}

/** Arguments that were not looked at on one side agree with anything. */
function isSameCall(left: string, right: string): boolean {
  if (left === right) return true;
  if (keyOfTrace(left) !== keyOfTrace(right)) return false;
  const [before, after] = [valuesOfTrace(left), valuesOfTrace(right)];
  if (before === null || after === null || before.length !== after.length) return false;
  return before.every((value, index) => {
    const other = after[index];
    return value === UNREPORTED || other === UNREPORTED || isEqual(value, other);
  });
}

/** Null for lines that were cut at their bound. */
function valuesOfTrace(line: string): unknown[] | null {
  try {
    return JSON.parse(line.slice(line.indexOf(' ') + 1)) as unknown[];
  } catch {
    return null;
  }
}

/** Everything base did to the outside before it failed is still done. */
function keepsEffects(base: Outcome, patched: Outcome): boolean {
  const left = [...patched.effects];
  return base.effects.every((effect) => {
    const at = left.indexOf(effect);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

/** Every change base had made to its arguments before it failed is still made; more may follow. */
function keepsChanges(scenario: Scenario, base: Outcome, patched: Outcome): boolean {
  const recorder = new Recorder();
  const build = (shape: Parameters<typeof buildValue>[0]): unknown => buildValue(shape, recorder);
  const self = scenario.self === null ? null : build(scenario.self);
  const initial = leavesOf(summarize([self, ...scenario.arguments.map(build)]));
  const before = leavesOf(base.after);
  const after = leavesOf(patched.after);
  return [...before].every(([path, value]) => initial.get(path) === value || after.get(path) === value);
}

/** Values that stand for anything: a result that is one of them says nothing about its kind. */
function wildcardsOf(...scenarios: readonly Scenario[]): Set<string> {
  const found = new Set<string>();
  const text = JSON.stringify(scenarios);
  for (const [, value] of text.matchAll(/\{"kind":"value","value":("(?:[^"\\]|\\.)*"),"unknown":true\}/g)) {
    found.add(JSON.parse(value ?? '""') as string);
  }
  return found;
}

function labelOf(plan: Plan, scenario: Scenario): string {
  return plan.entries[scenario.entry]?.label ?? 'the call';
}

function keyOfTrace(line: string): string {
  return line.split(' ', 1)[0] ?? line;
}

export function printed(value: Summary): string {
  const tag = typeof value === 'object' && value !== null && '$' in value ? value['$'] : null;
  const text = tag === 'undefined' ? 'undefined' : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

const asserted = (reason: string): Judgement => ({ verdict: 'asserted', reason });
const refuted = (reason: string): Judgement => ({ verdict: 'refuted', reason });
const open = (reason: string): Judgement => ({ verdict: 'open', reason });
