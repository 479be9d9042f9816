import type { FixCandidate } from '../../analyze/diagnosis.ts';
import { pythonLine } from '../../analyze/python/parse-python.ts';
import type { CaseCode } from '../../evidence/case.ts';
import { IN_CALLER, patchesCaller } from '../caller-patch.ts';
import { behaviorProblem, type JudgedCall, type PatchedReplay } from '../decide.ts';
import { restsOnFunction } from '../attest.ts';
import { leavesOut } from '../handed-in.ts';
import { STILL_THROWN } from '../judge-replay.ts';
import { logOfCalls } from '../log-of-calls.ts';
import type { ReplayPlace } from '../run-program.ts';
import { stepOf } from '../step.ts';
import { judgeFailingPython, judgeWorkingPython } from './judge-python.ts';
import { printCall, stackOf, type PythonBase } from './prepare-python.ts';
import type { PythonEntry } from './python-entry.ts';
import { pythonPrecedents } from './python-precedents.ts';
import { replayPython, type PythonFound, type PythonOutcome } from './python-replay.ts';

/** A judged call with what both sides did. */
export type JudgedPythonCall = JudgedCall & { readonly call: PythonFound; readonly patched: PythonOutcome };
export type PatchedPython = PatchedReplay & {
  readonly failing: readonly JudgedPythonCall[];
  readonly working: readonly JudgedPythonCall[];
};

/** Repeats the calls that were found on the patched checkout. */
export async function replayPatchedPython(
  place: ReplayPlace,
  base: PythonBase,
  { edits, code }: Pick<FixCandidate, 'edits'> & { readonly code: CaseCode },
): Promise<PatchedPython> {
  const { plan, failing, working, entry } = base;
  const calls = [...failing, ...working];
  const { result, run, command } = await replayPython(
    place,
    plan,
    calls.map(({ scenario }) => scenario),
  );
  if (result === null) {
    const log = `The replay ended without an answer.\n${run.output}`;
    return {
      failing: [],
      working: [],
      steps: [stepOf('reproduce_with_fix', { status: 'failed', log, command, run })],
    };
  }
  const precedents = pythonPrecedents(entry, plan.crash.line, edits);
  const context = { plan, examples: working, precedents };
  const judge = (call: PythonFound, index: number): JudgedPythonCall[] => {
    const patched = result[index];
    if (patched === undefined) return [];
    const judgement =
      index < failing.length ? judgeFailingPython(call, patched, context) : judgeWorkingPython(call, patched);
    return [{ call, patched, judgement, found: factsOf(call) }];
  };
  const isInCaller = patchesCaller(code, edits);
  const judged = calls.flatMap(judge).map((one) => (isInCaller ? openInCaller(one) : one));
  const found = {
    failing: handedInOpen(base, code, elsewhereOpen(judged.filter(({ call }) => failing.includes(call)))),
    working: judged.filter(({ call }) => working.includes(call)),
  };
  const told = (all: readonly JudgedPythonCall[]): string =>
    logOfCalls(
      all.map(({ judgement, call, patched }) => ({
        judgement,
        log: `${printCall(plan, call.scenario)}\n${stackOf(patched)}`,
      })),
    );
  const gone = found.failing.every(({ judgement }) => judgement.verdict !== 'refuted');
  const shown = behaviorProblem(found) === null;
  const ran = { run, command };
  const steps = [
    stepOf('reproduce_with_fix', { ...ran, status: gone ? 'passed' : 'failed', log: told(found.failing) }),
    stepOf('behavior', { ...ran, status: shown ? 'passed' : 'failed', log: told(judged) }),
  ];
  return { ...found, steps };
}

/**
 * The event tells the line and not the expression on it. Where one of several that raise the same is repaired, the
 * others do not speak against the patch; they keep it from being proven.
 */
function elsewhereOpen(failing: readonly JudgedPythonCall[]): readonly JudgedPythonCall[] {
  const columnOf = ({ call }: JudgedPythonCall): number | null => call.outcome.error?.column ?? null;
  const stillThrown = new Set(
    failing.filter(({ judgement }) => judgement.verdict === 'refuted').map(columnOf),
  );
  if (failing.every((one) => stillThrown.has(columnOf(one)))) return failing;
  const reason = 'another expression of the line still raises the same error';
  return failing.map((one) =>
    one.judgement.verdict === 'refuted' && one.judgement.reason.startsWith(STILL_THROWN)
      ? { ...one, judgement: { verdict: 'open', reason } }
      : one,
  );
}

function openInCaller(one: JudgedPythonCall): JudgedPythonCall {
  if (!one.judgement.reason.startsWith(STILL_THROWN)) return one;
  return { ...one, judgement: { verdict: 'open', reason: IN_CALLER } };
}

/** As `handedInBy` of the JavaScript replay: an argument that is None because its caller wrote it down. */
function handedInOpen(
  { entry, plan }: PythonBase,
  code: CaseCode,
  failing: readonly JudgedPythonCall[],
): readonly JudgedPythonCall[] {
  const rests = ({ judgement: { verdict, reason } }: JudgedPythonCall): boolean =>
    verdict === 'asserted' && restsOnFunction(reason);
  const shown = failing.filter(rests);
  const isWhole = shown.every(({ call }) => call.scenario.arguments.includes(null));
  const position = shown[0]?.call.scenario.arguments.indexOf(null) ?? -1;
  const caller = code.frames.find(({ path, line }) => path !== entry.module || !isInside(entry, line));
  if (!isWhole || position < 0 || caller === undefined) return failing;
  if (leavesOut(code, caller, { name: plan.names.at(-1) ?? '', position })) return failing;
  const reason = `the missing value is handed in by ${caller.path}:${caller.line}, and nothing shows what should happen there`;
  return failing.map((one) => (rests(one) ? { ...one, judgement: { verdict: 'open', reason } } : one));
}

function isInside({ file, node }: PythonEntry, line: number): boolean {
  return pythonLine(file, node) <= line && line <= pythonLine(file, { from: node.to });
}

function factsOf({ captured, outcome }: PythonFound): JudgedCall['found'] {
  return { captured, assumed: [], scenario: { entry: 0 }, outcome: { reached: outcome.reached === true } };
}
