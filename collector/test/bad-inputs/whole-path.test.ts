import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRawConnection, type RawConnection } from '../raw-connection.ts';
import { BAD_EVENTS, type BadEvent } from './events.ts';
import { BAD_REQUESTS } from './requests.ts';
import {
  newId,
  OTHER_PROJECT,
  REVOKED_KEY,
  startWholeCollector,
  type WholeCollector,
} from './whole-collector.ts';

const IDLE_CONNECTIONS = 2_000;
const DRAIN_TIMEOUT_MS = 60_000;
/** Enough for the lookup of keys to notice (it refreshes every 4 s), and for a slow connection to be cut after 10 s. */
const NOTICE_TIMEOUT_MS = 30_000;

let whole: WholeCollector;
/** Every event that was answered with 200, and everything that should be counted as dropped. */
const acknowledged = new Set<string>();
const expectedDrops = new Map<string, number>();
let slowHead: RawConnection;

beforeAll(async () => {
  whole = await startWholeCollector();
  slowHead = await openRawConnection(whole.collector.port);
  slowHead.send('POST /api/1/envelope/ HTTP/1.1\r\nHost: h\r\nX-A');
});
afterAll(() => whole.stop());

describe('requests of which nothing is kept', () => {
  test.each(BAD_REQUESTS)(
    '$number: $name',
    async ({ endpoint = 'envelope', headers = {}, key, body, status, reasons }) => {
      const query = key === null ? '' : `?sentry_key=${encodeURIComponent(key ?? whole.key)}`;
      const path = `/api/1/${endpoint}/${query}`;
      const answer = await fetch(`${whole.url}${path}`, {
        method: 'POST',
        body: typeof body === 'string' ? body : new Uint8Array(body),
        headers: headers as Record<string, string>,
      });
      expect(answer.status).toBe(status);
      if (status !== 200) expect(answer.headers.get('x-sentry-error')).toBeTruthy();
      for (const reason of reasons) expectDrop(`receive ${reason}`);
    },
  );

  test('14: TRACE, and paths nobody offers', async () => {
    const connection = await openRawConnection(whole.collector.port);
    connection.send('TRACE /api/1/envelope/ HTTP/1.1\r\nHost: h\r\n\r\n');
    const answer = await connection.nextAnswer().catch(() => undefined);
    connection.destroy();
    expect(answer?.status ?? 405).toBeGreaterThanOrEqual(400);
    for (const path of ['//../', '/api/1/envelope/../../x', '/%2e%2e/api'])
      expect((await fetch(`${whole.url}${path}`)).status).toBeGreaterThanOrEqual(404);
  });

  test('45: a revoked key, as soon as it is noticed', async () => {
    const send = async (): Promise<number> => (await post('{}', { key: REVOKED_KEY })).status;
    expect(await send()).toBe(200);
    await whole.engines.backends
      .sql`UPDATE ingest_keys SET enabled = false WHERE public_key = ${REVOKED_KEY}`;
    await expect.poll(send, { timeout: NOTICE_TIMEOUT_MS, interval: 100 }).toBe(403);
    expectDrop('receive disabled_key');
  });

  test(
    '10: a head that does not come to its end is cut, while others are served',
    async () => {
      await slowHead.closed();
      expect((await fetch(`${whole.url}/live`)).status).toBe(200);
    },
    NOTICE_TIMEOUT_MS,
  );
});

describe('events that are repaired', () => {
  const twins = new Map<BadEvent, readonly [string, string]>();

  test.each(BAD_EVENTS)('$number: $name', async (bad) => {
    const ids = [newId(), newId()] as const;
    for (const id of ids) {
      const answer = await post(envelopeOf(id, bad.text));
      expect([answer.status, await answer.text()]).toEqual([200, `{"id":"${id}"}`]);
      acknowledged.add(`1 ${id}`);
    }
    twins.set(bad, ids);
  });

  test('are stored, and grouped the same way each time', async () => {
    await drained();
    expect(twins.size).toBe(BAD_EVENTS.length);
    for (const [{ number, name }, ids] of twins) {
      const [first, second] = await Promise.all(
        ids.map((id) => whole.engines.backends.events.getEvent(1, id)),
      );
      expect(first?.grouping.fingerprint, `${number}: ${name}`).toMatch(/^[0-9a-f]{32}$/);
      expect(second?.grouping, `${number}: ${name}`).toEqual(first?.grouping);
    }
    // Some 280 pairs of questions.
  }, 240_000);

  test('are in the list of issues with readable titles', async () => {
    const { issues } = await whole.engines.backends.issues.listIssues(
      { projectIds: [1] },
      { skip: 0, limit: 500 },
    );
    const sum = issues.reduce((total, issue) => total + issue.event_count, 0);
    expect(sum).toBe([...acknowledged].filter((name) => name.startsWith('1 ')).length);
    for (const { title } of issues)
      expect(title.isWellFormed() && !title.includes('\0') && title !== '').toBe(true);
  });
});

describe('ids, origins and connections', () => {
  test('44: the same id again is stored once, with the first body; another project may have it too', async () => {
    const id = newId();
    for (const text of ['{"message":"first"}', '{"message":"first"}', '{"message":"second"}'])
      expect((await post(envelopeOf(id, text))).status).toBe(200);
    const other = await post(envelopeOf(id, '{"message":"theirs"}'), {
      project: OTHER_PROJECT.id,
      key: OTHER_PROJECT.key,
    });
    expect(other.status).toBe(200);
    acknowledged.add(`1 ${id}`).add(`${OTHER_PROJECT.id} ${id}`);
    for (let count = 0; count < 2; count += 1) expectDrop('dedupe duplicate');
    await drained();
    const { events } = whole.engines.backends;
    expect((await events.getEvent(1, id))?.grouping.title).toBe('first');
    expect((await events.getEvent(OTHER_PROJECT.id, id))?.grouping.title).toBe('theirs');
  });

  test('19: a thousand members of gzip are one body', async () => {
    const { gzipSync } = await import('node:zlib');
    const id = newId();
    const text = Buffer.from(envelopeOf(id, JSON.stringify({ message: 'x'.repeat(3_000) })));
    const members = Array.from({ length: 1_000 }, (_, index) =>
      text.subarray(index * 4, index === 999 ? undefined : index * 4 + 4),
    );
    const body = Buffer.concat(members.map((member) => gzipSync(member)));
    expect((await post(body, { headers: { 'content-encoding': 'gzip' } })).status).toBe(200);
    acknowledged.add(`1 ${id}`);
  });

  test.each(['null', 'https://evil-example.com', 'https://example.com.evil', '*'])(
    '48: the origin %s changes nothing, and no answer allows credentials',
    async (origin) => {
      const answer = await post('{}', { headers: { origin } });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    },
  );

  test('11: 2,000 idle connections keep nobody from being served', async () => {
    const idle: RawConnection[] = [];
    while (idle.length < IDLE_CONNECTIONS) idle.push(await openRawConnection(whole.collector.port));
    const id = newId();
    expect((await post(envelopeOf(id, '{"message":"beside idle connections"}'))).status).toBe(200);
    acknowledged.add(`1 ${id}`);
    for (const connection of idle) connection.destroy();
  });
});

test('the balance: everything acknowledged is stored, everything else has its outcome', async () => {
  await drained();
  const deadLetters = await whole.engines.backends.sql`SELECT reference FROM dead_letters`;
  expect(deadLetters).toHaveLength(0);
  for (const name of acknowledged) {
    const [project, id = ''] = name.split(' ');
    expect(await whole.engines.backends.events.getEvent(Number(project), id), name).not.toBeNull();
  }
  const counted = new Map(await whole.outcomes());
  expect(counted.get('store none')).toBe(acknowledged.size);
  counted.delete('store none');
  expect(Object.fromEntries(counted)).toEqual(Object.fromEntries(expectedDrops));
  expect((await fetch(`${whole.url}/live`)).status).toBe(200);
  // Some 1,600 questions, one after the other.
}, 240_000);

function expectDrop(name: string): void {
  expectedDrops.set(name, (expectedDrops.get(name) ?? 0) + 1);
}

function drained(): Promise<void> {
  return expect.poll(() => whole.collector.backlog(), { timeout: DRAIN_TIMEOUT_MS }).toBe(0);
}

function envelopeOf(id: string, text: string | Buffer): string | Buffer {
  const head = `{"event_id":"${id}"}\n{"type":"event"}\n`;
  return typeof text === 'string' ? `${head}${text}` : Buffer.concat([Buffer.from(head), text]);
}

function post(
  body: string | Buffer,
  {
    project = 1,
    key = whole.key,
    headers = {},
  }: { project?: number; key?: string; headers?: Record<string, string> } = {},
): Promise<Response> {
  return fetch(`${whole.url}/api/${project}/envelope/?sentry_key=${key}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : new Uint8Array(body),
    headers,
  });
}
