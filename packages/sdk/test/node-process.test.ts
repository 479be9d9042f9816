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
    // From where the package can import itself.
    cwd: import.meta.dirname,
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

const SERVE = `
import { createServer } from 'node:http';
import { captureException, init, sessions } from '@bugsage/sdk';
init({ release: 'program@1', integrations: [sessions()] });
const server = createServer((request, response) => {
  if (request.url === '/hang') return;
  if (request.url === '/handled') captureException(new Error('handled'));
  if (request.url === '/crash') setImmediate(() => { throw new Error('down'); });
  else response.end('ok');
});
server.listen(0, '127.0.0.1', async () => {
  const get = (path) => fetch('http://127.0.0.1:' + server.address().port + path).then((answer) => answer.text());
  await Promise.all([get('/'), get('/'), get('/handled')]);
`;

describe('sessions of a Node program', () => {
  const counts = (): unknown[] =>
    collector.batches.flatMap(({ sessions }) => sessions.map((one) => one.counts));

  it('that is a server are its requests; those that a crash cuts off are abnormal', async () => {
    const crash = `get('/hang').catch(() => 0); setTimeout(() => get('/crash').catch(() => 0), 50); });`;
    const { exitCode } = await run(SERVE + crash, { withSdk: false, flags: ['--input-type=module'] });
    expect(exitCode).toBe(1);
    expect(collector.events().map(({ level }) => level)).toEqual(['error', 'fatal']);
    const sums = new Map<string, number>();
    for (const [state, count] of counts().flatMap((one) => Object.entries(one as Record<string, number>)))
      sums.set(state, (sums.get(state) ?? 0) + count);
    expect(Object.fromEntries(sums)).toEqual({ exited: 2, errored: 1, abnormal: 1, crashed: 1 });
  });

  it('that is a server keep it from nothing: it ends when it is closed', async () => {
    const close = 'server.close(); server.closeAllConnections(); });';
    const { exitCode, stderr } = await run(SERVE + close, { withSdk: false, flags: ['--input-type=module'] });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(counts()).toEqual([{ exited: 2, errored: 1 }]);
  });

  const START =
    "import { init, sessions } from '@bugsage/sdk'; init({ release: 'program@1', integrations: [sessions()] });";
  it.each([
    ['ends', '', 0, 'ok'],
    ['ends itself', 'process.exit(3);', 3, 'ok'],
    ['throws', "throw new Error('down');", 1, 'crashed'],
    ['rejects', "Promise.reject(new Error('down'));", 1, 'crashed'],
  ])('that %s is one session', async (_, program, code, state) => {
    const { exitCode } = await run(START + program, { withSdk: false, flags: ['--input-type=module'] });
    expect(exitCode).toBe(code);
    expect(counts()).toEqual([{ [state]: 1 }]);
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
