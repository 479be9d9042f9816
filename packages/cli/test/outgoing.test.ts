import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openSandbox, readEngineUrls } from '@bugsage/backends';
import type { Delivery, Fix, Integration, Issue, IssueLink } from '@bugsage/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgres } from '../../backends/src/postgres/postgres-client.ts';
import { chatRoutes, newChatState } from '../../backends/src/testing/chat-routes.ts';
import { startCodeHostServer, type CodeHostServer } from '../../backends/src/testing/code-host-server.ts';
import { startProviderServer, type ProviderServer } from '../../backends/src/testing/provider-server.ts';
import { gitHubTracker, type TrackerState } from '../../backends/src/testing/tracker-routes.ts';
import { newDataDirectory, openApi, startServer, type RunningServer } from './running-server.ts';

const TOKEN = 'ghp_0123456789abcdefghijABCDEFGHIJ012345';
const USER = `export function initials(user) {
  return user.profile.name.slice(0, 2).toUpperCase();
}

export function greeting(user) {
  if (!user.profile) return '';
  return 'Hello ' + user.profile.name;
}
`;
const PATIENCE = { timeout: 90_000, interval: 100 };
const sandbox = await openSandbox({ kind: 'auto' });

// Without a sandbox no fix becomes ready.
describe.skipIf(sandbox.kind === 'none')(
  'a server that is killed while the others hold their answers',
  () => {
    const chat = newChatState();
    const tracker: TrackerState = { issues: [], commits: [], now: Date.now };
    let chatServer: ProviderServer;
    let trackerServer: ProviderServer;
    let codeHost: CodeHostServer;
    let directory: Awaited<ReturnType<typeof newDataDirectory>>;
    let server: RunningServer;
    let api: Awaited<ReturnType<typeof openApi>>;

    const start = async (): Promise<void> => {
      const environment = { BUGSAGE_OUTBOUND_ALLOW: '127.0.0.1' };
      server = await startServer({ dataDirectory: directory.path, environment });
      api = await openApi(server);
    };
    const call = async <Answer>(path: string, method = 'GET', json?: object): Promise<Answer> => {
      const body = json === undefined ? {} : { body: JSON.stringify(json) };
      const headers = json === undefined ? {} : { 'content-type': 'application/json' };
      const response = await api(path, { method, headers, ...body });
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as Answer;
    };
    const happen = async (type: string): Promise<string> => {
      const { origin, username } = new URL(server.dsn);
      const frame = { function: 'initials', filename: 'user.js', lineno: 2, colno: 23, in_app: true };
      const value = "Cannot read properties of undefined (reading 'name')";
      const event = {
        event_id: randomUUID().replaceAll('-', ''),
        platform: 'node',
        exception: { values: [{ type, value, stacktrace: { frames: [frame] } }] },
      };
      const sent = await fetch(`${origin}/api/1/envelope/?sentry_key=${username}`, {
        method: 'POST',
        body: `{"event_id":"${event.event_id}"}\n{"type":"event"}\n${JSON.stringify(event)}`,
      });
      expect(sent.status).toBe(200);
      const found = async (): Promise<Issue | undefined> =>
        (await call<{ issues: Issue[] }>('/issues?project_id=1')).issues.find((issue) => issue.type === type);
      await expect.poll(found, PATIENCE).toBeDefined();
      return (await found())?.id ?? '';
    };
    const link = async (issueId: string): Promise<IssueLink | undefined> =>
      (await call<{ links: IssueLink[] }>(`/issues/${issueId}/links`)).links[0];
    const deliveries = async (): Promise<string[]> =>
      (await call<{ deliveries: Delivery[] }>('/projects/1/deliveries')).deliveries.map(
        ({ status }) => status,
      );
    const worktrees = async (): Promise<string[]> => {
      const folder = join(directory.path, 'repositories');
      const names = (await readdir(folder)).filter((name) => name.endsWith('.worktrees'));
      return (await Promise.all(names.map((name) => readdir(join(folder, name))))).flat();
    };

    beforeAll(async () => {
      directory = await newDataDirectory();
      const repository = join(directory.path, 'shop');
      const commit = await makeRepository(repository);
      chatServer = await startProviderServer(chatRoutes(chat));
      trackerServer = await startProviderServer(gitHubTracker(tracker, TOKEN));
      codeHost = await startCodeHostServer({
        kind: 'github',
        token: TOKEN,
        commit,
        files: { 'user.js': USER },
      });
      await start();
      const host = { host: 'github', host_repository: 'acme/shop', api_url: codeHost.apiUrl };
      await call('/projects/1', 'PUT', {
        repository: { url: repository, root: '', test_command: null, ...host },
      });
      await call('/projects/1/secrets/repository_token', 'PUT', { value: TOKEN });
    });
    afterAll(async () => {
      await server?.stop();
      await Promise.all([chatServer?.stop(), trackerServer?.stop(), codeHost?.stop()]);
      await directory.remove();
    });

    it('has sent each message once, and made one issue, one comment and one pull request, when it is back', async () => {
      const first = await happen('TypeError');
      const integration = await call<Integration>('/projects/1/integrations', 'POST', {
        kind: 'github',
        name: 'Shop',
        settings: { repository: 'acme/shop', api_url: trackerServer.url },
        credentials: { token: TOKEN },
      });
      const ask = (issueId: string) =>
        call(`/issues/${issueId}/links`, 'POST', { integration_id: integration.id });
      await ask(first);
      await expect.poll(async () => (await link(first))?.state, PATIENCE).toBe('linked');
      const { id: fixId } = await call<Fix>('/fixes', 'POST', { issue_id: first });
      const fix = () => call<Fix>(`/fixes/${fixId}`);
      await expect.poll(async () => (await fix()).status, PATIENCE).toBe('ready');
      await call(`/fixes/${fixId}/review`, 'POST', { approved: true, notes: 'Good.' });
      const slack = { token: 'xoxb-0123456789', channel: 'C01', api: `${chatServer.url}/slack` };
      for (const [kind, target] of [
        ['slack', slack],
        ['discord', { url: `${chatServer.url}/discord` }],
      ] as const) {
        const { id } = await call<{ id: string }>('/projects/1/channels', 'POST', {
          kind,
          name: kind,
          target,
        });
        await call('/projects/1/alerts', 'POST', { name: kind, triggers: ['new_issue'], channel_ids: [id] });
      }

      // From here on everybody does what is asked, and says nothing.
      chatServer.fault = ({ method }) => (method === 'POST' ? 'hold_after' : null);
      trackerServer.fault = chatServer.fault;
      codeHost.fault = ({ method, path }) =>
        method === 'POST' && path.endsWith('/pulls') ? 'hold_after' : null;
      const second = await happen('RangeError');
      await Promise.all([
        ask(second),
        call(`/issues/${first}/comments`, 'POST', { body: 'Only in Safari.' }),
        call(`/fixes/${fixId}/apply`, 'POST', {}),
      ]);
      const made = () => ({
        slack: chat.slack.length,
        discord: chat.posts.discord.length,
        issues: tracker.issues.length,
        comments: tracker.issues.flatMap(({ comments }) => comments).length,
        pulls: codeHost.state.pulls.length,
        branches: codeHost.state.branches.size,
      });
      const ONE_OF_EACH = { slack: 1, discord: 1, issues: 2, comments: 1, pulls: 1, branches: 2 };
      await expect.poll(made, { ...PATIENCE, interval: 10 }).toEqual(ONE_OF_EACH);
      await server.kill();

      for (const other of [chatServer, trackerServer, codeHost]) other.fault = null;
      await start();
      expect(await deliveries()).toEqual(['sending', 'sending']);
      await endLeases(directory.path);
      await expect.poll(async () => (await deliveries()).toSorted(), PATIENCE).toEqual(['sent', 'unknown']);
      await expect.poll(async () => (await link(second))?.state, PATIENCE).toBe('linked');
      await expect.poll(async () => (await fix()).status, PATIENCE).toBe('applied');
      await expect.poll(() => openTasks(directory.path), PATIENCE).toBe(0);
      expect(made()).toEqual(ONE_OF_EACH);
      expect(await fix()).toMatchObject({ publication: { state: 'published', number: 7 } });
      // The second issue may be looked into right now.
      await expect.poll(worktrees, PATIENCE).toEqual([]);
      expect(await (await fetch(`${server.apiUrl}/metrics`)).text()).toContain(
        'bugsage_outgoing_attempts_total{to="channel",status="unknown"} 1',
      );
      expect(await server.stop()).toBe(0);
      await expect.poll(() => processesOf(directory.path), PATIENCE).toEqual([]);
    }, 180_000);
  },
);

async function makeRepository(path: string): Promise<string> {
  execFileSync('git', ['init', '-q', '-b', 'main', path]);
  const script = '{ "type": "module", "scripts": { "test": "node --test" } }';
  await writeFile(join(path, 'package.json'), script);
  await writeFile(join(path, 'user.js'), USER);
  const git = (...rest: string[]): string =>
    execFileSync('git', ['-C', path, '-c', 'user.name=Ada', '-c', 'user.email=ada@x', ...rest], {
      encoding: 'utf8',
    }).trim();
  git('add', '.');
  git('commit', '-qm', 'Shop');
  return git('rev-parse', 'HEAD');
}

async function withSql<Answer>(
  dataDirectory: string,
  run: (sql: ReturnType<typeof openPostgres>) => Promise<Answer>,
): Promise<Answer> {
  const urls = await readEngineUrls(dataDirectory);
  if (urls === null) throw new Error('No engines run.');
  const sql = openPostgres(urls.databaseUrl, { connectionsMax: 1 });
  const answer = await run(sql);
  await sql.end();
  return answer;
}

/** As if the minutes had passed that the dead one had for its work. */
function endLeases(dataDirectory: string): Promise<void> {
  return withSql(dataDirectory, async (sql) => {
    await sql`UPDATE deliveries SET next_attempt_at = now() WHERE status = 'sending'`;
    await sql`UPDATE integration_tasks SET next_attempt_at = now() WHERE status = 'sending'`;
    await sql`UPDATE bus_deliveries SET visible_at = now()`;
  });
}

function openTasks(dataDirectory: string): Promise<number> {
  return withSql(
    dataDirectory,
    async (sql) => (await sql`SELECT 1 FROM integration_tasks WHERE status IN ('pending', 'sending')`).length,
  );
}

function processesOf(dataDirectory: string): string[] {
  const listed = execFileSync('ps', ['axww', '-o', 'command'], { encoding: 'utf8' });
  return listed.split('\n').filter((line) => line.includes(dataDirectory));
}
