import type { FileEdit } from '../analyze/diagnosis.ts';
import { parseSource, positionOf } from '../analyze/syntax/parse-source.ts';
import type { Judged } from './decide.ts';
import { FAILS_ELSEWHERE, STILL_THROWN } from './judge-replay.ts';
import { VERIFY_LIMITS } from './limits.ts';
import type { BaseRequest } from './prepare-base.ts';
import { isSameFailure } from './replay/crash-place.ts';
import { errorKeyOf, isSameError } from './replay/error-key.ts';
import type { Outcome, Plan, Scenario } from './replay/plan.ts';
import { printShape } from './print-shape.ts';
import { runReplay, runSearch } from './replay-folder.ts';
import type { ReplayPlace } from './run-program.ts';
import { isSane } from './sensible.ts';

const CANNOT_TELL =
  'with other arguments the call still fails, and nothing shows which arguments production had';

/** True for the reason of a call that `openByMended` opened. */
export function isMendedReason(reason: string): boolean {
  return reason.endsWith(CANNOT_TELL);
}

/** True where the patch would be refuted by made-up calls only, and those may be of the wrong kind. */
export function mayBeOfWrongKind(
  failing: readonly Judged[],
  working: readonly Judged[],
  isInCaller: boolean,
): boolean {
  const wrong = failing.filter((each) => isStillThrown(each) || failsElsewhere(each));
  if (wrong.length === 0 || failing.some(({ found }) => found.captured)) return false;
  // Where code was never seen to work on real values, what its arguments have to be was never seen either.
  const works = working.some(({ found }) => found.outcome.reached && found.assumed.length === 0);
  return isInCaller || !works;
}

/**
 * A call, as text, that fails without the change as production did and comes through the failing place with it; null
 * when none is found. Arguments are inferred from the code that reads them: for code that never worked they are learned
 * anew from the changed one.
 */
export async function findMendedCall(
  place: ReplayPlace,
  request: BaseRequest,
  plans: { readonly base: Plan; readonly patched: Plan; readonly edits: readonly FileEdit[] },
): Promise<string | null> {
  const { code, sandbox } = request;
  const plan = withCrashMoved(plans.patched, plans.base, plans.edits);
  const searched = await runSearch(place, {
    ...plan,
    willing: true,
    budgetMs: VERIFY_LIMITS.mendedBudgetMs,
  });
  const works = (searched.result?.working ?? []).filter(
    ({ outcome, instrumented }) => outcome.reached && !instrumented && isSane(outcome.result),
  );
  if (works.length === 0) return null;
  const worktree = await code.repository.worktree(code.commit);
  try {
    const runs = works.map(({ scenario }) => ({ scenario, instrumented: false }));
    const { result } = await runReplay({ sandbox, directory: worktree.path }, plans.base, runs);
    const mended = works.find((_, index) => failsOnBase(result?.[index], plans.base));
    return mended === undefined ? null : printedCall(plans.base, mended.scenario);
  } finally {
    await worktree.remove();
  }
}

function printedCall(plan: Plan, scenario: Scenario): string {
  const values = scenario.arguments.map((shape) => printShape(shape)).join(', ');
  const text = `${plan.entries[scenario.entry]?.label ?? 'the call'}(${values})`.replaceAll(/\s+/g, ' ');
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

function failsOnBase(outcome: Outcome | undefined, plan: Plan): boolean {
  return outcome !== undefined && isSameFailure(outcome, plan);
}

/** Calls with made-up arguments that fail as before do not refute a patch that mends another one. */
export function openByMended(judged: Judged, expected: Plan['expected'], mended: string): Judged {
  const { found, base, patched, judgement } = judged;
  if (judgement.verdict !== 'refuted' || found.captured) return judged;
  const workedBefore = base.end === 'returned';
  const isExpected = patched.errors.some(({ type, message }) =>
    isSameError(expected, errorKeyOf(type, message)),
  );
  const mayNotTell = workedBefore && (isExpected || found.assumed.length > 0);
  if (!isStillThrown(judged) && !failsElsewhere(judged) && !mayNotTell) return judged;
  return {
    ...judged,
    judgement: { verdict: 'open', reason: `the error is gone for ${mended}; ${CANNOT_TELL}` },
  };
}

/** What comes after the failing place never ran before, so that nothing was learned of the values it needs. */
function failsElsewhere({ judgement: { verdict, reason } }: Judged): boolean {
  return verdict === 'refuted' && reason.startsWith(FAILS_ELSEWHERE);
}

function isStillThrown({ judgement: { verdict, reason } }: Judged): boolean {
  return verdict === 'refuted' && reason.startsWith(STILL_THROWN);
}

/** The plan with the failing expression where the change moved it. */
function withCrashMoved(plan: Plan, base: Plan, edits: readonly FileEdit[]): Plan {
  const { module, offset } = base.crash;
  const edit = edits.find(({ path }) => path === module);
  if (edit === undefined) return plan;
  const { before, after } = edit;
  let from = 0;
  while (from < offset && before[from] === after[from]) from += 1;
  const moved = from === offset ? offset : offset + after.length - before.length;
  const file = parseSource(module, after);
  if (file === null || moved < 0) return plan;
  const { line } = positionOf(file, moved);
  return { ...plan, crash: { ...base.crash, offset: moved, instrumentedOffset: moved, line } };
}
