import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

export const PROGRAMS = join(import.meta.dirname, 'program');
/** A program that hangs is ended, so that what it printed can be shown. */
const RUN_TIMEOUT_MS = 45_000;

export type NodeSdk = '@bugsage/sdk' | '@sentry/node';
export type ProgramRun = {
  readonly release: string;
  readonly exitCode: number | null;
  readonly stderr: string;
  /** What its main thread sent, as Node's HTTP client saw it. */
  readonly requests: readonly SentRequest[];
};

export type SentRequest = {
  readonly path: string;
  readonly contentEncoding: string | null;
  readonly transferEncoding: string | null;
  readonly status: number;
};

/** Runs one program of the folder `program` to its end in a process of its own; only SDK and DSN differ. */
export async function runProgram(
  program: string,
  options: { sdk: NodeSdk; dsn: string },
): Promise<ProgramRun> {
  const release = `box-office@${randomUUID()}`;
  const watch = join(PROGRAMS, 'watch-requests.js');
  const child = spawn(process.execPath, ['--import', watch, join(PROGRAMS, program)], {
    env: {
      PATH: process.env['PATH'],
      PROGRAM_SDK: options.sdk,
      PROGRAM_DSN: options.dsn,
      PROGRAM_RELEASE: release,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: RUN_TIMEOUT_MS,
  });
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  const lines = stdout.split('\n').filter((line) => line.startsWith('{"path"'));
  return { release, exitCode, stderr, requests: lines.map((line) => JSON.parse(line) as SentRequest) };
}
