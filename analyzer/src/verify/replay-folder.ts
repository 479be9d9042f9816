import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Sandbox, SandboxResult } from '@bugsage/backends';
import { VERIFY_LIMITS } from './limits.ts';
import type { Outcome, Plan, SearchResult } from './replay/plan.ts';
import type { Task } from './replay/main.ts';

export type ReplayPlace = { readonly sandbox: Sandbox; readonly directory: string };
export type ReplayAnswer<Result> = {
  readonly result: Result | null;
  readonly run: SandboxResult;
  readonly command: string;
};

const SOURCES = fileURLToPath(new URL('..', import.meta.url));
const FOLDERS = ['verify/replay', 'analyze/messages'];

export function runSearch(place: ReplayPlace, plan: Plan): Promise<ReplayAnswer<SearchResult>> {
  return runTask<SearchResult>(place, { task: 'search', plan }, VERIFY_LIMITS.searchTimeoutMs);
}

export function runReplay(
  place: ReplayPlace,
  plan: Plan,
  runs: Extract<Task, { task: 'replay' }>['runs'],
): Promise<ReplayAnswer<readonly Outcome[]>> {
  return runTask<readonly Outcome[]>(place, { task: 'replay', plan, runs }, VERIFY_LIMITS.replayTimeoutMs);
}

/** Puts the replay program into the checkout, runs it in the sandbox, and takes it out again. */
async function runTask<Result>(
  place: ReplayPlace,
  task: Task,
  timeoutMs: number,
): Promise<ReplayAnswer<Result>> {
  const name = `.bugsage-${randomBytes(6).toString('hex')}`;
  const folder = join(place.directory, name);
  const mark = `${randomBytes(16).toString('hex')}:`;
  const command = [
    'node',
    '--no-warnings',
    `--max-old-space-size=${VERIFY_LIMITS.replayHeapMegabytes}`,
    `${name}/verify/replay/main.mjs`,
    mark,
  ];
  try {
    await writeProgram(folder, task);
    const run = await place.sandbox.run({ directory: place.directory, command, timeoutMs });
    const answer = readAnswer(run, mark);
    return {
      result: answer.result as Result | null,
      run: answer.run,
      command: command.slice(0, -1).join(' '),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeProgram(folder: string, task: Task): Promise<void> {
  const files = await Promise.all(FOLDERS.map(programFiles));
  const texts = new Map([
    ['package.json', '{ "type": "module" }'],
    ['task.json', JSON.stringify(task)],
    ...files.flat(),
  ]);
  for (const [path, text] of texts) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
    // The user inside is another one, whatever the mask of this process is.
    await chmod(target, 0o644);
  }
  for (const path of ['', 'verify', 'analyze', ...FOLDERS]) await chmod(join(folder, path), 0o755);
}

async function programFiles(relative: string): Promise<[string, string][]> {
  const names = await readdir(join(SOURCES, relative));
  const programs = names.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  return Promise.all(
    programs.map(async (program): Promise<[string, string]> => {
      const text = await readFile(join(SOURCES, relative, program), 'utf8');
      return [join(relative, program.replace(/\.ts$/, '.mjs')), withoutTypes(text)];
    }),
  );
}

/** Plain JavaScript: every thread of the replay would strip the types anew. */
function withoutTypes(text: string): string {
  return stripTypeScriptTypes(text).replaceAll(/(['"])(\.{1,2}\/[^'"]*)\.ts\1/g, '$1$2.mjs$1');
}

/** The answer is the line that starts with the mark; everything else is what the code printed. */
export function readAnswer(run: SandboxResult, mark: string): { result: unknown; run: SandboxResult } {
  const at = run.output.lastIndexOf(mark);
  if (at < 0) return { result: null, run };
  const end = run.output.indexOf('\n', at);
  const output = run.output.slice(0, at).trim();
  try {
    const text = run.output.slice(at + mark.length, end < 0 ? undefined : end);
    return { result: JSON.parse(text) as unknown, run: { ...run, output } };
  } catch {
    return { result: null, run: { ...run, output } };
  }
}
