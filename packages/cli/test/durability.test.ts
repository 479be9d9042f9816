import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newDataDirectory, openApi, startServer, type RunningServer } from './running-server.ts';

describe('a server that is stopped in every way', () => {
  let directory: Awaited<ReturnType<typeof newDataDirectory>>;
  let server: RunningServer | undefined;

  beforeEach(async () => {
    directory = await newDataDirectory();
  });
  afterEach(async () => {
    await server?.stop();
    await directory.remove();
  });

  it('has an acknowledged event after kill -9, once, and keeps login, DSN and data over starts', async () => {
    server = await startServer({ dataDirectory: directory.path });
    const first = server;
    const ids = Array.from({ length: 20 }, newId);
    for (const id of ids) expect((await sendEvent(first, id)).status).toBe(200);
    await first.kill();

    server = await startServer({ dataDirectory: directory.path });
    expect(server.dsn.split('@')[0]).toBe(first.dsn.split('@')[0]);
    expect(server.adminPassword).toBe(first.adminPassword);
    // What the client could not know: it sends the last one again.
    expect((await sendEvent(server, ids.at(-1) ?? '')).status).toBe(200);
    const api = await openApi(server);
    const issue = async (): Promise<{ id: string; event_count: number } | undefined> =>
      (
        (await (await api('/issues?project_id=1')).json()) as {
          issues: { id: string; event_count: number }[];
        }
      ).issues[0];
    await expect.poll(async () => (await issue())?.event_count, { timeout: 20_000 }).toBe(ids.length);
    const listed = (await (await api(`/issues/${(await issue())?.id}/events?limit=100`)).json()) as {
      events: { event_id: string }[];
    };
    expect(listed.events.map((event) => event.event_id).toSorted()).toEqual(ids.toSorted());

    // The duplicate has its outcome, and the count has not moved.
    const metrics = async (): Promise<string> => (await fetch(`${server?.collectorUrl}/metrics`)).text();
    await expect.poll(metrics, { timeout: 10_000 }).toMatch(/reason="duplicate"\} 1\n/);
    expect((await issue())?.event_count).toBe(ids.length);

    expect(await server.stop()).toBe(0);
    server = await startServer({ dataDirectory: directory.path });
    expect(await issueCount(server)).toBe(1);
  });

  it('refuses a second process on the same data directory and names the first', async () => {
    server = await startServer({ dataDirectory: directory.path });
    const second = startServer({ dataDirectory: directory.path });
    await expect(second).rejects.toThrow(`in use by process ${server.pid}`);
    expect((await fetch(`${server.apiUrl}/health`)).status).toBe(200);
  });

  it('says which variable is wrong and ends with code 2', async () => {
    const wrong = startServer({ dataDirectory: directory.path, environment: { BUGSAGE_API_PORT: 'eighty' } });
    await expect(wrong).rejects.toThrow(/ended with code 2[^]*BUGSAGE_API_PORT/);
  });
});

async function issueCount(server: RunningServer): Promise<number> {
  const api = await openApi(server);
  return ((await (await api('/issues')).json()) as { total: number }).total;
}

function newId(): string {
  return randomUUID().replaceAll('-', '');
}

function sendEvent(server: RunningServer, eventId: string): Promise<Response> {
  const dsn = new URL(server.dsn);
  const event = {
    event_id: eventId,
    platform: 'node',
    exception: {
      values: [
        {
          type: 'RangeError',
          value: 'the basket is full',
          stacktrace: { frames: [{ function: 'add', filename: 'basket.js', lineno: 4, in_app: true }] },
        },
      ],
    },
  };
  return fetch(`${dsn.origin}/api/1/envelope/?sentry_key=${dsn.username}`, {
    method: 'POST',
    body: `{"event_id":"${eventId}"}\n{"type":"event"}\n${JSON.stringify(event)}`,
  });
}
