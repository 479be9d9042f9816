import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, posix } from 'node:path';
import { argv, env, stdout } from 'node:process';
import type { WatchSettings } from './report.ts';

/** What one run in the sandbox is asked to do. */
export type WatchTask = {
  readonly command: string;
  readonly settings: WatchSettings;
  readonly files: readonly WatchedFile[];
};

/** A file of the checkout with what it says while it is watched, before and behind the load of the watching program. */
export type WatchedFile = {
  readonly path: string;
  readonly isModule: boolean;
  readonly before: string;
  readonly after: string;
};

/** What it answers: how the tests ended, and the lines that instrumented code wrote. */
export type WatchAnswer = {
  readonly exitCode: number | null;
  /** Start and end of what the tests printed. */
  readonly output: string;
  readonly lines: readonly string[];
};

const OUTPUT_MAX = 40_000;
const REPORT_MAX = 300_000;
/** Nobody prints this much by accident. */
const OUTPUT_ABORT = 64_000_000;

const task = JSON.parse(readFileSync(new URL('task.json', import.meta.url), 'utf8')) as WatchTask;
// The service does not write into a checkout in which code has run: it may have put links into it.
const originals = task.files.map(({ path }) => [path, readFileSync(path, 'utf8')] as const);
for (const file of task.files) writeFileSync(file.path, file.before + loadStatement(file) + file.after);
const child = spawn('sh', ['-c', task.command], {
  stdio: ['ignore', 'pipe', 'pipe'],
  env: { ...env, npm_lifecycle_event: 'test' },
});
let head = '';
let tail = '';
let seen = 0;
for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => keep(chunk));
child.on('close', (exitCode) => {
  for (const [path, text] of originals) writeFileSync(path, text);
  const left = seen > 2 * OUTPUT_MAX ? '\n[...]\n' : '';
  const answer: WatchAnswer = { exitCode, output: `${head}${left}${tail}`, lines: reportedLines() };
  stdout.write(`\n${argv.at(-1) ?? ''}${JSON.stringify(answer)}\n`);
});

/** This folder is at the root of the checkout, where we are. What stands before may end without a semicolon. */
function loadStatement({ path, isModule }: WatchedFile): string {
  const folder = basename(import.meta.dirname);
  const from = posix.relative(posix.dirname(path), `${folder}/watch.js`);
  const specifier = JSON.stringify(from.startsWith('../') ? from : `./${from}`);
  return isModule ? `; import ${specifier}; ` : `; require(${specifier}); `;
}

function keep(chunk: Buffer): void {
  seen += chunk.length;
  if (seen > OUTPUT_ABORT) child.kill('SIGKILL');
  const text = chunk.toString('utf8');
  const forHead = text.slice(0, OUTPUT_MAX - head.length);
  head += forHead;
  tail = (tail + text.slice(forHead.length)).slice(-OUTPUT_MAX);
}

/** The tests may have done anything to the file. */
function reportedLines(): string[] {
  try {
    const text = readFileSync(task.settings.report, 'utf8').slice(0, REPORT_MAX);
    return text.split('\n').slice(0, -1);
  } catch {
    return [];
  }
}
