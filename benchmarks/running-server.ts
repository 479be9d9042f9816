import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConnection, type Connection } from '@bugsage/backends';
import { NODE_FLAGS } from '@bugsage/core/node-flags';

const MAIN = fileURLToPath(new URL('../packages/cli/src/main.ts', import.meta.url));

export type RunningServer = Connection & {
  readonly dataDirectory: string;
  readonly pid: number;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
};

/** The command line as people start it, on free ports and an empty folder. */
export async function runServer(options: {
  command: 'up' | 'collector';
  environment?: Record<string, string>;
}): Promise<RunningServer> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'bugsage-bench-'));
  const child = spawn(process.execPath, [...NODE_FLAGS, MAIN, options.command], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      BUGSAGE_DATA_DIR: dataDirectory,
      BUGSAGE_COLLECTOR_PORT: '0',
      BUGSAGE_API_PORT: '0',
      BUGSAGE_LOG_LEVEL: 'warn',
      BUGSAGE_AI_PROVIDER: 'none',
      ...options.environment,
    },
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  await new Promise<void>((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8');
      if (printed.includes('is ready')) resolve();
    });
    void exited.then((code) => reject(new Error(`The server ended with code ${code}:\n${printed}`)));
  });
  const connection = await readConnection(dataDirectory);
  if (connection === null) throw new Error('The server is ready but wrote no connection file.');
  return {
    ...connection,
    dataDirectory,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
      // Postgres may still be removing files of its own.
      await rm(dataDirectory, { recursive: true, force: true, maxRetries: 20, retryDelay: 500 });
    },
  };
}
