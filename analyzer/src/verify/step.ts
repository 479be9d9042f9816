import type { SandboxResult } from '@bugsage/backends';
import type { VerificationStep } from '@bugsage/core';
import { VERIFY_LIMITS } from './limits.ts';

/** What `passed` means, per step, for people. */
const EXPECTATIONS: Readonly<Record<VerificationStep['name'], string>> = {
  install: 'The dependencies of the lock file are there, installed without running their scripts.',
  types_on_base: 'The type checker runs before the change; what it finds here is not blamed on the fix.',
  types_with_fix: 'The type checker finds nothing that it did not find before.',
  lint_on_base:
    "The repository's linter runs before the change; what it finds here is not blamed on the fix.",
  lint_with_fix: "The repository's linter finds nothing that it did not find before.",
  parse: 'Every changed file exists in the repository and still parses.',
  tests_on_base:
    "The repository's own tests pass before the change; what fails here is not blamed on the fix.",
  reproduce: 'Without the change, a call fails with the error of the event at the same place.',
  reproduce_with_fix: 'With the change, the same call no longer fails.',
  behavior: 'Calls that worked before give the same results, and the call that failed gives a sensible one.',
  tests_with_fix: 'No test of the repository fails that passed before.',
};

export type StepOutcome = {
  readonly status: VerificationStep['status'];
  readonly log: string;
  readonly command?: string | null;
  readonly run?: Pick<SandboxResult, 'exitCode' | 'durationMs'> | null;
};

export function stepOf(name: VerificationStep['name'], outcome: StepOutcome): VerificationStep {
  return {
    name,
    status: outcome.status,
    expectation: EXPECTATIONS[name],
    command: outcome.command ?? null,
    exit_code: outcome.run?.exitCode ?? null,
    log: boundedLog(outcome.log),
    duration_ms: outcome.run?.durationMs ?? 0,
  };
}

export function boundedLog(text: string): string {
  const half = VERIFY_LIMITS.logLengthMax / 2;
  if (text.length <= VERIFY_LIMITS.logLengthMax) return text;
  return `${text.slice(0, half)}\n[${text.length - 2 * half} characters left out]\n${text.slice(-half)}`;
}
