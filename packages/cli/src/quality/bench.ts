import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BugSageError } from '@bugsage/core';
import { NODE_FLAGS } from '@bugsage/core/node-flags';
import { REPOSITORY_ROOT, runStep } from './step.ts';

/** Runs `benchmarks/<name>/main.ts`; what stands after the name goes to it. */
export async function bench(name: string, options: readonly string[] = []): Promise<void> {
  const file = join(REPOSITORY_ROOT, 'benchmarks', name, 'main.ts');
  if (!/^[a-z0-9-]+$/.test(name) || !existsSync(file)) {
    throw new BugSageError({
      kind: 'invalid_input',
      code: 'unknown_benchmark',
      message: `There is no benchmark named ${JSON.stringify(name)}. Folders of benchmarks/ are the names.`,
    });
  }
  const passed = await runStep({
    name: `benchmark ${name}`,
    command: ['node', ...NODE_FLAGS, file, ...options],
  });
  process.exitCode = passed ? 0 : 1;
}
