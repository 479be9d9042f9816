import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { NODE_FLAGS } from '@bugsage/core/node-flags';
import { REPOSITORY_ROOT } from '../quality/step.ts';

/** The demo is a client like any other: a process of its own that talks to the server over HTTP. */
export async function demo(): Promise<void> {
  const file = join(REPOSITORY_ROOT, 'packages', 'demo', 'src', 'main.ts');
  const flags = process.argv.slice(process.argv.indexOf('demo') + 1);
  const child = spawn(process.execPath, [...NODE_FLAGS, file, ...flags], {
    stdio: 'inherit',
  });
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.exitCode = await new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}
