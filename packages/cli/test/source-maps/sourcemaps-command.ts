import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { runCommand } from '@bugsage/bundler-plugin/command';

/** What the published package installs as `bugsage`. */
const MAIN = fileURLToPath(import.meta.resolve('@bugsage/bundler-plugin/package.json')).replace(
  'package.json',
  'src/main.ts',
);

export type Ran = { readonly code: number | null; readonly output: string; readonly notes: string };

/** Runs `bugsage sourcemaps …` as its own process; `environment` is all it gets beside PATH. */
export async function runSourcemaps(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', MAIN, 'sourcemaps', ...words],
    {
      env: { PATH: process.env['PATH'], ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [output, notes, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, output, notes };
}

/** The same within this process, which saves its start. */
export async function callSourcemaps(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const output: string[] = [];
  const notes: string[] = [];
  const code = await runCommand(words, environment, {
    print: (line) => output.push(line),
    note: (line) => notes.push(line),
  });
  return { code, output: output.join('\n'), notes: notes.join('\n') };
}
