import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { BugSageError } from '@bugsage/core';

export type EmbeddedClickHouse = {
  /** With user and password; changes at every start. */
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
};

/** Memory of the engine: enough for inserts of 10,000 rows (875 MB were seen without a cap, 400 MB with). */
const MEMORY_BYTES_MAX = 512 * 1024 * 1024;
const STOP_TIMEOUT_MS = 10_000;

/** Starts chDB in a child process. `onExit` is called when it ends without being asked to. */
export async function startEmbeddedClickHouse(options: {
  directory: string;
  onExit: (description: string) => void;
}): Promise<EmbeddedClickHouse> {
  await mkdir(options.directory, { recursive: true });
  const password = randomBytes(24).toString('hex');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SERVER_FILE], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      ...process.env,
      BUGSAGE_CHDB_DIRECTORY: options.directory,
      BUGSAGE_CHDB_PASSWORD: password,
      BUGSAGE_CHDB_MEMORY_BYTES: String(MEMORY_BYTES_MAX),
    },
  });
  const errors: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString('utf8').slice(0, 2_000)));
  let stopping = false;
  child.once('exit', (code, signal) => {
    if (!stopping)
      options.onExit(`chDB ended with ${signal ?? `code ${code}`}: ${errors.slice(-3).join('').trim()}`);
  });
  const port = await readPort(child, errors);
  return {
    url: `http://bugsage:${password}@127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    stop: async () => {
      stopping = true;
      await endChild(child);
    },
  };
}

const SERVER_FILE = fileURLToPath(new URL('chdb-server.ts', import.meta.url));

function readPort(child: ChildProcess, errors: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      reject(
        new BugSageError({
          kind: 'unavailable',
          code: 'clickhouse_start_failed',
          message: `The embedded ClickHouse ended with code ${code} while starting: ${errors.join('').trim()}`,
        }),
      );
    });
    if (child.stdout === null) throw new Error('The engine was spawned without standard output.');
    createInterface({ input: child.stdout }).once('line', (line) => {
      resolve((JSON.parse(line) as { port: number }).port);
    });
  });
}

/** Closing standard input is the polite request, SIGKILL the end of patience; the journal makes both safe. */
async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.stdin?.end();
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}
