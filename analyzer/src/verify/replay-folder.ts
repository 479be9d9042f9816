import { readdir, readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { VERIFY_LIMITS } from './limits.ts';
import type { Outcome, Plan, SearchResult } from './replay/plan.ts';
import type { Task } from './replay/main.ts';
import { runProgram, type ReplayAnswer, type ReplayPlace } from './run-program.ts';

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

async function runTask<Result>(
  place: ReplayPlace,
  task: Task,
  timeoutMs: number,
): Promise<ReplayAnswer<Result>> {
  const programs = await Promise.all(FOLDERS.map(programFiles));
  return runProgram<Result>(place, {
    files: new Map([
      ['package.json', '{ "type": "module" }'],
      ['task.json', JSON.stringify(task)],
      ...programs.flat(),
    ]),
    start: (folder) => [
      'node',
      '--no-warnings',
      `--max-old-space-size=${VERIFY_LIMITS.replayHeapMegabytes}`,
      `${folder}/verify/replay/main.mjs`,
    ],
    timeoutMs,
  });
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
