import type { FixCandidate } from '../analyze/diagnosis.ts';
import { parseSource } from '../analyze/syntax/parse-source.ts';
import { addFile } from './apply-edits.ts';
import { VERIFY_LIMITS } from './limits.ts';
import { isModule } from './make-plan.ts';
import type { BaseRequest } from './prepare-base.ts';
import { placeOfTest } from './place-of-test.ts';
import { printSummary } from './print-shape.ts';
import type { Plan } from './replay/plan.ts';
import type { Judged } from './verify-candidate.ts';
import { findTestCommand } from './run-tests.ts';
import { writeTest } from './write-test.ts';

/** A test file a fix can carry, as a path from the repository's root. */
export type RegressionTest = { readonly path: string; readonly text: string };

export type RegressionSubject = {
  readonly request: BaseRequest;
  readonly plan: Plan;
  readonly candidate: FixCandidate;
  readonly failing: readonly Judged[];
  readonly working: readonly Judged[];
  readonly patchedDirectory: string;
};

/** Runners whose tests this file can write and run one at a time. */
const NODE_TEST = /\bnode\b[^&|;]*\s--test\b/;

/** Writes the replay as a test, and keeps it only when it fails without the change and passes with it. */
export async function proveRegressionTest(subject: RegressionSubject): Promise<RegressionTest | null> {
  const { request, plan, failing, working } = subject;
  const command = await findTestCommand(request.code, request.testCommand);
  if (command === null || !NODE_TEST.test(command)) return null;
  const bad = failing.find(
    ({ found, judgement }) =>
      !found.instrumented &&
      judgement.verdict === 'asserted' &&
      plan.entries[found.scenario.entry]?.exported === true,
  );
  const entry = bad === undefined ? undefined : plan.entries[bad.found.scenario.entry];
  if (bad === undefined || entry === undefined) return null;
  const good = working.find(
    ({ found, judgement, patched }) =>
      !found.instrumented &&
      judgement.verdict === 'asserted' &&
      found.scenario.entry === bad.found.scenario.entry &&
      printSummary(patched.result) !== 'undefined',
  );
  const text = request.code.sources.get(entry.module);
  const file = text === undefined ? null : parseSource(entry.module, text);
  if (file === null) return null;
  const module = await isModule(request.code, file);
  const path = placeOfTest(request.code.files, entry.module, module);
  const test = { path, text: writeTest({ path, entry, plan, isModule: module, bad, good: good ?? null }) };
  return (await holds(subject, test)) ? test : null;
}

async function holds(
  { request, patchedDirectory }: RegressionSubject,
  test: RegressionTest,
): Promise<boolean> {
  const worktree = await request.code.repository.worktree(request.code.commit);
  try {
    await addFile(worktree.path, test.path, test.text);
    await addFile(patchedDirectory, test.path, test.text);
    const [before, after] = [
      await runOne(request, worktree.path, test),
      await runOne(request, patchedDirectory, test),
    ];
    return (
      before.exitCode !== 0 &&
      !before.timedOut &&
      before.output.includes(request.error.type) &&
      after.exitCode === 0
    );
  } finally {
    await worktree.remove();
  }
}

function runOne(request: BaseRequest, directory: string, test: RegressionTest) {
  const command = ['node', '--test', test.path];
  return request.sandbox.run({ directory, command, timeoutMs: VERIFY_LIMITS.replayTimeoutMs });
}
