import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { VERIFY_LIMITS } from '../limits.ts';
import { runProgram, type ReplayAnswer, type ReplayPlace } from '../run-program.ts';
import type { PythonScenario } from './python-value.ts';

const PROGRAM = fileURLToPath(new URL('program', import.meta.url));

/** What `program/main.py` is given in `task.json`. */
export type PythonPlan = {
  readonly module: string;
  /** From the module to the function; empty where loading the module is all there is to do. */
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
  /** A client of HTTP says by it that an answer is an error. */
  readonly answered: boolean;
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

/** As `Relative` of the JavaScript replay. `elsewhere`: the failing call on a machine that reads files as UTF-8. */
export type PythonRelative = {
  readonly relation: 'given' | 'varied' | 'empty' | 'left_out' | 'elsewhere';
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

async function runTask<Result>(
  place: ReplayPlace,
  task: object,
  timeoutMs: number,
): Promise<ReplayAnswer<Result>> {
  const names = (await readdir(PROGRAM)).filter((file) => file.endsWith('.py'));
  const files = new Map([['task.json', JSON.stringify(task)]]);
  for (const name of names) files.set(name, await readFile(join(PROGRAM, name), 'utf8'));
  const start = (folder: string): string[] => ['python3', '-B', `${folder}/main.py`];
  return runProgram<Result>(place, { files, start, timeoutMs });
}
