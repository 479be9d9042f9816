import type { SandboxResult } from '@bugsage/backends';
import type { VerificationStep } from '@bugsage/core';
import { VERIFY_LIMITS } from './limits.ts';
import type { ReplayPlace } from './run-program.ts';
import { stepOf } from './step.ts';
import { inFolder, type Toolchain } from './toolchain.ts';

export type CheckKind = 'types' | 'lint';

/** One run of a checker. `problems` have no positions, so that a moved line is no new problem. */
export type CheckRun = {
  readonly command: string;
  readonly run: SandboxResult;
  readonly problems: readonly string[];
};

/** What the checkers say without the change; null where there is none, or it is not installed. */
export type BaseChecks = {
  readonly runs: Readonly<Record<CheckKind, CheckRun | null>>;
  readonly steps: readonly VerificationStep[];
};

/** The same after the change, with what is new. */
export type PatchedChecks = {
  readonly fresh: Readonly<Record<CheckKind, readonly string[]>>;
  readonly ran: Readonly<Record<CheckKind, boolean>>;
  readonly steps: readonly VerificationStep[];
};

const KINDS = ['types', 'lint'] as const;
/** What a shell answers when the program is not there. */
const NOT_FOUND = 127;
const PROBLEMS_MAX = 2000;

export async function runBaseChecks(place: ReplayPlace, toolchain: Toolchain): Promise<BaseChecks> {
  const runs: Record<CheckKind, CheckRun | null> = { types: null, lint: null };
  const steps: VerificationStep[] = [];
  for (const kind of KINDS) {
    const ran = await runCheck(place, toolchain, kind);
    if (ran === null) continue;
    const usable = ran.run.exitCode !== NOT_FOUND && ran.run.exitCode !== null;
    runs[kind] = usable ? ran : null;
    const log = usable
      ? ran.run.output
      : `It could not be run and says nothing of the fix.\n${ran.run.output}`;
    const status = !usable ? 'skipped' : ran.run.exitCode === 0 ? 'passed' : 'failed';
    steps.push(stepOf(`${kind}_on_base`, { status, log, command: ran.command, run: ran.run }));
  }
  return { runs, steps };
}

export async function runPatchedChecks(
  place: ReplayPlace,
  toolchain: Toolchain,
  base: BaseChecks,
): Promise<PatchedChecks> {
  const fresh: Record<CheckKind, readonly string[]> = { types: [], lint: [] };
  const ran = { types: false, lint: false };
  const steps: VerificationStep[] = [];
  for (const kind of KINDS) {
    const before = base.runs[kind];
    const after = before === null ? null : await runCheck(place, toolchain, kind);
    if (before === null || after === null) continue;
    ran[kind] = true;
    fresh[kind] = newProblems(before, after);
    steps.push(
      stepOf(`${kind}_with_fix`, {
        status: fresh[kind].length === 0 ? 'passed' : 'failed',
        log: [...fresh[kind].map((problem) => `New: ${problem}`), after.run.output].join('\n'),
        command: after.command,
        run: after.run,
      }),
    );
  }
  return { fresh, ran, steps };
}

async function runCheck(
  { sandbox, directory }: ReplayPlace,
  toolchain: Toolchain,
  kind: CheckKind,
): Promise<CheckRun | null> {
  const command = kind === 'types' ? toolchain.typeCommand : toolchain.lintCommand;
  if (command === null) return null;
  const run = await sandbox.run({
    directory,
    command: ['sh', '-c', inFolder(toolchain, command)],
    timeoutMs: VERIFY_LIMITS.checkTimeoutMs,
  });
  return { command, run, problems: problemsOf(run.output) };
}

/** Every problem as often as it is new: two of a kind where there was one are one new. */
export function newProblems(before: Pick<CheckRun, 'problems' | 'run'>, after: typeof before): string[] {
  const known = new Map<string, number>();
  for (const problem of before.problems) known.set(problem, (known.get(problem) ?? 0) + 1);
  const fresh = after.problems.filter((problem) => {
    const left = known.get(problem) ?? 0;
    known.set(problem, left - 1);
    return left <= 0;
  });
  const failsNow = before.run.exitCode === 0 && after.run.exitCode !== 0;
  return fresh.length === 0 && failsNow ? ['the command fails'] : fresh;
}

/**
 * `src/a.ts(3,5): error TS2551: ...` and the rows of linters below the name of their file, without the numbers of lines
 * and columns.
 */
export function problemsOf(output: string): string[] {
  const problems: string[] = [];
  let file = '';
  for (const line of output.split('\n')) {
    const text = line.trim();
    if (/^[\w./@\\-]+\.\w+$/.test(text)) file = text;
    if (!/\b(?:error|warning|warn)\b/i.test(text) || /^(?:✖|×|Found )/.test(text)) continue;
    const plain = text.replaceAll(/\(\d+,\d+\)|:\d+:\d+|^\d+:\d+/g, '').replaceAll(/\s+/g, ' ');
    problems.push(/^\d+:\d+/.test(text) ? `${file}: ${plain.trim()}` : plain.trim());
    if (problems.length >= PROBLEMS_MAX) break;
  }
  return problems;
}
