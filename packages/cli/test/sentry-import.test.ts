import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Integration, Issue } from '@bugsage/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProviderServer, type ProviderServer } from '../../backends/src/testing/provider-server.ts';
import { sentryApiEvent, sentryRoutes } from '../../backends/src/testing/sentry-routes.ts';
import { newDataDirectory, openApi, startServer, type RunningServer } from './running-server.ts';

const LEVELS = { fatal: 'critical', error: 'high', warning: 'medium', info: 'low', debug: 'low' } as const;
const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const ARRIVAL = { timeout: 60_000, interval: 250 };

describe('an import from Sentry', () => {
  let directory: Awaited<ReturnType<typeof newDataDirectory>>;
  let server: RunningServer;
  let sentry: ProviderServer;
  let api: Awaited<ReturnType<typeof openApi>>;

  beforeAll(async () => {
    const issues = Object.keys(LEVELS).map((level, index) => ({
      id: String(500 + index),
      title: level,
      event: sentryApiEvent({
        id: randomUUID().replaceAll('-', ''),
        issueId: String(500 + index),
        type: `${level}Error`,
        level,
        file: `${level}.js`,
      }),
    }));
    sentry = await startProviderServer(sentryRoutes(issues, { token: 'sntrys_x', pageSize: 2 }));
    directory = await newDataDirectory();
    server = await startServer({
      dataDirectory: directory.path,
      environment: { BUGSAGE_OUTBOUND_ALLOW: '127.0.0.1' },
    });
    api = await openApi(server);
  }, 180_000);
  afterAll(async () => {
    await server?.stop();
    await sentry?.stop();
    await directory.remove();
  });

  const call = async <T>(path: string, method: 'GET' | 'POST' = 'GET', json?: object): Promise<T> => {
    const body = json === undefined ? {} : { body: JSON.stringify(json) };
    const headers = json === undefined ? {} : { 'content-type': 'application/json' };
    const response = await api(path, { method, headers, ...body });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  const issues = async () => (await call<{ issues: Issue[] }>('/issues?source=sentry')).issues;

  /** The command, with an API token and the same settings. */
  const runImport = async () => {
    const made = { name: 'Import', scopes: ['admin'], expires_in_days: 1 };
    const { token } = await call<{ token: string }>('/tokens', 'POST', made);
    const words = ['import', 'sentry', '--organization', 'acme', '--project', 'shop', '--json'];
    const child = spawn(process.execPath, [MAIN, ...words, '--sentry-url', sentry.url], {
      env: {
        ...process.env,
        BUGSAGE_URL: server.apiUrl,
        BUGSAGE_TOKEN: token,
        SENTRY_AUTH_TOKEN: 'sntrys_x',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const code = new Promise<number | null>((resolve) => child.once('exit', resolve));
    return { stdout: await text(child.stdout), code: await code };
  };

  it('goes through the collector: issues with their severity, each event once however often it is imported', async () => {
    const { id } = await call<Integration>('/projects/1/integrations', 'POST', {
      kind: 'sentry',
      name: 'Sentry',
      settings: { organization: 'acme', project: 'shop', url: sentry.url },
      credentials: { token: 'sntrys_x' },
    });
    const importAll = async () => {
      await call(`/projects/1/integrations/${id}/import`, 'POST');
      await expect
        .poll(async () => {
          const { integrations } = await call<{ integrations: Integration[] }>('/projects/1/integrations');
          return integrations[0]?.import;
        }, ARRIVAL)
        .toMatchObject({ status: 'done', issues: 5, events: 5, skipped: 0 });
    };
    await importAll();
    await expect.poll(async () => (await issues()).length, ARRIVAL).toBe(5);
    const again = await runImport();
    expect([again.code, JSON.parse(again.stdout)]).toMatchObject([0, { status: 'done', events: 5 }]);
    expect((await call<{ integrations: object[] }>('/projects/1/integrations')).integrations).toHaveLength(1);
    const found = await issues();
    expect(
      Object.fromEntries(found.map(({ type, severity }) => [type.replace('Error', ''), severity])),
    ).toEqual(LEVELS);
    expect(found.map(({ event_count }) => event_count)).toEqual([1, 1, 1, 1, 1]);
    const fatal = found.find(({ type }) => type === 'fatalError');
    expect(fatal).toMatchObject({ last_release: 'shop@1.4.0', last_environment: 'production' });
    const { event } = await call<{ event: { exceptions: { frames: { context_line: string }[] }[] } }>(
      `/issues/${fatal?.id}/events/latest`,
    );
    expect(JSON.stringify(event)).toContain('return cart.items.length;');
  }, 180_000);
});
