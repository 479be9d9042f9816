import { posix } from 'node:path';
import { testRunner } from '../test-runner.ts';
import type { TestFramework, Toolchain } from '../toolchain.ts';
import { quoted } from '../toolchain.ts';

const RUNNER_WORDS: Readonly<Record<TestFramework, RegExp>> = {
  vitest: /(?:^|\/)vitest(?:\.m?js)?$/,
  jest: /(?:^|\/)jest(?:\.js)?$/,
  mocha: /(?:^|\/)_?mocha(?:\.js)?$/,
  'node:test': /^--test$/,
  pytest: /^pytest$/,
};
/** Options whose next word belongs to them, of all runners: that word is no test file. */
const WITH_VALUE =
  /^(?:-[cgiRrstu]|--(?:require|import|loader|experimental-loader|timeout|reporter|ui|grep|config|opts|ignore|exclude|extension|retries|slow|testPathIgnorePatterns|coverage-reporter|dir|root|file|test-reporter|project|environment|testTimeout|spec))$/;

/**
 * The command that runs one test file as the repository runs all of them: its own command with the files in it
 * exchanged, else the runner as it comes. Null where the runner is not known.
 */
export function testFileCommand(
  { framework, testCommand, folder }: Pick<Toolchain, 'framework' | 'testCommand' | 'folder'>,
  files: readonly string[],
  test: string,
): string | null {
  if (framework === null || framework === 'pytest') return null;
  const asked = testCommand === null ? null : narrowed(testCommand, { framework, folder, files, test });
  return asked ?? testRunner(framework, folder, test);
}

/** The part of the command that starts the runner, with this one file; null where quoting or variables hide the words. */
function narrowed(
  command: string,
  given: {
    readonly framework: TestFramework;
    readonly folder: string;
    readonly files: readonly string[];
    readonly test: string;
  },
): string | null {
  const parts = command.split(/&&|\|\||;|\n/).map((part) => part.trim());
  const word = RUNNER_WORDS[given.framework];
  const own = parts.find((part) => part.split(/\s+/).some((each) => word.test(each)));
  if (own === undefined || /[$`\\|<>(){}]/.test(own)) return null;
  const words = own.split(/\s+/);
  const at = words.findIndex((each) => word.test(each));
  const kept = words.filter((each, index) => {
    if (index <= at || each.startsWith('-') || WITH_VALUE.test(words[index - 1] ?? '')) return true;
    return !isTestPath(each.replaceAll(/^['"]|['"]$/g, ''), given);
  });
  if (kept.some((each) => /['"]/.test(each) && (each.match(/['"]/g)?.length ?? 0) % 2 === 1)) return null;
  const path = given.folder === '' ? given.test : posix.relative(given.folder, given.test);
  return [...kept, quoted(path)].join(' ');
}

function isTestPath(word: string, { folder, files }: { folder: string; files: readonly string[] }): boolean {
  if (/[*?[\]]/.test(word)) return true;
  const path = posix.join(folder, word).replace(/\/$/, '');
  return files.some((file) => file === path || file.startsWith(`${path}/`));
}
