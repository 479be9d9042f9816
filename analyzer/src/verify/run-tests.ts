import type { Sandbox, SandboxResult } from '@bugsage/backends';
import type { CaseCode } from '../evidence/case.ts';
import { VERIFY_LIMITS } from './limits.ts';
import { parseTestResults, type TestResults } from './test-results.ts';

export type TestRun = {
  readonly command: string;
  readonly run: SandboxResult;
  readonly results: TestResults | null;
};

/** The tests before the change: one run when green, two when not, to know which failures come and go. */
export type BaseTests = {
  readonly runs: readonly TestRun[];
  readonly green: boolean;
  /** Tests that failed in one run and passed in the other. */
  readonly flaky: readonly string[];
  readonly failing: readonly string[];
};

/** The asked-for command, else what `npm test` would run; null when the repository has no tests. */
export async function findTestCommand(code: CaseCode, asked: string | null): Promise<string | null> {
  if (asked !== null && asked.trim() !== '') return asked;
  const text = await code.repository.readFile(code.commit, 'package.json');
  const scripts = readScripts(text ?? '{}');
  const test = scripts['test'];
  // npm's own placeholder.
  if (test === undefined || test.includes('no test specified')) return null;
  return ['pretest', 'test', 'posttest'].flatMap((name) => scripts[name] ?? []).join(' && ');
}

export async function runTests(sandbox: Sandbox, directory: string, command: string): Promise<TestRun> {
  const run = await sandbox.run({
    directory,
    command: ['sh', '-c', command],
    timeoutMs: VERIFY_LIMITS.testsTimeoutMs,
    environment: { npm_lifecycle_event: 'test' },
  });
  return { command, run, results: parseTestResults(run.output) };
}

export async function runBaseTests(sandbox: Sandbox, directory: string, command: string): Promise<BaseTests> {
  const first = await runTests(sandbox, directory, command);
  if (first.run.exitCode === 0) return { runs: [first], green: true, flaky: [], failing: [] };
  const second = await runTests(sandbox, directory, command);
  const [before, after] = [first.results?.failing ?? [], second.results?.failing ?? []];
  const failing = [...new Set([...before, ...after])];
  const flaky = failing.filter((name) => before.includes(name) !== after.includes(name));
  return { runs: [first, second], green: second.run.exitCode === 0, flaky, failing };
}

/** Tests that the change broke; null when the outputs cannot tell. */
export function newFailures(base: BaseTests, after: TestRun): readonly string[] | null {
  if (after.run.exitCode === 0) return [];
  const names = after.results?.failing ?? [];
  if (names.length === 0) return base.green ? ['the test command'] : null;
  return names.filter((name) => !base.failing.includes(name));
}

function readScripts(text: string): Readonly<Record<string, string>> {
  try {
    const parsed: unknown = JSON.parse(text);
    const scripts = typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, 'scripts') : null;
    const entries = Object.entries((scripts ?? {}) as Record<string, unknown>);
    return Object.fromEntries(
      entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return {};
  }
}
