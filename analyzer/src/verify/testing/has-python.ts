import type { Sandbox } from '@bugsage/backends';

/** Whether Python runs in a sandbox; where it does not, a loud word about the tests that are left out. */
export async function hasPython(sandbox: Sandbox, tests: string): Promise<boolean> {
  const command = ['python3', '--version'];
  const isThere =
    sandbox.kind !== 'none' &&
    (await sandbox.run({ directory: import.meta.dirname, command, timeoutMs: 20_000 })).exitCode === 0;
  if (!isThere) process.stderr.write(`${tests} NOT RUN: there is no python3 in the sandbox.\n`);
  return isThere;
}
