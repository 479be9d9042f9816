import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { BugSageError } from '@bugsage/core';
import { NODE_FLAGS } from '@bugsage/core/node-flags';
import type { EngineProcess } from '../supervise-engine.ts';

/** Memory of the engine: enough for inserts of 10,000 rows (875 MB were seen without a cap, 400 MB with). */
const MEMORY_BYTES_MAX = 512 * 1024 * 1024;
const STOP_TIMEOUT_MS = 10_000;

/** It only passes bytes on, so its young objects need little room. */
const FLAGS = [...NODE_FLAGS, '--max-semi-space-size=2'];
/**
 * Each thread would get an arena of its own, in the C library's allocator as in the engine's (jemalloc), and keep what it
 * freed: after inserts and merges a fifth more memory, for threads that seldom allocate at the same time.
 */
const ALLOCATORS = {
  MALLOC_ARENA_MAX: '2',
  JE_MALLOC_CONF: 'narenas:2,dirty_decay_ms:1000,muzzy_decay_ms:0',
};

/** How long the engine of a server that was killed may take to let go of its folder: its threads may be in a write. */
const LOCKED_FOR_MS_MAX = 60_000;
const LOCKED_PAUSE_MS = 500;

/** A running statement holds a thread; files of inserts are written by others. */
const THREADS = { UV_THREADPOOL_SIZE: '6' };

type EmbeddedOptions = { readonly directory: string; readonly password: string; readonly port: number };

/** Starts chDB in a child process. Throws `BugSageError` `clickhouse_start_failed`, or `clickhouse_locked` after a minute. */
export async function startEmbeddedClickHouse(options: EmbeddedOptions): Promise<EngineProcess> {
  await mkdir(options.directory, { recursive: true });
  const deadline = performance.now() + LOCKED_FOR_MS_MAX;
  for (;;) {
    try {
      return await startOnce(options);
    } catch (error) {
      const isLocked = error instanceof BugSageError && error.code === 'clickhouse_locked';
      if (!isLocked || performance.now() > deadline) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, LOCKED_PAUSE_MS));
  }
}

async function startOnce(options: EmbeddedOptions): Promise<EngineProcess> {
  const child = spawn(process.execPath, [...FLAGS, SERVER_FILE], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      ...process.env,
      BUGSAGE_CHDB_DIRECTORY: options.directory,
      BUGSAGE_CHDB_PASSWORD: options.password,
      BUGSAGE_CHDB_PORT: String(options.port),
      BUGSAGE_CHDB_MEMORY_BYTES: String(MEMORY_BYTES_MAX),
      ...ALLOCATORS,
      ...THREADS,
    },
  });
  // It may have ended before it could be asked to.
  child.stdin.on('error', () => undefined);
  const errors: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => {
    errors.push(chunk.toString('utf8').slice(0, 2_000));
    if (errors.length > 20) errors.shift();
  });
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) =>
      resolve(`chDB ended with ${signal ?? `code ${code}`}: ${errors.slice(-3).join('').trim()}`),
    );
  });
  await waitUntilReady(child, errors);
  return {
    url: `http://bugsage:${options.password}@127.0.0.1:${options.port}`,
    ended,
    stop: () => endChild(child),
  };
}

const SERVER_FILE = fileURLToPath(new URL('chdb-server.ts', import.meta.url));

function waitUntilReady(child: ChildProcess, errors: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    // Not `exit`: its last words may still be on their way then.
    child.once('close', (code) => {
      const words = errors.join('').trim();
      reject(
        new BugSageError({
          kind: 'unavailable',
          code: words.includes('Cannot lock file') ? 'clickhouse_locked' : 'clickhouse_start_failed',
          message: `The embedded ClickHouse ended with code ${code} while starting: ${words}`,
        }),
      );
    });
    if (child.stdout === null) throw new Error('The engine was spawned without standard output.');
    createInterface({ input: child.stdout }).once('line', () => resolve());
  });
}

/** A line is the polite request, SIGKILL the end of patience; the journal makes both safe. */
async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.stdin?.write('stop\n');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}
