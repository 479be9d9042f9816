import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { z } from 'zod';
import { VERIFY_LIMITS } from '../limits.ts';
import { runProgram, type ReplayPlace } from '../run-program.ts';
import { inFolder, type Toolchain } from '../toolchain.ts';
import type { WatchAnswer, WatchedFile, WatchTask } from './program/main.ts';
import type { WatchedCall, WatchSettings } from './program/report.ts';

export type WatchedRun = {
  readonly command: string;
  readonly exitCode: number | null;
  readonly output: string;
  readonly durationMs: number;
  /** In the order in which they ended. */
  readonly calls: readonly WatchedCall[];
};

export type WatchRequest = {
  readonly place: ReplayPlace;
  readonly toolchain: Toolchain;
  /** For `sh`, from the folder of the package. */
  readonly command: string;
  readonly files: readonly WatchedFile[];
  readonly keep: readonly number[];
  readonly only: readonly number[] | null;
  readonly force: WatchSettings['force'];
};

/** Runs tests while files of the checkout report the calls of a function. Null when the run gives no answer. */
export async function runWatched(request: WatchRequest): Promise<WatchedRun | null> {
  const { place, toolchain, command, keep, only, force } = request;
  const secret = randomBytes(12).toString('hex');
  const settings: WatchSettings = {
    report: `/tmp/${secret}.lines`,
    claim: `/tmp/${secret}.claim`,
    keep,
    only,
    force,
  };
  const task: WatchTask = { command: inFolder(toolchain, command), settings, files: request.files };
  const answer = await runProgram<WatchAnswer>(place, {
    files: new Map([
      ['package.json', '{ "type": "commonjs" }'],
      ['main.mjs', stripTypeScriptTypes(await programText('main'))],
      ['watch.js', await watchProgram(settings)],
      ['task.json', JSON.stringify(task)],
    ]),
    start: (folder) => ['node', '--no-warnings', `${folder}/main.mjs`],
    timeoutMs: VERIFY_LIMITS.watchTimeoutMs,
  });
  const { result, run } = answer;
  if (result === null) return null;
  return {
    command,
    exitCode: result.exitCode,
    output: result.output,
    durationMs: run.durationMs,
    calls: result.lines.flatMap(readCall),
  };
}

/** A CommonJS module for Node of any age that makes `bugsageWatch` known to instrumented code. */
async function watchProgram(settings: WatchSettings): Promise<string> {
  const [limits, calls] = await Promise.all([programText('watch-limits'), programText('watch-calls')]);
  const plain = stripTypeScriptTypes(`${limits}\n${calls}`)
    .replaceAll(/^import .*$/gm, '')
    .replaceAll(/^export /gm, '');
  return `'use strict';\n${plain}\n(${START})(${JSON.stringify(settings)});\n`;
}

/** Only the first process of a run that loads the code reports: tests may start others, in which calls are others. */
const START = `function start(settings) {
  if (global.bugsageWatch !== undefined) return;
  var fs = require('fs');
  var write = null;
  try {
    fs.closeSync(fs.openSync(settings.claim, 'wx'));
    var report = fs.openSync(settings.report, 'a');
    var writeSync = fs.writeSync;
    write = function (line) { try { writeSync(report, line + '\\n'); } catch (error) {} };
  } catch (error) {}
  Object.defineProperty(global, 'bugsageWatch', { value: watchCalls(settings, write) });
}`;

function programText(name: string): Promise<string> {
  return readFile(new URL(`program/${name}.ts`, import.meta.url), 'utf8');
}

const watchedCallSchema = z.object({
  call: z.int(),
  reached: z.boolean(),
  near: z.boolean(),
  item: z.int(),
  value: z.object({ is: z.json() }).nullable(),
  arguments: z.json(),
  result: z.json(),
  effects: z.array(z.string()),
  error: z
    .object({ type: z.string(), message: z.string(), stack: z.string(), builtin: z.boolean() })
    .nullable(),
  forced: z.boolean(),
});

/** Lines are written inside of the tests, which may write there too: what is none of ours says nothing. */
function readCall(line: string): WatchedCall[] {
  try {
    const { data } = watchedCallSchema.safeParse(JSON.parse(line));
    return data === undefined ? [] : [data];
  } catch {
    return [];
  }
}
