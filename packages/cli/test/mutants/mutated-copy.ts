import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY_ROOT } from '../../src/quality/step.ts';
import type { Mutant } from './mutants.ts';

/** What the collector's tests need; links between the packages stay inside the copy. */
const COPIED = [
  'collector',
  'packages/core',
  'packages/stacktrace',
  'packages/fingerprint',
  'packages/backends',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
];

/** A copy of the sources to break. The working tree is never touched. */
export class MutatedCopy {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /** Runs the mutant's tests against it; without a mutant's change first, to see that they pass as they are. */
  async survives(mutant: Mutant): Promise<{ survives: boolean; output: string }> {
    const path = join(this.#root, mutant.file);
    const text = await readFile(path, 'utf8');
    const parts = text.split(mutant.from);
    if (parts.length !== 2)
      throw new Error(`${mutant.file} holds ${parts.length - 1} times what "${mutant.name}" changes.`);
    await writeFile(path, parts.join(mutant.to));
    try {
      return await this.#run(mutant.tests);
    } finally {
      await writeFile(path, text);
    }
  }

  #run(tests: string): Promise<{ survives: boolean; output: string }> {
    const vitest = join(REPOSITORY_ROOT, 'node_modules', 'vitest', 'vitest.mjs');
    const child = spawn(process.execPath, [vitest, 'run', tests, '--testTimeout=20000', '--bail=1'], {
      cwd: this.#root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], NO_COLOR: '1', BUGSAGE_TEST_RUNS: '1000' },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString('utf8');
      });
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ survives: code === 0, output }));
    });
  }

  async remove(): Promise<void> {
    await rm(this.#root, { recursive: true, force: true });
  }
}

export async function copySources(): Promise<MutatedCopy> {
  const root = await mkdtemp(join(tmpdir(), 'bugsage-mutant-'));
  for (const path of COPIED)
    await cp(join(REPOSITORY_ROOT, path), join(root, path), { recursive: true, verbatimSymlinks: true });
  await symlink(join(REPOSITORY_ROOT, 'node_modules'), join(root, 'node_modules'));
  return new MutatedCopy(root);
}
