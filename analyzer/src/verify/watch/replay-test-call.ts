import type { FixCandidate } from '../../analyze/diagnosis.ts';
import { applyEdits } from '../apply-edits.ts';
import { touchesFunctionAt } from '../caller-patch.ts';
import { behaviorProblem, type JudgedCall, type PatchedReplay } from '../decide.ts';
import { logOfCalls } from '../log-of-calls.ts';
import type { BaseRequest } from '../prepare-base.ts';
import { NO_PRECEDENTS, precedentsOf } from '../precedents.ts';
import { stepOf } from '../step.ts';
import type { Toolchain } from '../toolchain.ts';
import type { TestCall } from './find-test-call.ts';
import { forcedCall } from './force-each.ts';
import { judgeForced, judgePlain, unclear, type JudgedTestCall } from './judge-test-call.ts';
import { laterFailure } from './later-failure.ts';
import { patchedOwner } from './patched-owner.ts';
import type { WatchSettings } from './program/report.ts';
import { runWatched, type WatchedRun } from './run-watched.ts';
import { watchedFile } from './watched-files.ts';

/** Makes the call of a test that fails without the change once more with it, and all others that its tests make. */
export async function replayTestCall(
  request: BaseRequest,
  toolchain: Toolchain,
  found: TestCall,
  { edits }: FixCandidate,
): Promise<PatchedReplay> {
  const { code, sandbox } = request;
  const owner = patchedOwner(found.missing.file, found.missing.owner, edits);
  if (owner === null)
    return told([
      unclear('the change rewrites the function that is called, so that its calls cannot be compared'),
    ]);
  const worktree = await code.repository.worktree(code.commit);
  try {
    await applyEdits(worktree.path, edits);
    const place = { sandbox, directory: worktree.path };
    const call = { owner: owner.owner, absence: found.missing.absence, expression: null };
    const files = [await watchedFile(code, owner.file, { call, crash: null })];
    const { command } = found;
    const only = found.plain.calls.map(({ call: number }) => number);
    const run = (force: WatchSettings['force']): Promise<WatchedRun | null> =>
      runWatched({ place, toolchain, command, files, keep: [], only, force });
    const runs: WatchedRun[] = [];
    for (const { force } of [...found.forced, { force: null }]) {
      const ran = await run(force);
      if (ran === null) return told([unclear('the tests did not come to their end with the change')]);
      runs.push(ran);
    }
    const plain = runs.slice(-1);
    const isWorse = found.plain.exitCode === 0 && plain.some(({ exitCode }) => exitCode !== 0);
    const again = isWorse ? await run(null) : null;
    const known = {
      found,
      precedents: precedentsFor(request, found, edits),
      isInReach: isInReach(request, found, edits),
    };
    const stack = code.frames.map(({ path }) => path);
    const failing = found.forced.map((forced, index) => {
      const ran = runs[index];
      const patched = ran === undefined ? null : forcedCall(ran, forced.given);
      const outputs = { forced: ran?.output ?? '', plain: plain[0]?.output ?? '' };
      const isTestKept = ran !== undefined && plain.every(({ exitCode }) => exitCode === ran.exitCode);
      return judgeForced({ ...known, forced, patched, later: laterFailure(outputs, stack), isTestKept });
    });
    const working = judgePlain(found, again === null ? plain : [...plain, again]);
    // How the test ends says nothing here: its own assertions may well fail while the value is missing.
    const [first] = runs;
    return told(failing, working, {
      command,
      run: first === undefined ? null : { ...first, exitCode: null },
    });
  } finally {
    await worktree.remove();
  }
}

/** Whether the change is made where the value was taken away, or where it fails. */
function isInReach(
  { code }: BaseRequest,
  { missing, crash }: TestCall,
  edits: FixCandidate['edits'],
): boolean {
  const places = [
    { path: crash.file.path, line: crash.line },
    { path: missing.file.path, line: missing.line },
  ];
  return places.some((place) => touchesFunctionAt(code, edits, place));
}

function precedentsFor({ code }: BaseRequest, { crash }: TestCall, edits: FixCandidate['edits']) {
  const [frame] = code.frames;
  if (frame === undefined) return NO_PRECEDENTS;
  return precedentsOf({ file: crash.file, place: frame, expected: crash.expected, edits, pathsOnly: true });
}

function told(
  failing: readonly JudgedTestCall[],
  working: readonly JudgedTestCall[] = [],
  ran: Pick<Parameters<typeof stepOf>[1], 'run' | 'command'> = {},
): PatchedReplay {
  const calls = { failing: failing.map(asJudgedCall), working: working.map(asJudgedCall) };
  const isGone = failing.every(({ judgement }) => judgement.verdict !== 'refuted');
  const isShown = behaviorProblem(calls) === null;
  const steps = [
    stepOf('reproduce_with_fix', { ...ran, status: isGone ? 'passed' : 'failed', log: logOfCalls(failing) }),
    stepOf('behavior', {
      ...ran,
      status: isShown ? 'passed' : 'failed',
      log: logOfCalls([...working, ...failing]),
    }),
  ];
  return { ...calls, steps };
}

/** Calls of tests are none of the entries that generated calls have. */
const TEST_ENTRY = -1;

function asJudgedCall({ judgement }: JudgedTestCall): JudgedCall {
  const found = { captured: false, assumed: [], scenario: { entry: TEST_ENTRY }, outcome: { reached: true } };
  return { judgement, found };
}
