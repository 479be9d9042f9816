import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** Runs a command to its end beside a server. */
export function runCommand(
  dataDirectory: string,
  ...words: string[]
): Promise<{ code: number; output: string; errors: string }> {
  return new Promise((resolve) => {
    const parameters = ['--disable-warning=ExperimentalWarning', MAIN, ...words];
    const env = { ...process.env, BUGSAGE_DATA_DIR: dataDirectory, NO_COLOR: '1' };
    execFile(process.execPath, parameters, { env }, (error, output, errors) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ code, output, errors });
    });
  });
}
