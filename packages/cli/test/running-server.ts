import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConnection, type Connection } from '@bugsage/backends';
import { NODE_FLAGS } from '@bugsage/core/node-flags';
import { expectBalance } from '@bugsage/core/testing';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
/** The first start builds the dashboard; two test files may do that at once on two cores. */
const START_TIMEOUT_MS = 120_000;

export type RunningServer = Connection & {
  readonly child: ChildProcess;
  readonly dataDirectory: string;
  /** The exit code, once it ended; null after a signal. */
  readonly ended: Promise<number | null>;
  /** All it printed so far. */
  output(): string;
  /**
   * The orderly way; answers the exit code. Checks first that every event the collector met has its outcome, so that no
   * test can forget to.
   */
  stop(): Promise<number | null>;
  /** Like a power switch for this process alone. */
  kill(): Promise<void>;
};

/** Starts the real command line as its own process, on free ports, and waits until it is ready. */
export async function startServer(options: {
  dataDirectory: string;
  command?: 'up' | 'collector' | 'analyzer';
  environment?: Record<string, string>;
}): Promise<RunningServer> {
  const { dataDirectory, command = 'up', environment = {} } = options;
  const child = spawn(process.execPath, [...NODE_FLAGS, MAIN, command], {
    env: {
      ...process.env,
      BUGSAGE_DATA_DIR: dataDirectory,
      BUGSAGE_COLLECTOR_PORT: '0',
      BUGSAGE_API_PORT: '0',
      BUGSAGE_LOG_LEVEL: 'warn',
      BUGSAGE_AI_PROVIDER: 'none',
      // Loads fall into a few issues, and every payload is looked for.
      BUGSAGE_ISSUE_EVENTS_PER_MINUTE: '0',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: string[] = [];
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  await waitUntilReady(child, printed);
  const connection = await readConnection(dataDirectory);
  if (connection === null) throw new Error('The server is ready but wrote no connection file.');
  return {
    ...connection,
    child,
    dataDirectory,
    ended: exited,
    output: () => printed.join(''),
    stop: async () => {
      const isRunning = child.exitCode === null && child.signalCode === null;
      try {
        if (isRunning && command !== 'analyzer') await expectBalance(() => readMetrics(connection));
      } finally {
        child.kill('SIGTERM');
      }
      return exited;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

async function readMetrics({ collectorUrl }: Connection): Promise<string> {
  return (await fetch(`${collectorUrl}/metrics`)).text();
}

export async function newDataDirectory(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'bugsage-server-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Logs in as the admin and answers a caller of the REST API. */
export async function openApi(
  server: Connection,
): Promise<(path: string, init?: RequestInit) => Promise<Response>> {
  const token = await logIn(server);
  return (path, init = {}) =>
    fetch(`${server.apiUrl}/api/v1${path}`, {
      ...init,
      headers: { ...Object.fromEntries(new Headers(init.headers)), authorization: `Bearer ${token}` },
    });
}

/** Answers an access token of the admin. */
export async function logIn(server: Connection): Promise<string> {
  const form = new URLSearchParams({ username: server.adminEmail, password: server.adminPassword ?? '' });
  const response = await fetch(`${server.apiUrl}/api/v1/auth/token`, { method: 'POST', body: form });
  if (response.status !== 200)
    throw new Error(`The login answered ${response.status}: ${await response.text()}`);
  return ((await response.json()) as { access_token: string }).access_token;
}

function waitUntilReady(child: ChildProcess, printed: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void =>
      reject(new Error(`The server ${why}. It printed:\n${printed.join('')}`));
    const timer = setTimeout(() => fail(`was not ready within ${START_TIMEOUT_MS} ms`), START_TIMEOUT_MS);
    const listen = (chunk: Buffer): void => {
      printed.push(chunk.toString('utf8'));
      if (!printed.join('').includes('is ready')) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with code ${code}`);
    });
  });
}
