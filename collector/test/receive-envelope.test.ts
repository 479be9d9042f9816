import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { EVENT, ID, ONE_EVENT, OTHER_ID, clientOf, envelope, expectNoOtherDrops } from './receive-client.ts';
import { type Collector, KEY, PROJECT, startCollector } from './start-collector.ts';

describe.each(['uws', 'node'] as const)('an envelope on %s', (adapter) => {
  let collector: Collector;
  beforeAll(async () => {
    collector = await startCollector(adapter);
  });
  afterAll(() => collector.stop());
  afterEach(() => {
    expectNoOtherDrops(collector);
  });
  const { kept, postEnvelope } = clientOf(() => collector);

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
    const withId = await kept(() => postEnvelope(envelope({ event_id: ID }, { type: 'span' }, '{}')));
    expect([withId.answer.body, withId.events]).toEqual([`{"id":"${ID}"}`, []]);
    expect(collector.takeDrops()).toEqual([['unsupported_item', 1, PROJECT]]);
  });

  test('with a client report counts what the client lost', async () => {
    const report = { discarded_events: [{ reason: 'before_send', category: 'error', quantity: 4 }] };
    const { answer } = await kept(() => postEnvelope(envelope({}, { type: 'client_report' }, report)));
    expect([answer.status, answer.body]).toEqual([200, '{}']);
    expect(collector.takeLosses()).toEqual([{ reason: 'before_send', quantity: 4, projectId: PROJECT }]);
  });

  test('is not read to its end for an event that is worth keeping', async () => {
    const vain = ['{"type":"event"}', `{"a":"${'a'.repeat(1_000_000)}`];
    const lines = ['{}', ...vain, ...vain, ...vain, ...vain, '{"type":"event"}', EVENT];
    const { answer, events } = await kept(() => postEnvelope(envelope(...lines)));
    expect([answer.status, events]).toEqual([200, []]);
    const reasons = collector.takeDrops().map(([reason]) => reason);
    expect(reasons).toEqual(['invalid_json', 'invalid_json', 'invalid_json', 'extra_event', 'extra_event']);
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
  ])('that %s is refused', async (name, body, headers, status, reason) => {
    const { answer, events } = await kept(() =>
      postEnvelope(typeof body === 'string' ? body : new Uint8Array(body), headers),
    );
    expect([answer.status, events]).toEqual([status, []]);
    const told = JSON.parse(answer.body) as { detail: string; causes: string[] };
    expect(told.causes).toEqual([told.detail]);
    expect(answer.headers.get('x-sentry-error')).toBe(told.detail);
    // Once it is known whose events they are, they are counted there.
    expect(collector.takeDrops()).toEqual([[reason, 1, name.startsWith('has one event') ? PROJECT : null]]);
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
