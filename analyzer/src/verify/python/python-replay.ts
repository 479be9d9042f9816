import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SandboxResult } from '@bugsage/backends';
import { VERIFY_LIMITS } from '../limits.ts';
import { readAnswer, type ReplayAnswer, type ReplayPlace } from '../replay-folder.ts';
import type { PythonScenario } from './python-value.ts';

const PROGRAM = fileURLToPath(new URL('program', import.meta.url));

/** What `program/main.py` is given in `task.json`. */
export type PythonPlan = {
  readonly module: string;
  readonly names: readonly string[];
  readonly parameters: readonly string[];
  readonly isMethod: boolean;
  readonly crash: { readonly path: string; readonly line: number };
  /** `varies`: the message quotes a value, which another call has in its place. */
  readonly error: { readonly type: string; readonly message: string; readonly varies: boolean };
  readonly captured: PythonScenario | null;
  /** Texts of the module, which name things that exist. */
  readonly words: readonly string[];
  /** Sets of arguments that are made up. */
  readonly seeds: number;
  readonly budgetSeconds: number;
  readonly timeoutSeconds: number;
};

export type PythonError = {
  readonly type: string;
  readonly message: string;
  readonly path: string | null;
  readonly line: number | null;
  /** Where the failing expression ends; null before Python 3.11. */
  readonly column: number | null;
  /** A `raise` of the repository threw it. */
  readonly raised: boolean;
  readonly stack: string;
};

/** Values are summed up as JSON; what is no JSON says in `$` what it is. */
export type PythonOutcome = {
  readonly end: 'returned' | 'thrown' | 'hung' | 'exited';
  readonly result?: unknown;
  readonly error?: PythonError | null;
  /** Calls on what was handed in. */
  readonly effects?: readonly unknown[];
  /** Arguments after the call. */
  readonly after?: readonly unknown[];
  /** The crashing line ran. */
  readonly reached?: boolean;
};

/** As `Relative` of the JavaScript replay. */
export type PythonRelative = {
  readonly relation: 'given' | 'varied' | 'empty' | 'left_out';
  readonly outcome: PythonOutcome;
};

export type PythonFound = {
  readonly scenario: PythonScenario;
  readonly outcome: PythonOutcome;
  /** Where the value is missing, the number of the argument first; null where nothing was taken away. */
  readonly path: readonly (string | number)[] | null;
  readonly relatives: readonly PythonRelative[];
  readonly captured: boolean;
};

export type PythonSearch = {
  readonly failing: readonly PythonFound[];
  readonly working: readonly PythonFound[];
  readonly runs: number;
  readonly note: string;
};

export function searchPython(place: ReplayPlace, plan: PythonPlan): Promise<ReplayAnswer<PythonSearch>> {
  return runTask(place, { ...plan, task: 'search' }, VERIFY_LIMITS.searchTimeoutMs);
}

export function replayPython(
  place: ReplayPlace,
  plan: PythonPlan,
  scenarios: readonly PythonScenario[],
): Promise<ReplayAnswer<readonly PythonOutcome[]>> {
  return runTask(place, { ...plan, task: 'replay', scenarios }, VERIFY_LIMITS.replayTimeoutMs);
}

/** Puts the program into the checkout, runs it in the sandbox, and takes it out again. */
async function runTask<Result>(
  place: ReplayPlace,
  task: object,
  timeoutMs: number,
): Promise<ReplayAnswer<Result>> {
  const name = `.bugsage-${randomBytes(6).toString('hex')}`;
  const folder = join(place.directory, name);
  const mark = `${randomBytes(16).toString('hex')}:`;
  const command = ['python3', '-B', `${name}/main.py`, mark];
  try {
    await mkdir(folder);
    await chmod(folder, 0o755);
    const programs = (await readdir(PROGRAM)).filter((file) => file.endsWith('.py'));
    for (const file of programs) await put(join(folder, file), await readFile(join(PROGRAM, file), 'utf8'));
    await put(join(folder, 'task.json'), JSON.stringify(task));
    const run: SandboxResult = await place.sandbox.run({ directory: place.directory, command, timeoutMs });
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

/** The user inside is another one, whatever the mask of this process is. */
async function put(path: string, text: string): Promise<void> {
  await writeFile(path, text);
  await chmod(path, 0o644);
}
