import { FOR_EMPTY, INDEPENDENT, WITHOUT_ITEM } from '../attest.ts';
import { STILL_THROWN, type Judgement } from '../judge-replay.ts';
import { isSame } from './prepare-python.ts';
import { printPython } from './python-value.ts';
import type { PythonPrecedents } from './python-precedents.ts';
import type { PythonFound, PythonOutcome, PythonPlan } from './python-replay.ts';

/** What the patched code does with a call that worked. */
export function judgeWorkingPython({ outcome }: PythonFound, patched: PythonOutcome): Judgement {
  if (isOfAbsent(outcome)) return { verdict: 'silent', reason: ABSENT };
  if (isSame(outcome, patched)) return asserted(`it gives ${printed(patched)} as before`);
  if (outcome.reached !== true) return open('a call that does not pass the failing place changes');
  return refuted(`a call that worked before changes: ${printed(outcome)} becomes ${printed(patched)}`);
}

/** What the patched code does with the call that failed. */
export function judgeFailingPython(
  found: PythonFound,
  patched: PythonOutcome,
  context: {
    readonly plan: PythonPlan;
    readonly examples: readonly PythonFound[];
    readonly precedents: PythonPrecedents;
  },
): Judgement {
  const { error } = patched;
  if (patched.end === 'hung' || patched.end === 'exited')
    return refuted(`the call that failed now ends as "${patched.end}"`);
  if (error != null) return judgeError(found, error, context.plan);
  if (mentionsNone(patched.result) && !context.examples.some(({ outcome }) => mentionsNone(outcome.result)))
    return refuted(`the result carries a missing value: ${printed(patched)}`);
  if (!keepsWork(found, patched)) return open('what the code does whatever the value is, is no longer done');
  if (isOfAbsent(patched)) return open(ABSENT);
  const because = attestation(found, patched, context.precedents);
  if (because !== null) return asserted(`the failing call gives ${printed(patched)}: ${because}`);
  return open(`nothing in the repository shows that ${printed(patched)} is the right result`);
}

function judgeError(
  found: PythonFound,
  error: NonNullable<PythonOutcome['error']>,
  plan: PythonPlan,
): Judgement {
  const told = `${error.type}: ${error.message}`;
  if (error.type === plan.error.type && error.message === found.outcome.error?.message)
    return refuted(`${STILL_THROWN}: ${told}`);
  if (error.answered || (error.raised && isOfAnswer(found)))
    return asserted(`the failing call ends with the status of the answer: ${told}`);
  if (error.raised)
    return open(`the code now raises an error of its own, and nothing shows that this is right: ${told}`);
  return refuted(`the call that failed now fails in another way: ${told}`);
}

/** The cause lies in what another server answered. */
function isOfAnswer({ scenario }: PythonFound): boolean {
  return text(scenario).includes('"$":"answer","failed":true');
}

/** Calls and changes that are the same whatever the value is, and those made before the failure, are still made. */
function keepsWork(
  { outcome, relatives, path }: PythonFound,
  { effects = [], after = [] }: PythonOutcome,
): boolean {
  const others = relatives
    .filter(
      ({ relation, outcome: { end } }) =>
        end === 'returned' && relation !== 'left_out' && relation !== 'elsewhere',
    )
    .map((one) => one.outcome);
  const [first, ...rest] = others;
  const inAll = (first?.effects ?? []).filter((effect) =>
    rest.every((one) => has(one.effects ?? [], effect)),
  );
  if (![...(outcome.effects ?? []), ...inAll].every((effect) => has(effects, effect))) return false;
  return (first?.after ?? []).every((value, index) => {
    const isAlways = rest.every((one) => text(one.after?.[index]) === text(value));
    return index === path?.[0] || !isAlways || text(after[index]) === text(value);
  });
}

/** Why the result is right; null when nothing shows it. */
function attestation(
  { relatives }: PythonFound,
  patched: PythonOutcome,
  precedents: PythonPrecedents,
): string | null {
  const { result } = patched;
  const gives = (relation: 'empty' | 'left_out' | 'elsewhere'): boolean =>
    relatives.some(
      (one) =>
        one.relation === relation &&
        one.outcome.end === 'returned' &&
        text(one.outcome.result) === text(result),
    );
  if (gives('elsewhere')) return 'the code gives the same on a machine that reads files as UTF-8';
  if (gives('left_out')) return WITHOUT_ITEM;
  if (gives('empty')) return FOR_EMPTY;
  const others = relatives.filter(({ relation }) => relation === 'given' || relation === 'varied');
  const isSameForAll =
    others.length >= 3 &&
    others.every(({ outcome }) => outcome.end === 'returned' && text(outcome.result) === text(result));
  if (isSameForAll && typeof result !== 'boolean' && result !== null) return INDEPENDENT;
  const printedResult = printPython(result);
  if (typeof result !== 'boolean' && printedResult !== null && precedents.results.includes(printedResult))
    return 'the same function gives it where there is nothing';
  return precedents.isDefaultAlike ? 'the file takes the same default for the same key' : null;
}

const ABSENT = 'the result comes from a package that is not installed';

/** A stand-in of `absent.py` gives the same whatever it is given. */
function isOfAbsent({ result }: PythonOutcome): boolean {
  return text(result).includes('"$":"Absent"');
}

function mentionsNone(result: unknown): boolean {
  return typeof result === 'string' && /\bNone\b|\bnan\b/.test(result);
}

function has(effects: readonly unknown[], effect: unknown): boolean {
  return effects.some((one) => text(one) === text(effect));
}

function text(value: unknown): string {
  return JSON.stringify(value) ?? '';
}

function printed({ end, error, result }: PythonOutcome): string {
  if (error != null) return `${error.type}: ${error.message}`;
  if (end !== 'returned') return end;
  return (printPython(result) ?? text(result)).slice(0, 200);
}

const asserted = (reason: string): Judgement => ({ verdict: 'asserted', reason });
const refuted = (reason: string): Judgement => ({ verdict: 'refuted', reason });
const open = (reason: string): Judgement => ({ verdict: 'open', reason });
