import { spawn } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Schemas } from '@bugsage/api-client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newDataDirectory, openApi, startServer, type RunningServer } from './running-server.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const PAGE = new URL('../../../docs/operating/command-line.md', import.meta.url);
/** Of a test that runs a dozen commands, each a process, on a busy machine. */
const COMMANDS_TIMEOUT_MS = 150_000;
const ARRIVAL = { timeout: 60_000, interval: 250 };
const ESCAPES = '\u001B[2J\u001B]0;owned\u0007\u009B31m\u202E';
const UNSAFE = /[[\p{Cc}\p{Cf}]--\n]/v;

type Ran = { readonly code: number | null; readonly output: string; readonly notes: string };

describe('the command line', () => {
  let directory: Awaited<ReturnType<typeof newDataDirectory>>;
  let server: RunningServer;
  let issue: Schemas['Issue'];
  let token: string;

  beforeAll(async () => {
    directory = await newDataDirectory();
    server = await startServer({ dataDirectory: directory.path });
    const api = await openApi(server);
    const report = {
      project_id: 1,
      stack_trace: `TypeError: Cannot read properties of undefined (reading '${ESCAPES}total')\n    at checkout (/app/src/cart.js:42:17)`,
      title: `Cart ${ESCAPES}fails`,
    };
    const headers = { 'content-type': 'application/json' };
    const answer = await api('/issues', { method: 'POST', headers, body: JSON.stringify(report) });
    issue = ((await answer.json()) as { issue: Schemas['Issue'] }).issue;
    await vi.waitFor(async () => {
      const { status } = await api(`/issues/${issue.id}/analysis`);
      if (status !== 200) throw new Error(`The analysis answers ${status}.`);
    }, ARRIVAL);
    const made = await bugsage(['tokens', 'create', 'Tests', '--scope', 'write'], onDisk());
    if (made.code !== 0) throw new Error(made.notes);
    token = made.output.trim();
  }, 180_000);
  afterAll(async () => {
    await server?.stop();
    await directory?.remove();
  });

  /** The server of the data directory, as its admin. */
  const onDisk = () => ({ BUGSAGE_DATA_DIR: directory.path });
  /** The server of an address, as a token. */
  const byAddress = () => ({ BUGSAGE_URL: server.apiUrl, BUGSAGE_TOKEN: token });

  it('shows issues without anything a terminal would obey, and the same as JSON', async () => {
    for (const words of [
      ['issues', 'list'],
      ['issues', 'show', issue.id],
    ]) {
      const shown = await bugsage(words, byAddress());
      expect(shown).toMatchObject({ code: 0, notes: '' });
      expect(shown.output).toContain(issue.id);
      expect(shown.output).toMatch(/Cart +fails/);
      expect(shown.output).not.toMatch(UNSAFE);
      const json = await bugsage([...words, '--json'], byAddress());
      expect(json.output).not.toMatch(UNSAFE);
      const value = JSON.parse(json.output) as Schemas['Issue'] | { issues: Schemas['Issue'][] };
      expect('issues' in value ? value.issues[0] : value).toMatchObject({ id: issue.id, title: issue.title });
    }
  });

  it('explains an issue by its newest analysis', async () => {
    const shown = await bugsage(['explain', issue.id], byAddress());
    const json = JSON.parse(
      (await bugsage(['explain', issue.id, '--json'], byAddress())).output,
    ) as Schemas['Analysis'];
    expect(shown).toMatchObject({ code: 0, output: expect.stringMatching(/^confidence {2}\d+ %$/m) });
    expect(json).toMatchObject({ issue_id: issue.id, root_cause: expect.stringMatching(/./) });
    expect(shown.output).toContain(json.evidence[0]?.claim.split('\u001B')[0]);
    expect(shown.output).not.toMatch(UNSAFE);
  });

  it('resolves and ignores, under conditions', async () => {
    const ignored = await bugsage(['issues', 'ignore', issue.id, '--users', '10', '--json'], byAddress());
    expect(JSON.parse(ignored.output)).toMatchObject({ status: 'ignored', ignored_while: { users: 10 } });
    const words = ['issues', 'resolve', issue.id, '--in-release', 'shop@2.1.0', '--json'];
    const resolved = JSON.parse((await bugsage(words, byAddress())).output) as object;
    expect(resolved).toMatchObject({ status: 'resolved', resolved_in_release: 'shop@2.1.0' });
  });

  it(
    'makes projects, tokens and invitations that count',
    async () => {
      const made = await bugsage(['projects', 'create', 'Payments', '--json'], onDisk());
      const project = JSON.parse(made.output) as Schemas['ProjectDetail'];
      expect((await bugsage(['projects', 'list'], onDisk())).output).toContain('Payments');
      expect(project.dsn).toContain(`/${project.id}`);

      const invited = await bugsage(['users', 'invite', 'bob@acme.example', '--role', 'viewer'], onDisk());
      expect(invited).toMatchObject({ code: 0, output: expect.stringMatching(/^http\S+#\S+\n$/) });
      expect((await bugsage(['users', 'list'], onDisk())).output).toContain(server.adminEmail);

      const created = await bugsage(
        ['tokens', 'create', 'CI', '--scope', 'read', '--project', String(project.id), '--json'],
        onDisk(),
      );
      const { id, token: limited } = JSON.parse(created.output) as { id: string; token: string };
      const asLimited = { ...byAddress(), BUGSAGE_TOKEN: limited };
      const seen = JSON.parse((await bugsage(['projects', 'list', '--json'], asLimited)).output) as object;
      expect(seen).toMatchObject({ projects: [{ id: project.id }] });
      expect((await bugsage(['tokens', 'list'], onDisk())).output).toContain(id);
      expect((await bugsage(['tokens', 'revoke', id, '--json'], onDisk())).output).toBe(
        `{"revoked":"${id}"}\n`,
      );
      expect(await bugsage(['projects', 'list'], asLimited)).toMatchObject({
        code: 1,
        output: '',
        notes: expect.stringContaining('Set BUGSAGE_TOKEN to a token that is valid at'),
      });
      const { sessions } = (await (
        await openApi(server)
      )('/users/me/sessions').then((answer) => answer.json())) as {
        sessions: object[];
      };
      // Of the two calls of this file's own; every command has ended its login.
      expect(sessions).toHaveLength(2);
    },
    COMMANDS_TIMEOUT_MS,
  );

  it.each([
    ['an unknown option', ['issues', 'list', '--sevrity', 'high'], {}, 2, /unknown option '--sevrity'/],
    ['a missing word', ['explain'], {}, 2, /missing required argument 'issue'/],
    ['a field the server refuses', ['issues', 'list', '--limit', '5000'], {}, 2, /query limit: .*1,?000/],
    ['an id that is none', ['issues', 'show', '17'], {}, 2, /path issue_id: /],
    ['a search it does not know', ['issues', 'list', '--query', 'is:odd'], {}, 2, /odd/],
    ['what does not exist', ['explain', '00000000-0000-7000-8000-000000000000'], {}, 1, /./],
    ['a scope that is too low', ['projects', 'create', 'No'], {}, 1, /needs the role admin/],
    ['a token that would make another', ['tokens', 'create', 'x', '--scope', 'read'], {}, 1, /API token/],
    ['an address without a token', ['issues', 'list'], { BUGSAGE_TOKEN: '' }, 2, /Set BUGSAGE_TOKEN/],
    ['no address', ['issues', 'list'], { BUGSAGE_URL: 'bugs' }, 2, /BUGSAGE_URL is "bugs"/],
    [
      'nobody there',
      ['issues', 'list'],
      { BUGSAGE_URL: 'http://127.0.0.1:9' },
      1,
      /No BugSage server answers/,
    ],
    [
      'no server at all',
      ['issues', 'list'],
      { BUGSAGE_URL: '', BUGSAGE_DATA_DIR: '/nonexistent' },
      2,
      /Set BUGSAGE_URL and BUGSAGE_TOKEN/,
    ],
  ])('says what to do about %s', async (_what, words, environment, code, notes) => {
    const ran = await bugsage(words, { ...byAddress(), ...environment });
    expect(ran).toMatchObject({ code, output: '', notes: expect.stringMatching(notes) });
    expect(ran.notes).not.toMatch(/^ +at /m);
  });

  it(
    'works as its page shows',
    async () => {
      const page = await readFile(PAGE, 'utf8');
      const blocks = [...page.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, block]) => block ?? '');
      expect(blocks.length).toBeGreaterThan(3);
      const command = join(directory.path, 'bugsage');
      await writeFile(
        command,
        `#!/bin/sh\nexec "${process.execPath}" --disable-warning=ExperimentalWarning "${MAIN}" "$@"\n`,
      );
      await chmod(command, 0o700);
      const path = [directory.path, dirname(process.execPath), process.env['PATH']].join(delimiter);
      const ran = await run('sh', ['-euc', blocks.join('')], { ...onDisk(), PATH: path });
      expect(ran).toMatchObject({ code: 0, output: expect.stringContaining('Checkout') });
      expect(ran.output).toContain('Cart  fails');
    },
    COMMANDS_TIMEOUT_MS,
  );
});

function bugsage(words: readonly string[], environment: Readonly<Record<string, string>>): Promise<Ran> {
  return run(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...words], environment);
}

async function run(
  program: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Ran> {
  const child = spawn(program, words, {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [output, notes, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, output, notes };
}
