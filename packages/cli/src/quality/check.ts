import { runStep, type Step } from './step.ts';

/** Fast checks, in the order in which their messages help most. */
export const CHECKS: readonly Step[] = [
  // TypeScript 7 checks, 6 only builds the SDK's declarations (docs/decisions/toolchain.md).
  { name: 'types', command: ['node', 'node_modules/typescript-7/bin/tsc', '-p', 'tsconfig.json'] },
  { name: 'lint', command: ['oxlint', '--type-aware', 'packages', 'collector', 'analyzer', 'benchmarks'] },
  { name: 'format', command: ['oxfmt', '--check', '.'] },
  { name: 'unused code', command: ['knip'] },
];

export async function check(): Promise<void> {
  const results = await runChecks();
  const failed = results.filter((passed) => !passed).length;
  process.stdout.write(`\n${results.length - failed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}

/** Runs all, also after a failure: one run shows everything. */
export async function runChecks(): Promise<boolean[]> {
  const results: boolean[] = [];
  for (const step of CHECKS) results.push(await runStep(step));
  return results;
}
