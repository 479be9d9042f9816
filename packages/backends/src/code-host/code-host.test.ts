import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createOutbound } from '../outbound/index.ts';
import type { ProposedChange } from '../ports/code-host.ts';
import { startCodeHostServer, type CodeHostServer } from '../testing/code-host-server.ts';
import { codeHostKind, openCodeHost } from './index.ts';

const COMMIT = 'c0ffee'.padEnd(40, '0');
const TOKEN = 'glpat-or-ghp-token-0001';
const change: ProposedChange = {
  branch: 'bugsage/fix-1',
  baseBranch: null,
  baseCommit: COMMIT,
  title: 'Guard the user',
  body: 'Why and how.',
  commitMessage: 'Guard the user',
  files: [
    { path: 'src/user.js', content: 'after\n', executable: true },
    { path: 'test/user.test.js', content: 'test\n', executable: false },
    { path: 'old.js', content: null, executable: false },
  ],
};

describe.each(['github', 'gitlab'] as const)('%s', (kind) => {
  let server: CodeHostServer;
  const open = (token = TOKEN) => {
    const host = openCodeHost({
      url: `https://${kind}.example/acme/shop.git`,
      host: kind,
      apiUrl: server.apiUrl,
      repository: null,
      token,
      outbound: createOutbound({ allow: ['127.0.0.1'] }),
    });
    if (host === null) throw new Error('no host');
    return host;
  };
  beforeEach(async () => {
    const files = { 'src/user.js': 'before\n', 'old.js': 'old\n', 'kept.js': 'kept\n' };
    server = await startCodeHostServer({ kind, token: TOKEN, commit: COMMIT, files });
  });
  afterEach(() => server.stop());

  test('gets a branch with one commit on the base and a draft pull request', async () => {
    const pull = await open().propose(change);
    expect(pull).toMatchObject({ number: 7, branch: 'bugsage/fix-1' });
    const made = server.state.commits.get(server.state.branches.get('bugsage/fix-1') ?? '');
    expect(made).toMatchObject({ parent: COMMIT, message: 'Guard the user' });
    expect(Object.fromEntries(made?.files ?? [])).toEqual({
      'src/user.js': { content: 'after\n', mode: '100755' },
      'test/user.test.js': { content: 'test\n', mode: '100644' },
      'kept.js': { content: 'kept\n', mode: '100644' },
    });
    expect(server.state.pulls).toMatchObject([{ draft: true, base: 'main', body: 'Why and how.' }]);
    expect(server.state.branches.get('main')).toBe(COMMIT);
  });

  test('is asked a hundred times, ten at a time, and has one branch and one pull request', async () => {
    const host = open();
    const seen = new Set<number>();
    for (let round = 0; round < 10; round += 1) {
      const pulls = await Promise.all(Array.from({ length: 10 }, () => host.propose(change)));
      for (const { number } of pulls) seen.add(number);
    }
    expect([...seen]).toEqual([7]);
    expect(server.state.pulls).toHaveLength(1);
    expect([...server.state.branches.keys()]).toEqual(['main', 'bugsage/fix-1']);
  });

  test('that answered into the void is not asked for a second one', async () => {
    for (const part of [
      kind === 'github' ? '/git/refs' : '/repository/commits',
      kind === 'github' ? '/pulls' : '/merge_requests',
    ]) {
      server.fault = ({ method, path }) => (method === 'POST' && path.endsWith(part) ? 'cut_after' : null);
      await expect(open().propose(change)).rejects.toMatchObject({ code: 'outbound_failed' });
    }
    server.fault = null;
    expect((await open().propose(change)).number).toBe(7);
    expect(server.state.pulls).toHaveLength(1);
  });

  test('tells the state of a pull request, and closes it with a comment', async () => {
    const host = open();
    const { number } = await host.propose(change);
    expect(await host.stateOf(number)).toBe('open');
    const comment = { marker: 'revert-1', text: 'It was wrong.' };
    server.fault = ({ method }) =>
      method === 'PATCH' || method === 'PUT' ? { status: 502, json: {} } : null;
    await expect(host.close(number, comment)).rejects.toMatchObject({ retryable: true });
    server.fault = ({ path, method }) =>
      method === 'POST' && /comments|notes/.test(path) ? { status: 500, json: {} } : null;
    await host.close(number, comment);
    server.fault = null;
    expect(await host.stateOf(number)).toBe('closed');
    expect(server.state.pulls[0]?.comments).toEqual(['It was wrong.\n\n<!-- bugsage:revert-1 -->']);
    const [pull] = server.state.pulls;
    if (pull !== undefined) pull.state = 'merged';
    expect(await host.stateOf(number)).toBe('merged');
    expect(await host.headOf(null)).toEqual({ branch: 'main', commit: COMMIT });
  });

  test.each([
    [401, 'code_host_refused', 'token is wrong'],
    [404, 'code_host_refused', 'may not see it'],
    [429, 'code_host_unavailable', 'tried again'],
    [502, 'code_host_unavailable', 'tried again'],
  ])('status %i is %s and says what to do', async (status, code, words) => {
    server.fault = () => ({ status, json: { message: 'Said so' } });
    const failure = await open()
      .propose(change)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code, retryable: status === 429 || status === 502 });
    expect(String(failure)).toContain(words);
    expect(String(failure)).not.toContain(TOKEN);
  });

  test('refuses a wrong token', async () => {
    await expect(open('wrong').propose(change)).rejects.toMatchObject({ code: 'code_host_refused' });
    expect(server.state.pulls).toEqual([]);
  });
});

test.each([
  ['https://github.com/acme/shop.git', 'auto', 'github'],
  ['git@github.com:acme/shop.git', 'auto', 'github'],
  ['ssh://git@gitlab.corp.example/team/sub/shop.git', 'auto', 'gitlab'],
  ['https://git.corp.example/team/shop', 'auto', null],
  ['https://git.corp.example/team/shop', 'gitlab', 'gitlab'],
  ['https://github.com/acme/shop.git', 'none', null],
  ['/srv/repositories/shop', 'auto', null],
] as const)('%s with host %s is on %s', (url, host, kind) => {
  expect(codeHostKind({ url, host })).toBe(kind);
});
