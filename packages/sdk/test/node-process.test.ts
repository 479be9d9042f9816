import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { type TestCollector, startTestCollector } from './support/test-collector.ts';

const START_SDK = join(import.meta.dirname, 'support', 'start-sdk.ts');
/** A program that hangs is ended, so that what it printed can be shown. */
const RUN_TIMEOUT_MS = 30_000;

type Ending = { exitCode: number | null; signal: string | null; stdout: string; stderr: string };

let collector: TestCollector;

beforeEach(async () => {
  collector = await startTestCollector();
});

afterEach(() => collector.close());

/** Runs a program to its end in a process of its own. */
async function run(
  program: string,
  { withSdk, flags }: { withSdk: boolean; flags: string[] },
): Promise<Ending> {
  // `--import` alone changes how Node starts a program, and with that the end of its stacks.
  const preload = ['--import', withSdk ? START_SDK : 'data:text/javascript,'];
  const child = spawn(process.execPath, [...flags, ...preload, '--eval', program], {
    env: { PATH: process.env['PATH'], BUGSAGE_DSN: collector.dsn },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: RUN_TIMEOUT_MS,
  });
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
  const [stdout, stderr, [exitCode, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    ended,
  ]);
  return { exitCode, signal, stdout, stderr };
}

type Program = { program: string; flags?: string[]; exitCode: number; reports: string[] };

const PROGRAMS: Record<string, Program> = {
  throws: {
    program: "setImmediate(() => { throw new TypeError('down'); })",
    exitCode: 1,
    reports: ['fatal unhandled onuncaughtexception TypeError: down'],
  },
  'throws a value that is no error': {
    program: "setImmediate(() => { throw 'down'; })",
    exitCode: 1,
    reports: ['fatal unhandled onuncaughtexception NonError: down'],
  },
  'leaves a rejection unhandled': {
    program: "Promise.reject(new RangeError('down'))",
    exitCode: 1,
    reports: ['fatal unhandled onunhandledrejection RangeError: down'],
  },
  'rejects with a value that is no error': {
    program: 'Promise.reject(7)',
    exitCode: 1,
    // Node wraps the value into an error with a text of its own.
    reports: [
      expect.stringMatching(
        /^fatal unhandled onunhandledrejection UnhandledPromiseRejection: .* reason "7"\.$/,
      ) as string,
    ],
  },
  'throws, and catches that itself': {
    program:
      "process.on('uncaughtException', (error) => console.log('caught', error.message)); setImmediate(() => { throw new Error('down'); })",
    exitCode: 0,
    reports: ['fatal unhandled onuncaughtexception Error: down'],
  },
  'throws, and ends itself with a code of its own': {
    program:
      "process.on('uncaughtException', () => process.exit(7)); setImmediate(() => { throw new Error('down'); })",
    exitCode: 7,
    reports: ['fatal unhandled onuncaughtexception Error: down'],
  },
  'rejects, and handles that itself': {
    program:
      "process.on('unhandledRejection', (reason) => console.log('seen', reason)); Promise.reject('down')",
    exitCode: 0,
    reports: ['error unhandled onunhandledrejection NonError: down'],
  },
  'rejects where that is only a warning': {
    program: "Promise.reject(new Error('down'))",
    flags: ['--unhandled-rejections=warn'],
    exitCode: 0,
    reports: ['error unhandled onunhandledrejection Error: down'],
  },
  'handles a rejection in time': {
    program: "Promise.reject(new Error('fine')).catch(() => console.log('handled'))",
    exitCode: 0,
    reports: [],
  },
  'sets a code and ends by itself': { program: 'process.exitCode = 3', exitCode: 3, reports: [] },
};

describe('a Node program', () => {
  it.each(Object.entries(PROGRAMS))(
    'that %s ends as without the SDK, and is reported',
    async (_, expected) => {
      const { program, flags = [], exitCode, reports } = expected;
      const [plain, watched] = await Promise.all([
        run(program, { withSdk: false, flags }),
        run(program, { withSdk: true, flags }),
      ]);
      expect(plain).toMatchObject({ exitCode, signal: null });
      expect(withoutProcessId(watched)).toEqual(withoutProcessId(plain));
      expect(collector.events().map(describeEvent)).toEqual(reports);
    },
  );

  it('ends as without the SDK when nobody answers', async () => {
    collector.answer('silence');
    const program = "setImmediate(() => { throw new TypeError('down'); })";
    const plain = await run(program, { withSdk: false, flags: [] });
    const watched = await run(program, { withSdk: true, flags: [] });
    expect(watched).toEqual(plain);
    expect(collector.batches).toHaveLength(1);
  });
});

/** Warnings name the process. */
function withoutProcessId(ending: Ending): Ending {
  return { ...ending, stderr: ending.stderr.replaceAll(/\(node:\d+\)/g, '(node)') };
}

function describeEvent(event: ReturnType<TestCollector['events']>[number]): string {
  const thrown = event.exception?.values.at(-1);
  const handled = thrown?.mechanism.handled ? 'handled' : 'unhandled';
  return `${event.level} ${handled} ${thrown?.mechanism.type} ${thrown?.type}: ${thrown?.value}`;
}
