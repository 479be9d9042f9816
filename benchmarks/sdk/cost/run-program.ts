import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const SDK = join(import.meta.dirname, '..', '..', '..', 'packages', 'sdk', 'dist', 'node.js');
const RUN_MS_MAX = 120_000;

function environment(): NodeJS.ProcessEnv {
  if (!existsSync(SDK)) throw new Error('Build the SDK first: pnpm --filter @bugsage/sdk run build');
  return { PATH: process.env['PATH'], BUGSAGE_SDK: pathToFileURL(SDK).href };
}

function pathOf(program: string): string {
  return join(import.meta.dirname, 'programs', `${program}.mjs`);
}

/** Runs a program of `programs/` in a process of its own, with the SDK as it is published; answers its JSON. */
export async function runProgram<T>(program: string, ...parameters: string[]): Promise<T> {
  const { stdout } = await promisify(execFile)(process.execPath, [pathOf(program), ...parameters], {
    env: environment(),
    timeout: RUN_MS_MAX,
  });
  return JSON.parse(stdout) as T;
}

/** Starts a program that serves; its first line is the port. */
export async function startProgram(
  program: string,
  ...parameters: string[]
): Promise<{ port: number; child: ChildProcess }> {
  const child = spawn(process.execPath, [pathOf(program), ...parameters], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.once('data', (line: Buffer) => resolve(Number(line.toString())));
    child.once('exit', (code) => reject(new Error(`${program} ended with code ${String(code)}.`)));
  });
  return { port, child };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
