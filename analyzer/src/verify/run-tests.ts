import type { Sandbox, SandboxResult } from '@bugsage/backends';
import { VERIFY_LIMITS } from './limits.ts';
import { parseTestResults, type TestResults } from './test-results.ts';
import { inFolder, type Toolchain } from './toolchain.ts';

export type TestRun = {
  readonly command: string;
  readonly run: SandboxResult;
  readonly results: TestResults | null;
};

/** The tests before the change, run twice to know which failures come and go. */
export type BaseTests = {
  readonly runs: readonly TestRun[];
  readonly green: boolean;
  /** Tests that failed in one run and passed in the other. */
  readonly flaky: readonly string[];
  /** Tests that failed in any run: what they do later is not blamed on a change. */
  readonly failing: readonly string[];
};

export async function runTests(
  sandbox: Sandbox,
  directory: string,
  toolchain: Toolchain & { readonly testCommand: string },
): Promise<TestRun> {
  const run = await sandbox.run({
    directory,
    command: ['sh', '-c', inFolder(toolchain, toolchain.testCommand)],
    timeoutMs: VERIFY_LIMITS.testsTimeoutMs,
    environment: { npm_lifecycle_event: 'test', PYTHONDONTWRITEBYTECODE: '1' },
  });
  return { command: toolchain.testCommand, run, results: parseTestResults(run.output) };
}

/** Twice, unless they pass and take so long that a second look costs more than it tells. */
export async function runBaseTests(
  sandbox: Sandbox,
  directory: string,
  toolchain: Toolchain & { readonly testCommand: string },
): Promise<BaseTests> {
  const first = await runTests(sandbox, directory, toolchain);
  const passed = first.run.exitCode === 0;
  if (passed && first.run.durationMs > VERIFY_LIMITS.secondRunMsMax)
    return { runs: [first], green: true, flaky: [], failing: [] };
  const second = await runTests(sandbox, directory, toolchain);
  const [before, after] = [first.results?.failing ?? [], second.results?.failing ?? []];
  const failing = [...new Set([...before, ...after])];
  const flaky = failing.filter((name) => before.includes(name) !== after.includes(name));
  return { runs: [first, second], green: passed || second.run.exitCode === 0, flaky, failing };
}

/** Stands for the tests of a run that names none. */
export const WHOLE_COMMAND = 'the test command';

/** Tests that the change broke; null when the outputs cannot tell. */
export function newFailures(base: BaseTests, after: TestRun): readonly string[] | null {
  if (after.run.exitCode === 0) return [];
  const names = after.results?.failing ?? [];
  if (names.length === 0) return base.green ? [WHOLE_COMMAND] : null;
  return names.filter((name) => !base.failing.includes(name));
}
