import type { FixCandidate } from '../analyze/diagnosis.ts';
import { scrubSecrets } from '../analyze/question/scrub-secrets.ts';
import { parseSource } from '../analyze/syntax/parse-source.ts';
import { addFile } from './apply-edits.ts';
import { VERIFY_LIMITS } from './limits.ts';
import { isModule } from './make-plan.ts';
import type { BaseRequest } from './prepare-base.ts';
import { placeOfTest } from './place-of-test.ts';
import { printSummary } from './print-shape.ts';
import type { Plan } from './replay/plan.ts';
import type { Judged } from './decide.ts';
import { testRunner } from './test-runner.ts';
import { inFolder, type TestFramework, type Toolchain } from './toolchain.ts';
import { writeTest } from './write-test.ts';

/** A test file a fix can carry, as a path from the repository's root. */
export type RegressionTest = { readonly path: string; readonly text: string };

export type RegressionSubject = {
  readonly request: BaseRequest;
  readonly plan: Plan;
  readonly toolchain: Toolchain;
  readonly candidate: FixCandidate;
  readonly failing: readonly Judged[];
  readonly working: readonly Judged[];
  readonly patchedDirectory: string;
};

/**
 * Writes the replay as a test of the repository's own framework, and keeps it only when it fails without the change and
 * passes with it.
 */
export async function proveRegressionTest(subject: RegressionSubject): Promise<RegressionTest | null> {
  const { request, plan, failing, working } = subject;
  const { framework } = subject.toolchain;
  if (framework === null || framework === 'pytest') return null;
  // Made-up values first: those of the event may be somebody's own.
  const inferredFirst = failing.toSorted(
    (left, right) => Number(left.found.captured) - Number(right.found.captured),
  );
  const bad = inferredFirst.find(
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
  const path = placeOfTest(request.code.files, entry.module, {
    isModule: module,
    isCommonJsTest: framework === 'jest' && !module,
    folder: subject.toolchain.folder,
  });
  const written = { path, entry, plan, isModule: module, framework, bad, good: good ?? null };
  const test = { path, text: writeTest(written) };
  const isOfEvent = bad.found.captured || good?.found.captured === true;
  if (isOfEvent && scrubSecrets(test.text) !== test.text) return null;
  return (await holds(subject, test, framework)) ? test : null;
}

async function holds(
  { request, toolchain, patchedDirectory }: RegressionSubject,
  test: RegressionTest,
  framework: TestFramework,
): Promise<boolean> {
  const worktree = await request.code.repository.worktree(request.code.commit);
  const command = ['sh', '-c', inFolder(toolchain, testRunner(framework, toolchain.folder, test.path))];
  const run = (directory: string) =>
    request.sandbox.run({ directory, command, timeoutMs: VERIFY_LIMITS.replayTimeoutMs });
  try {
    await addFile(worktree.path, test.path, test.text);
    await addFile(patchedDirectory, test.path, test.text);
    const [before, after] = [await run(worktree.path), await run(patchedDirectory)];
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
