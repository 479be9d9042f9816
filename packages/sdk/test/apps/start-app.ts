import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const START_MS_MAX = 30_000;
const POLL_MS = 100;
const OUTPUT_LENGTH_MAX = 20_000;

export type RunningApp = { origin: string; output: () => string; stop: () => Promise<void> };

/** Starts a server of its own process on a free port, which it gets as `PORT`, and waits until it answers. */
export async function startApp(
  parameters: readonly string[],
  { folder, variables }: { folder: string; variables: Record<string, string> },
): Promise<RunningApp> {
  const port = await findFreePort();
  const child = spawn(process.execPath, parameters, {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, PORT: String(port), HOST: '127.0.0.1', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-OUTPUT_LENGTH_MAX);
    });
  const origin = `http://127.0.0.1:${port}`;
  const isUp = (): Promise<boolean> =>
    fetch(origin).then(
      () => true,
      () => false,
    );
  for (const endMs = Date.now() + START_MS_MAX; !(await isUp());) {
    if (child.exitCode !== null || Date.now() > endMs) {
      child.kill('SIGKILL');
      throw new Error(`The application does not answer:\n${output}`);
    }
    await new Promise((resolve) => {
      setTimeout(resolve, POLL_MS);
    });
  }
  return {
    origin,
    output: () => output,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
