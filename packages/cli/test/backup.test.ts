import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEngineUrls } from '@bugsage/backends';
import type { Delivery } from '@bugsage/core';
import { startProviderServer, type ProviderServer } from '../../backends/src/testing/provider-server.ts';
import { readDelivered } from '../../backends/src/testing/read-delivered.ts';
import { AckLog } from './faults/ack-log.ts';
import { runCommand } from './faults/command-line.ts';
import { startLoad, type Load } from './faults/load.ts';
import { logIn, newDataDirectory, openApi, startServer, type RunningServer } from './running-server.ts';

const BEFORE_BACKUP = 300;

/** Fault F21: a backup under load, restored elsewhere. */
describe('a backup of a server under load', () => {
  let folder: string;
  let original: RunningServer;
  let originalDirectory: Awaited<ReturnType<typeof newDataDirectory>>;
  let load: Load;
  let chat: ProviderServer;
  const opened: RunningServer[] = [];
  const backup = (): string => join(folder, 'backup');
  const restored = (): string => join(folder, 'restored');

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bugsage-backup-'));
    originalDirectory = await newDataDirectory();
    chat = await startProviderServer(() => ({ status: 503 }));
    original = await startServer({
      dataDirectory: originalDirectory.path,
      environment: { BUGSAGE_OUTBOUND_ALLOW: '127.0.0.1' },
    });
    opened.push(original);
    const target = { collectorUrl: original.collectorUrl, key: new URL(original.dsn).username };
    load = startLoad({
      target: () => target,
      perSecond: 60,
      ackLog: new AckLog(await open(join(folder, 'acks'), 'a')),
    });
  }, 180_000);
  afterAll(async () => {
    for (const server of opened) await server.stop();
    await chat?.stop();
    await originalDirectory.remove();
    await rm(folder, { recursive: true, force: true });
  });

  it('holds all that was stored, and starts elsewhere with the same logins, keys, issues and events', async () => {
    await expect.poll(() => storedEvents(original), { timeout: 60_000 }).toBeGreaterThan(BEFORE_BACKUP);
    const token = await logIn(original);
    const api = await openApi(original);
    await sendToChannel(api, `${chat.url}/discord`);
    const sealed = await api('/projects/1/secrets/repository_token', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ value: 'token-of-a-code-host' }),
    });
    expect(sealed.status).toBeLessThan(300);
    const before = await storedEvents(original);
    const made = await runCommand(originalDirectory.path, 'backup', backup(), '--json');
    expect(made.code, made.errors).toBe(0);
    const after = await storedEvents(original);
    const events = rows((JSON.parse(made.output) as { facts: Part[] }).facts);
    expect(events).toBeGreaterThanOrEqual(before);
    expect(events).toBeLessThanOrEqual(after);
    await load.stop();

    const done = await runCommand(restored(), 'restore', backup());
    expect(done.code, done.errors).toBe(0);
    const started = await startServer({ dataDirectory: restored() });
    opened.push(started);
    expect(started.dsn.split('@')[0]).toBe(original.dsn.split('@')[0]);
    const copy = { ...started, adminPassword: original.adminPassword };
    expect(await storedEvents(copy)).toBe(events);
    const engines = await readEngineUrls(restored());
    if (engines === null) throw new Error('The restored server runs without engines.');
    const held = await readDelivered(engines);
    expect([...held.rows.values()]).toEqual(Array.from({ length: events }, () => 1));
    expect(held.counted).toEqual(new Set(held.rows.keys()));
    expect(held.countedByIssues).toBe(events);
    const restoredApi = await openApi(copy);
    // Nobody can tell whether the original sent it later.
    await expect
      .poll(async () => (await messages(restoredApi))[0]?.status, { timeout: 60_000 })
      .toBe('unknown');
    const secrets = await restoredApi('/projects/1/secrets');
    expect(await secrets.text()).toContain('repository_token');
    // Signed by the key of the original: what that key sealed can be opened here too.
    const authorization = `Bearer ${token}`;
    const whoAmI = await fetch(`${copy.apiUrl}/api/v1/users/me`, { headers: { authorization } });
    expect(whoAmI.status).toBe(200);
  }, 240_000);

  it('is not written over, and replaces nothing', async () => {
    const again = await runCommand(originalDirectory.path, 'backup', backup());
    expect(again).toMatchObject({ code: 1, errors: expect.stringContaining('exists already') });
    const running = await runCommand(originalDirectory.path, 'restore', backup());
    expect(running).toMatchObject({ code: 1, errors: expect.stringContaining('in use by process') });
    await opened.pop()?.stop();
    const used = await runCommand(restored(), 'restore', backup());
    expect(used).toMatchObject({ code: 1, errors: expect.stringContaining('a restore replaces nothing') });
  }, 120_000);

  it('is refused as a whole when a byte of it changed', async () => {
    await appendFile(join(backup(), 'events', 'events_000000.gz'), 'x');
    const fresh = join(folder, randomUUID());
    await mkdir(fresh);
    const damaged = await runCommand(fresh, 'restore', backup());
    expect(damaged.code).toBe(1);
    expect(damaged.errors).toContain('events/events_000000.gz');
    expect(await readdir(fresh)).toEqual([]);
  });
});

type Api = Awaited<ReturnType<typeof openApi>>;

/** Through a channel of Discord that is away, so that the message waits. */
async function sendToChannel(api: Api, url: string): Promise<void> {
  const post = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json' };
    return (await api(path, { method: 'POST', headers, body: JSON.stringify(body) })).json();
  };
  const channel = { kind: 'discord', name: 'Chat', target: { url } };
  const { id } = (await post('/projects/1/channels', channel)) as { id: string };
  await post(`/projects/1/channels/${id}/test`, {});
  await expect.poll(() => messages(api)).toMatchObject([{ status: 'pending', attempts: 1 }]);
}

async function messages(api: Api): Promise<readonly Delivery[]> {
  return ((await (await api('/projects/1/deliveries')).json()) as { deliveries: Delivery[] }).deliveries;
}

type Part = { readonly rows: number };

const rows = (parts: readonly Part[]): number => parts.reduce((sum, part) => sum + part.rows, 0);

async function storedEvents(server: RunningServer): Promise<number> {
  const answer = await (await openApi(server))('/issues?project_id=1&limit=100');
  const { issues } = (await answer.json()) as { issues: { event_count: number }[] };
  return issues.reduce((sum, issue) => sum + issue.event_count, 0);
}
