import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Sandbox } from '@bugsage/backends';

const PROGRAM = fileURLToPath(new URL('run_tests.py', import.meta.url));
const TIMEOUT_MS = 60_000;

export type PythonFailure = {
  readonly type: string;
  readonly message: string;
  /** Outermost first. */
  readonly frames: readonly { readonly file: string; readonly line: number; readonly function: string }[];
};

/** Errors by test; null for tests that pass. */
export type PythonRun = ReadonlyMap<string, PythonFailure | null>;

export async function runPythonTests(sandbox: Sandbox, tree: string, test: string): Promise<PythonRun> {
  await copyFile(PROGRAM, join(tree, 'run_tests.py'));
  const command = ['python3', '-B', 'run_tests.py', test];
  const { output } = await sandbox.run({ directory: tree, command, timeoutMs: TIMEOUT_MS });
  const lines = output.split('\n').filter((line) => line.startsWith('{"test"'));
  return new Map(
    lines.map((line) => {
      const { test: name, error } = JSON.parse(line) as { test: string; error: PythonFailure | null };
      return [name, error] as const;
    }),
  );
}
