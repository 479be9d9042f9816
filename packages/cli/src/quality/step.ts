import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const REPOSITORY_ROOT = fileURLToPath(new URL('../../../..', import.meta.url));

export type Step = {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly directory?: string;
};

/** Runs a command with its output shown. Answers whether it ended with 0. */
export function runStep(step: Step): Promise<boolean> {
  process.stdout.write(`\n── ${step.name}: ${step.command.join(' ')}\n`);
  const [command, ...arguments_] = step.command;
  const child = spawn(command, arguments_, {
    cwd: step.directory ?? REPOSITORY_ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NO_COLOR: '1' },
  });
  return new Promise((resolve) => {
    child.once('error', (error) => {
      process.stderr.write(`${step.name} could not run: ${error.message}\n`);
      resolve(false);
    });
    child.once('exit', (code) => resolve(code === 0));
  });
}
