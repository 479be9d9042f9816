import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { RealCrash } from './real-crash.ts';

const run = promisify(execFile);

export type Failure = { readonly message: string; readonly stack: string };

/** Full titles of the tests that passed and failed; null when mocha itself could not run. */
export type MochaRun = {
  readonly passed: ReadonlySet<string>;
  readonly failed: ReadonlyMap<string, Failure>;
};

/** Runs the test files of a case with the Node of its time, without the surrounding environment. */
export async function runMocha(tree: string, node: string, crash: RealCrash): Promise<MochaRun | null> {
  const command = [
    join('node_modules', 'mocha', 'bin', '_mocha'),
    '-t',
    '15000',
    '-R',
    'json',
    ...(await ownOptions(tree)),
    ...crash.test_files,
  ];
  const output = await run(node, command, {
    cwd: tree,
    env: { PATH: '/usr/bin:/bin', HOME: tree },
    timeout: 180_000,
    maxBuffer: 256 * 1024 * 1024,
  }).catch((error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }));
  const start = output.stdout.search(/^\{\n {2}"stats"/m);
  if (start < 0) return null;
  try {
    const report = JSON.parse(output.stdout.slice(start)) as Report;
    const failed = new Map(report.failures.map((test) => [titleOf(test), failureOf(test)]));
    const passed = new Set(report.passes.map(titleOf).filter((title) => !failed.has(title)));
    return { passed, failed };
  } catch {
    return null;
  }
}

const OPTIONS = join('test', 'mocha.opts');

/** Options of the project without its lists of test files: those would be run as well. */
async function ownOptions(tree: string): Promise<string[]> {
  const text = await readFile(join(tree, OPTIONS), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const kept = lines.filter((line) => line.startsWith('-') || !line.includes('*'));
  if (kept.length === lines.length) return [];
  await writeFile(join(tree, OPTIONS_KEPT), kept.join('\n'));
  return ['--opts', OPTIONS_KEPT];
}

const OPTIONS_KEPT = '.bugsage-mocha.opts';

function failureOf({ err }: Test): Failure {
  return { message: err?.message ?? '', stack: err?.stack ?? '' };
}

/** The corpus keeps this much of a title; of tests that share it, one failure makes it failed. */
const TITLE_LENGTH = 300;

function titleOf(test: Test): string {
  return comparable(test.fullTitle);
}

/** Test runners of some years print line breaks as escapes. */
export function comparable(title: string): string {
  return title
    .replaceAll(String.raw`\u000a`, '\n')
    .slice(0, TITLE_LENGTH)
    .trim();
}

type Test = {
  readonly fullTitle: string;
  readonly err?: { readonly message?: string; readonly stack?: string };
};
type Report = { readonly passes: readonly Test[]; readonly failures: readonly Test[] };
