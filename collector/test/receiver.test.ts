import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { BugSageError } from '@bugsage/core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Collector, DISABLED_KEY, KEY, OTHER_KEY, PROJECT, startCollector } from './start-collector.ts';

const ID = '9ec79c33ec9942ab8353589fcb2e04dc';
const OTHER_ID = '4c40fee730194a989439a86bf75634111'.slice(0, 32);
const EVENT = JSON.stringify({ event_id: OTHER_ID, platform: 'node', message: 'hello' });
const envelope = (...lines: (string | object)[]): string =>
  lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
const ONE_EVENT = envelope({ event_id: ID }, { type: 'event' }, EVENT);

type Sent = { status: number; body: string; headers: Headers };

describe.each(['uws', 'node'] as const)('receiving on %s', (adapter) => {
  let collector: Collector;
  beforeAll(async () => {
    collector = await startCollector(adapter);
  });
  afterAll(() => collector.stop());
  // Every test says what it expects to be dropped; nothing may be dropped beside.
  afterEach(() => expect(collector.takeDrops()).toEqual([]));

  const send = async (path: string, init: RequestInit = {}): Promise<Sent> => {
    const answer = await fetch(`${collector.url}${path}`, init);
    return { status: answer.status, body: await answer.text(), headers: answer.headers };
  };
  const post = (path: string, body: BodyInit, headers: Record<string, string> = {}): Promise<Sent> =>
    send(path, { method: 'POST', body, headers });
  const postEnvelope = (body: BodyInit, headers: Record<string, string> = {}): Promise<Sent> =>
    post(`/api/${PROJECT}/envelope/?sentry_key=${KEY}&sentry_version=7`, body, headers);

  /** Sends and answers what the journal holds more than before. */
  async function kept(sending: () => Promise<Sent>) {
    const from = collector.mark();
    const answer = await sending();
    return { answer, events: await collector.events(from) };
  }

  describe('an envelope', () => {
    test('becomes an event with id, time and origin', async () => {
      const sentAt = '2026-11-23T03:18:00.000Z';
      const body = envelope({ event_id: ID, sent_at: sentAt }, { type: 'event' }, EVENT);
      const before = Date.now();
      const { answer, events } = await kept(() => postEnvelope(body, { 'user-agent': 'test/1' }));
      expect([answer.status, answer.body]).toEqual([200, `{"id":"${ID}"}`]);
      expect(events).toEqual([
        {
          event_id: ID,
          project_id: PROJECT,
          ingest_key: KEY,
          source: 'sentry',
          received_at: expect.any(Number),
          sent_at: Date.parse(sentAt),
          remote_address: null,
          user_agent: 'test/1',
          times_seen: 1,
          payload: JSON.parse(EVENT),
        },
      ]);
      expect(events[0]?.received_at).toBeGreaterThanOrEqual(before);
    });

    test('is scrubbed before it is durable', async () => {
      const event = { platform: 'node', extra: { password: 'hunter2' } };
      const { events } = await kept(() => postEnvelope(envelope({}, { type: 'event' }, event)));
      expect(JSON.stringify(events)).not.toContain('hunter2');
      expect(events).toHaveLength(1);
    });

    test('takes its id from the header, then from the payload, then makes one', async () => {
      const byPayload = await kept(() => postEnvelope(envelope({}, { type: 'event' }, EVENT)));
      expect(byPayload.events[0]?.event_id).toBe(OTHER_ID);
      const made = await kept(() => postEnvelope(envelope({ event_id: 'no id' }, { type: 'event' }, '{}')));
      expect(made.events[0]?.event_id).toMatch(/^[0-9a-f]{32}$/);
      expect(made.answer.body).toBe(`{"id":"${made.events[0]?.event_id}"}`);
    });

    test('keeps its first readable event and counts everything else', async () => {
      const body = envelope(
        { event_id: ID },
        { type: 'transaction' },
        '{}',
        { type: 'event' },
        'no JSON',
        { type: 'event' },
        EVENT,
        { type: 'event' },
        '{"message":"second"}',
        { type: 'attachment', length: 2 },
        '\n\n',
        { type: 'hologram' },
        'x',
      );
      const { answer, events } = await kept(() => postEnvelope(body));
      expect(answer.status).toBe(200);
      expect(events.map(({ payload }) => payload['message'])).toEqual(['hello']);
      expect(collector.takeDrops()).toEqual([
        ['unsupported_item', 1, PROJECT],
        ['invalid_json', 1, PROJECT],
        ['extra_event', 1, PROJECT],
        ['unsupported_item', 1, PROJECT],
        ['unknown_item', 1, PROJECT],
      ]);
    });

    test('without an event is accepted', async () => {
      const { answer, events } = await kept(() => postEnvelope('{}\n'));
      expect([answer.status, answer.body, events]).toEqual([200, '{}', []]);
      const withId = await kept(() => postEnvelope(envelope({ event_id: ID }, { type: 'session' }, '{}')));
      expect([withId.answer.body, withId.events]).toEqual([`{"id":"${ID}"}`, []]);
      expect(collector.takeDrops()).toEqual([['unsupported_item', 1, PROJECT]]);
    });

    test('with a client report counts what the client lost', async () => {
      const report = { discarded_events: [{ reason: 'before_send', category: 'error', quantity: 4 }] };
      const { answer } = await kept(() => postEnvelope(envelope({}, { type: 'client_report' }, report)));
      expect([answer.status, answer.body]).toEqual([200, '{}']);
      expect(collector.takeLosses()).toEqual([{ reason: 'before_send', quantity: 4, projectId: PROJECT }]);
    });

    test('with a transaction disguised as event is not kept', async () => {
      const { events } = await kept(() =>
        postEnvelope(envelope({}, { type: 'event' }, '{"type":"transaction"}')),
      );
      expect(events).toEqual([]);
      expect(collector.takeDrops()).toEqual([['unsupported_item', 1, PROJECT]]);
    });

    test.each<[string, (text: string) => Buffer]>([
      ['gzip', gzipSync],
      ['deflate', deflateSync],
      ['br', brotliCompressSync],
    ])('may be compressed with %s', async (encoding, encode) => {
      const body = new Uint8Array(encode(ONE_EVENT));
      const { events } = await kept(() => postEnvelope(body, { 'content-encoding': encoding }));
      expect(events.map(({ event_id }) => event_id)).toEqual([ID]);
    });

    test.each([
      ['is malformed', 'hello', {}, 400, 'invalid_envelope'],
      ['is empty', '', {}, 400, 'invalid_envelope'],
      [
        'is gzip in gzip',
        gzipSync(gzipSync(ONE_EVENT)),
        { 'content-encoding': 'gzip' },
        400,
        'invalid_envelope',
      ],
      ['is not what its encoding says', ONE_EVENT, { 'content-encoding': 'gzip' }, 400, 'invalid_encoding'],
      ['is encoded twice', ONE_EVENT, { 'content-encoding': 'gzip, br' }, 415, 'invalid_encoding'],
      ['is a bomb', gzipSync(Buffer.alloc(8_000_000)), { 'content-encoding': 'gzip' }, 413, 'too_large'],
      [
        'has one event, above its limit',
        envelope({}, { type: 'event' }, `{"a":"${'a'.repeat(1_048_576)}"}`),
        {},
        413,
        'too_large',
      ],
      [
        'has no LF after its length',
        envelope({}, { type: 'event', length: 1 }, '{}'),
        {},
        400,
        'invalid_envelope',
      ],
      [
        'names a DSN that is none',
        envelope({ dsn: 'http://x' }, { type: 'event' }, '{}'),
        {},
        400,
        'invalid_request',
      ],
    ])('that %s is refused', async (_name, body, headers, status, reason) => {
      const { answer, events } = await kept(() =>
        postEnvelope(
          typeof body === 'string' ? body : new Uint8Array(body),
          headers as Record<string, string>,
        ),
      );
      expect([answer.status, events]).toEqual([status, []]);
      const told = JSON.parse(answer.body) as { detail: string; causes: string[] };
      expect(told.causes).toEqual([told.detail]);
      expect(answer.headers.get('x-sentry-error')).toBe(told.detail);
      expect(collector.takeDrops()).toEqual([[reason, 1, null]]);
    });

    test('above the limit of a request is refused', async () => {
      const { answer } = await kept(() => postEnvelope(new Uint8Array(20 * 1024 * 1024 + 1)));
      expect(answer.status).toBe(413);
      expect(collector.takeDrops()).toEqual([['too_large', 1, null]]);
    });

    test('with a JSON that is too deep loses its event', async () => {
      const deep = `{"extra":${'['.repeat(5_000)}${']'.repeat(5_000)}}`;
      const { answer, events } = await kept(() => postEnvelope(envelope({}, { type: 'event' }, deep)));
      expect([answer.status, events]).toEqual([200, []]);
      expect(collector.takeDrops()).toEqual([['too_deep', 1, PROJECT]]);
    });
  });

  describe('authentication', () => {
    test.each([
      ['query', `/api/${PROJECT}/envelope/?sentry_key=${KEY}`, {}],
      [
        'header',
        `/api/${PROJECT}/envelope/`,
        { 'x-sentry-auth': `Sentry sentry_key=${KEY}, sentry_version=7` },
      ],
      ['authorization', `/api/${PROJECT}/envelope/`, { authorization: `Sentry sentry_key=${KEY}` }],
      ['no final slash', `/api/${PROJECT}/envelope?sentry_key=${KEY}`, {}],
      ['many slashes', `//api//${PROJECT}//envelope//?sentry_key=${KEY}`, {}],
    ])('by %s', async (_name, path, headers) => {
      const { answer, events } = await kept(() => post(path, ONE_EVENT, headers as Record<string, string>));
      expect([answer.status, events.length]).toEqual([200, 1]);
    });

    test.each(['http', 'https'])('by the DSN of the envelope (%s)', async (scheme) => {
      const dsn = `${scheme}://${KEY}@elsewhere.example/${PROJECT}`;
      const body = envelope({ event_id: ID, dsn }, { type: 'event' }, EVENT);
      const direct = await kept(() => post(`/api/${PROJECT}/envelope/`, body));
      expect([direct.answer.status, direct.events.length]).toEqual([200, 1]);
      const tunnelled = await kept(() => post('/api/tunnel/', body));
      expect([tunnelled.answer.status, tunnelled.events[0]?.project_id]).toEqual([200, PROJECT]);
    });

    test.each([
      ['no key', `/api/${PROJECT}/envelope/`, ONE_EVENT, 401, 'missing_key'],
      [
        'an unknown key',
        `/api/${PROJECT}/envelope/?sentry_key=${'e'.repeat(32)}`,
        ONE_EVENT,
        401,
        'unknown_key',
      ],
      [
        'an unknown key and project',
        `/api/999/envelope/?sentry_key=${'e'.repeat(32)}`,
        ONE_EVENT,
        401,
        'unknown_key',
      ],
      [
        'a key of another project',
        `/api/${PROJECT}/envelope/?sentry_key=${OTHER_KEY}`,
        ONE_EVENT,
        403,
        'wrong_project',
      ],
      [
        'a disabled key',
        `/api/${PROJECT}/envelope/?sentry_key=${DISABLED_KEY}`,
        ONE_EVENT,
        403,
        'disabled_key',
      ],
      [
        'a key in capitals',
        `/api/${PROJECT}/envelope/?sentry_key=${KEY.toUpperCase()}`,
        ONE_EVENT,
        400,
        'invalid_request',
      ],
      [
        'protocol version 8',
        `/api/${PROJECT}/envelope/?sentry_key=${KEY}&sentry_version=8`,
        ONE_EVENT,
        400,
        'invalid_request',
      ],
      ['a project in words', `/api/shop/envelope/?sentry_key=${KEY}`, ONE_EVENT, 400, 'invalid_request'],
      [
        'a project with leading zero',
        `/api/042/envelope/?sentry_key=${KEY}`,
        ONE_EVENT,
        400,
        'invalid_request',
      ],
      [
        'a DSN of another project beside the key',
        `/api/${PROJECT}/envelope/?sentry_key=${KEY}`,
        envelope({ dsn: `http://${OTHER_KEY}@h/7` }, { type: 'event' }, EVENT),
        403,
        'wrong_project',
      ],
      ['a tunnel without DSN', '/api/tunnel/', ONE_EVENT, 401, 'missing_key'],
      [
        'a tunnel whose DSN names another project',
        '/api/tunnel/',
        envelope({ dsn: `http://${KEY}@h/7` }, { type: 'event' }, EVENT),
        403,
        'wrong_project',
      ],
    ])('refuses %s', async (_name, path, body, status, reason) => {
      const { answer, events } = await kept(() => post(path, body));
      expect([answer.status, events]).toEqual([status, []]);
      expect(collector.takeDrops()).toEqual([[reason, 1, null]]);
    });

    test('tells nobody which projects exist', async () => {
      const bodies = await Promise.all(
        [PROJECT, 7, 999].map(
          async (id) => (await post(`/api/${id}/envelope/?sentry_key=${'e'.repeat(32)}`, '{}')).body,
        ),
      );
      expect(new Set(bodies).size).toBe(1);
      expect(collector.takeDrops()).toHaveLength(3);
    });
  });

  describe('the store endpoint', () => {
    const query = `?sentry_key=${KEY}&sentry_version=7`;
    test.each([
      ['JSON', `/api/${PROJECT}/store/${query}`, EVENT],
      ['JSON to the path without project', `/api/store/${query}`, EVENT],
      ['base64 of zlib', `/api/${PROJECT}/store/${query}`, deflateSync(EVENT).toString('base64')],
      ['base64', `/api/${PROJECT}/store/${query}`, Buffer.from(EVENT).toString('base64')],
      ['JSON behind white space', `/api/${PROJECT}/store/${query}`, `\ufeff \n${EVENT}`],
    ])('takes %s', async (_name, path, body) => {
      const { answer, events } = await kept(() => post(path, body));
      expect([answer.status, answer.body]).toEqual([200, `{"id":"${OTHER_ID}"}`]);
      expect(events.map(({ payload }) => payload['message'])).toEqual(['hello']);
    });

    test('takes the time of the client from the header', async () => {
      const auth = `Sentry sentry_key=${KEY}, sentry_timestamp=1700000000.5`;
      const { events } = await kept(() => post(`/api/${PROJECT}/store/`, EVENT, { 'x-sentry-auth': auth }));
      expect(events[0]?.sent_at).toBe(1_700_000_000_500);
    });

    test('takes an event in the query and answers a pixel', async () => {
      const data = encodeURIComponent(deflateSync(EVENT).toString('base64'));
      const { answer, events } = await kept(() => send(`/api/${PROJECT}/store/${query}&sentry_data=${data}`));
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/gif']);
      expect(answer.body.startsWith('GIF89a')).toBe(true);
      expect(events).toHaveLength(1);
    });

    test('accepts a transaction without keeping it', async () => {
      const { answer, events } = await kept(() =>
        post(`/api/${PROJECT}/store/${query}`, '{"type":"transaction"}'),
      );
      expect([answer.status, events]).toEqual([200, []]);
      expect(collector.takeDrops()).toEqual([['unsupported_item', 1, PROJECT]]);
    });

    test.each([
      ['nothing', '', 400, 'invalid_request'],
      ['null', 'null', 400, 'invalid_json'],
      ['a list', '[]', 400, 'invalid_json'],
      ['half an object', '{"a":', 400, 'invalid_json'],
      ['depth', `{"a":${'['.repeat(100)}${']'.repeat(100)}}`, 400, 'too_deep'],
      ['more than a megabyte', `{"a":"${'a'.repeat(1_048_576)}"}`, 413, 'too_large'],
    ])('refuses %s', async (_name, body, status, reason) => {
      const { answer, events } = await kept(() => post(`/api/${PROJECT}/store/${query}`, body));
      expect([answer.status, events]).toEqual([status, []]);
      expect(collector.takeDrops()).toEqual([[reason, 1, null]]);
    });

    test('refuses no key and no data', async () => {
      expect((await post(`/api/${PROJECT}/store/`, EVENT)).status).toBe(401);
      expect((await send(`/api/${PROJECT}/store/${query}`)).status).toBe(400);
      expect(collector.takeDrops()).toEqual([
        ['missing_key', 1, null],
        ['invalid_request', 1, null],
      ]);
    });
  });

  describe('a batch of our SDK', () => {
    const header = {
      v: 1,
      k: KEY,
      sdk: ['bugsage.javascript', '0.1.0'],
      p: 'javascript',
      at: 1_700_000_000_000,
      lost: { sampled: 2 },
      s: ['TypeError', 'x is undefined'],
      f: [],
      o: [],
      b: [],
    };
    const event = (id: string) => ['e', id, 5, 3, [[0, 1, []]], {}];

    test.each([false, true])('becomes its events, with their repeats (gzip: %s)', async (zipped) => {
      const text = envelope(header, event(ID), event(OTHER_ID), ['r', ID, 9, 1], ['future', 1]);
      const body = zipped ? new Uint8Array(gzipSync(text)) : text;
      const { answer, events } = await kept(() => post(`/api/${PROJECT}/batch/`, body));
      expect([answer.status, answer.body]).toEqual([200, `{"id":"${ID}"}`]);
      const seen = events.map(({ event_id, source, sent_at, times_seen }) => [
        event_id,
        source,
        sent_at,
        times_seen,
      ]);
      expect(seen).toEqual([
        [ID, 'sdk', header.at, 10],
        [OTHER_ID, 'sdk', header.at, 1],
      ]);
      expect(events[0]?.payload).toMatchObject({ exception: { values: [{ type: 'TypeError' }] } });
      expect(events[0]?.payload).not.toHaveProperty('_bugsage');
      expect(events[0]?.remote_address).toBeNull();
      expect(collector.takeLosses()).toEqual([{ reason: 'sampled', quantity: 2, projectId: PROJECT }]);
      expect(collector.takeDrops()).toEqual([['unknown_item', 1, PROJECT]]);
    });

    test.each([
      ['another version', { ...header, v: 2 }, 415, 'invalid_envelope'],
      ['no JSON', 'hello', 400, 'invalid_envelope'],
      ['an unknown key', { ...header, k: 'e'.repeat(32) }, 401, 'unknown_key'],
      ['a key of another project', { ...header, k: OTHER_KEY }, 403, 'wrong_project'],
      ['a key that is none', { ...header, k: 'x' }, 400, undefined],
    ])('is refused with %s', async (_name, first, status, reason) => {
      const { answer, events } = await kept(() => post(`/api/${PROJECT}/batch/`, envelope(first, event(ID))));
      expect([answer.status, events]).toEqual([status, []]);
      const [drop] = collector.takeDrops();
      expect(drop?.[0]).toBe(reason ?? drop?.[0]);
    });
  });

  describe('everything else', () => {
    test('answers preflight requests', async () => {
      const { status, headers } = await send(`/api/${PROJECT}/store/`, { method: 'OPTIONS' });
      expect(status).toBe(200);
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.get('access-control-allow-methods')).toBe('GET, POST, OPTIONS');
      expect(headers.get('access-control-allow-headers')).toContain('x-sentry-auth');
      expect(headers.get('access-control-max-age')).toBe('3600');
      expect(headers.get('access-control-allow-credentials')).toBeNull();
    });

    test('lets browsers read answers and refusals', async () => {
      const answers = [await postEnvelope(ONE_EVENT), await post(`/api/${PROJECT}/envelope/`, ONE_EVENT)];
      for (const { headers } of answers) {
        expect(headers.get('access-control-allow-origin')).toBe('*');
        expect(headers.get('access-control-expose-headers')).toContain('x-sentry-rate-limits');
        expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
      }
      expect(collector.takeDrops()).toEqual([['missing_key', 1, null]]);
    });

    test('says which methods a path takes', async () => {
      const answer = await send(`/api/${PROJECT}/envelope/`, { method: 'PUT', body: 'x' });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
      expect((await send('/live', { method: 'DELETE' })).status).toBe(405);
    });

    test.each(['live', 'ready', 'health', 'metrics'])('asks the process for /%s', async (name) => {
      expect(await send(`/${name}`)).toMatchObject({ status: 200, body: name });
      expect(await send(`/${name}`, { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
    });

    test.each(['/', '/api/', '/api/42/', '/api/42/unknown/', '/live/x'])(
      'has nothing at %s',
      async (path) => {
        expect((await send(path)).status).toBe(404);
      },
    );
  });
});

describe.each(['uws', 'node'] as const)('a collector that cannot keep events, on %s', (adapter) => {
  test.each(['journal_full', 'journal_failed'] as const)(
    'answers 503 when appends fail with %s',
    async (code) => {
      const append = () => Promise.reject(new BugSageError({ kind: 'unavailable', code, message: 'No.' }));
      const collector = await startCollector(adapter, { append });
      const url = `${collector.url}/api/${PROJECT}/envelope/?sentry_key=${KEY}`;
      const answer = await fetch(url, { method: 'POST', body: ONE_EVENT });
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '10']);
      expect(collector.takeDrops()).toEqual([[code, 1, PROJECT]]);
      await collector.stop();
    },
  );

  test('answers 503 when keys cannot be looked up', async () => {
    const findIngestKey = () => Promise.reject(new Error('connection refused'));
    const collector = await startCollector(adapter, { findIngestKey });
    const url = `${collector.url}/api/${PROJECT}/envelope/?sentry_key=${KEY}`;
    const answer = await fetch(url, { method: 'POST', body: ONE_EVENT });
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toContain('connection refused');
    expect(collector.takeDrops()).toEqual([['overloaded', 1, null]]);
    await collector.stop();
  });

  test('answers 503 while it stops, and still tells its health', async () => {
    const collector = await startCollector(adapter);
    collector.receiverStop();
    const url = `${collector.url}/api/${PROJECT}/envelope/?sentry_key=${KEY}`;
    const answer = await fetch(url, { method: 'POST', body: ONE_EVENT });
    expect([answer.status, (await fetch(`${collector.url}/live`)).status]).toEqual([503, 200]);
    expect(collector.takeDrops()).toEqual([['shutting_down', 1, null]]);
    await collector.stop();
  });

  test('answers 500 to its own defects, and goes on', async () => {
    const scrub = () => {
      throw new TypeError('a defect');
    };
    const collector = await startCollector(adapter, { scrub });
    const url = `${collector.url}/api/${PROJECT}/envelope/?sentry_key=${KEY}`;
    const answer = await fetch(url, { method: 'POST', body: ONE_EVENT });
    expect([answer.status, (await fetch(`${collector.url}/live`)).status]).toEqual([500, 200]);
    expect(await answer.text()).not.toContain('a defect');
    await collector.stop();
  });
});
