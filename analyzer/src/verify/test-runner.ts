import { posix } from 'node:path';
import { quoted, type TestFramework } from './toolchain.ts';

/** The command that runs one test file, from the folder of its package. */
export function testRunner(framework: TestFramework, folder: string, path: string): string {
  const file = quoted(folder === '' ? path : posix.relative(folder, path));
  switch (framework) {
    case 'node:test':
      return `node --test ${file}`;
    case 'vitest':
      return `vitest run ${file}`;
    case 'jest':
      return `jest --runTestsByPath ${file}`;
    case 'mocha':
      return `mocha ${file}`;
    case 'pytest':
      return `python3 -m pytest -q -p no:cacheprovider ${file}`;
  }
}
