import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { runChecks } from './check.ts';
import { ensureServices } from './services.ts';
import { REPOSITORY_ROOT, runStep, type Step } from './step.ts';

const SDK = join(REPOSITORY_ROOT, 'packages', 'sdk');
const PLUGIN = join(REPOSITORY_ROOT, 'packages', 'bundler-plugin');

/** What is published must build, be understood by every resolver, and stay small. */
const PUBLISHED: readonly Step[] = [
  { name: 'SDK build', command: ['pnpm', 'run', 'build'], directory: SDK },
  { name: 'SDK package', command: ['pnpm', 'run', 'check-package'], directory: SDK },
  { name: 'SDK size', command: ['pnpm', 'run', 'size'], directory: SDK },
  { name: 'plugin package', command: ['pnpm', 'run', 'check-package'], directory: PLUGIN },
];

const reportSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  success: z.boolean(),
});

/** Every check and test, then one closing line of the real counts; each check counts as one test. */
export async function test(): Promise<void> {
  await ensureServices();
  const checks = await runChecks();
  for (const step of PUBLISHED) checks.push(await runStep(step));
  const tests = await runVitest();
  const failedChecks = checks.filter((passed) => !passed).length;
  const passed = checks.length - failedChecks + tests.numPassedTests;
  // A suite that could not even start has no failed test; it must not pass for that.
  const failed = failedChecks + Math.max(tests.numFailedTests, tests.success ? 0 : 1);
  const skipped = tests.numPendingTests === 0 ? '' : `, ${tests.numPendingTests} skipped`;
  process.stdout.write(`\n${passed} passed, ${failed} failed${skipped}\n`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}

async function runVitest(): Promise<z.infer<typeof reportSchema>> {
  const directory = await mkdtemp(join(tmpdir(), 'bugsage-test-'));
  const report = join(directory, 'report.json');
  try {
    const command = [
      'vitest',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ] as const;
    await runStep({ name: 'tests', command: [...command] });
    return reportSchema.parse(JSON.parse(await readFile(report, 'utf8')));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
