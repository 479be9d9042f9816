import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaultResult, FaultVerdict } from './fault-result.ts';
import { REPOSITORY_ROOT, runStep } from './step.ts';

const RESULT_FILE = join(REPOSITORY_ROOT, 'benchmarks', 'results', 'faults.json');

/**
 * The fault suite alone. `full` repeats every fault and keeps what it found; the smoke part is what `npm test` runs too.
 */
export async function testFaults(options: { readonly smoke?: boolean }): Promise<void> {
  const mode = options.smoke === true ? 'smoke' : 'full';
  const folder = await mkdtemp(join(tmpdir(), 'bugsage-faults-'));
  const verdicts = join(folder, 'verdicts');
  process.env['BUGSAGE_FAULTS'] = mode;
  process.env['BUGSAGE_FAULTS_VERDICTS'] = verdicts;
  const startedAt = performance.now();
  const passed = await runStep({
    name: `faults (${mode})`,
    // One at a time: what one fault slows down must not be taken for another's effect.
    command: [
      'vitest',
      'run',
      'packages/cli/test/faults',
      'packages/cli/test/mutants',
      '--no-file-parallelism',
    ],
  });
  if (mode === 'full')
    await keepResult({ verdicts, passed, minutes: (performance.now() - startedAt) / 60_000 });
  await rm(folder, { recursive: true });
  process.exitCode = passed ? 0 : 1;
}

async function keepResult(run: { verdicts: string; passed: boolean; minutes: number }): Promise<void> {
  const lines = await readFile(run.verdicts, 'utf8').catch(() => '');
  const result: FaultResult = {
    date: new Date().toISOString(),
    command: 'npm run test:faults',
    node: process.version,
    machine: `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}`,
    passed: run.passed,
    minutes: Math.round(run.minutes),
    verdicts: lines
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as FaultVerdict),
  };
  await writeFile(RESULT_FILE, `${JSON.stringify(result, null, 2)}\n`);
}
