import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestBackends } from '../../packages/backends/src/testing/test-backends.ts';
import { runCollector, type RunningCollector } from './run-collector.ts';

describe('collector', () => {
  let engines: TestBackends;
  let running: RunningCollector;
  let base: string;

  beforeAll(async () => {
    running = await runCollector({});
    engines = running.engines;
    base = running.url;
  });
  afterAll(() => running.stop());

  const send = (eventId: string, key = engines.accounts.ingestKey, project = 1): Promise<Response> =>
    fetch(`${base}/api/${project}/envelope/?sentry_key=${key}`, { method: 'POST', body: envelope(eventId) });
  const outcome = async (labels: string): Promise<number> => {
    const text = await (await fetch(`${base}/metrics`)).text();
    const line = text.split('\n').find((row) => row.startsWith(`bugsage_events_outcome_total{${labels}}`));
    return Number(line?.split(' ').at(-1) ?? 0);
  };

  it('takes an envelope and shows the event and its issue, once', async () => {
    const eventId = newId();
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const response = await send(eventId);
      expect([response.status, await response.json()]).toEqual([200, { id: eventId }]);
    }
    await expect.poll(() => engines.backends.events.getEvent(1, eventId), { timeout: 15_000 }).not.toBeNull();
    const stored = await engines.backends.events.getEvent(1, eventId);
    expect(stored?.grouping).toMatchObject({
      title: 'TypeError: cart is undefined',
      culprit: 'src/cart.js in total',
      version: 'bs1',
    });
    await expect.poll(() => outcome('outcome="dropped",stage="dedupe",reason="duplicate"')).toBe(1);
    const { issues } = await engines.backends.issues.listIssues({ projectIds: [1] }, { skip: 0, limit: 5 });
    expect(issues.map((issue) => [issue.title, issue.event_count])).toEqual([
      ['TypeError: cart is undefined', 1],
    ]);
    const messages = await engines.backends.sql`SELECT subject FROM outbox`;
    expect(messages.map((message) => message['subject'])).toEqual(['issue.created']);
  });

  it.each([
    ['an unknown key', '0'.repeat(32), 1, 401],
    ['a key of another project', null, 2, 403],
    ['a key that is no key', 'nope', 1, 400],
  ])('refuses %s', async (_, key, project, status) => {
    const response = await send(newId(), key ?? engines.accounts.ingestKey, project);
    expect(response.status).toBe(status);
    expect(response.headers.get('x-sentry-error')).toBeTruthy();
  });

  it('says what is wrong with an envelope, and counts it', async () => {
    const url = `${base}/api/1/envelope/?sentry_key=${engines.accounts.ingestKey}`;
    const response = await fetch(url, { method: 'POST', body: '{}\nnot json\n{}' });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ detail: expect.any(String) });
    expect(await outcome('outcome="dropped",stage="receive",reason="invalid_envelope"')).toBe(1);
  });

  it('skips items it does not know', async () => {
    const url = `${base}/api/1/envelope/?sentry_key=${engines.accounts.ingestKey}`;
    const response = await fetch(url, { method: 'POST', body: '{}\n{"type":"from_the_future"}\n{}' });
    expect(response.status).toBe(200);
    expect(await outcome('outcome="dropped",stage="receive",reason="unknown_item"')).toBe(1);
  });

  it('answers its health', async () => {
    for (const path of ['live', 'ready', 'health']) {
      const response = await fetch(`${base}/${path}`);
      expect([path, response.status, (await response.json()) as unknown]).toEqual([
        path,
        200,
        expect.objectContaining({ status: 'ok' }),
      ]);
    }
  });

  it('keeps secrets from the disk', async () => {
    const eventId = newId();
    const secret = `hunter2-${newId()}`;
    await fetch(`${base}/api/1/envelope/?sentry_key=${engines.accounts.ingestKey}`, {
      method: 'POST',
      body: envelope(eventId, {
        extra: { password: secret },
        request: { headers: { Authorization: `Bearer ${secret}` } },
      }),
    });
    await expect.poll(() => engines.backends.events.getEvent(1, eventId), { timeout: 15_000 }).not.toBeNull();
    const { execFileSync } = await import('node:child_process');
    const found = execFileSync(
      'sh',
      ['-c', 'grep -rla "$1" "$2" || true', 'sh', secret, engines.engines.dataDirectory],
      { encoding: 'utf8' },
    );
    expect(found).toBe('');
  });
});

function newId(): string {
  return randomUUID().replaceAll('-', '');
}

function envelope(eventId: string, more: object = {}): string {
  const event = {
    event_id: eventId,
    platform: 'node',
    level: 'error',
    release: 'shop@1.0.0',
    exception: {
      values: [
        {
          type: 'TypeError',
          value: 'cart is undefined',
          stacktrace: {
            frames: [{ function: 'total', filename: 'src/cart.js', lineno: 12, colno: 3, in_app: true }],
          },
        },
      ],
    },
    ...more,
  };
  return `${JSON.stringify({ event_id: eventId, sent_at: new Date().toISOString() })}\n{"type":"event"}\n${JSON.stringify(event)}`;
}
