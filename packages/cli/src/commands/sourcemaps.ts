import { runCommand } from '@bugsage/bundler-plugin/command';
import { readEnvironment } from './environment.ts';

/** The command of the published package, which speaks HTTP and needs no server on this machine. */
export async function sourcemaps(words: readonly string[]): Promise<void> {
  process.exitCode = await runCommand(words, readEnvironment(), {
    print: (text) => process.stdout.write(`${text}\n`),
    note: (text) => process.stderr.write(`${text}\n`),
  });
}
