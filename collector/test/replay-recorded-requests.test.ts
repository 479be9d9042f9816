import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasCorpus } from './corpora.ts';
import { openRawConnection } from './raw-connection.ts';
import { RECORDED_REQUESTS, readRecordedRequests, type RecordedRequest } from './recorded-requests.ts';
import { type Collector, KEY, startCollector } from './start-collector.ts';

/** Requests that unmodified SDKs sent, again as they came over the wire: same line, same headers, same body bytes. */
const isThere = hasCorpus(RECORDED_REQUESTS);
const recorded = isThere ? readRecordedRequests() : [];

describe.skipIf(!isThere).each(['uws', 'node'] as const)('recorded requests on %s', (adapter) => {
  let collector: Collector;
  beforeAll(async () => {
    collector = await startCollector(adapter);
  });
  afterAll(() => collector.stop());

  test('are of all SDKs', () => {
    const sdks = new Set(recorded.map(({ name }) => name.split('/', 1).join('')));
    expect([...sdks]).toEqual([
      'browser-10.78.0',
      'browser-9.47.2',
      'node-10.78.0',
      'python-2.68.0',
      'sentry-cli-3.8.0',
    ]);
    expect(recorded.flatMap(({ plain }) => expectedEvents(plain))).toHaveLength(28);
    expect(recorded.some(({ headers }) => headers['transfer-encoding'] === 'chunked')).toBe(true);
    expect(recorded.some(({ headers }) => headers['content-encoding'] === 'gzip')).toBe(true);
  });

  test.each(recorded)('$name', async (request) => {
    const from = collector.mark();
    const connection = await openRawConnection(collector.port);
    connection.send(requestHead(request));
    for (const piece of framedBody(request)) connection.send(piece);
    const answer = await connection.nextAnswer();
    connection.destroy();
    const expected = expectedEvents(request.plain);
    expect(answer.status).toBe(200);
    const events = await collector.events(from);
    const seen = events.map(({ event_id, ingest_key, project_id, source, payload }) => ({
      event_id,
      ingest_key,
      project_id,
      source,
      type: typeOf(payload),
    }));
    expect(seen).toEqual(
      expected.map((event) => ({ ...event, ingest_key: KEY, project_id: 42, source: 'sentry' })),
    );
    expect(JSON.parse(answer.body)).toEqual(answerTo(request.plain, expected));
  });

  test('drop nothing but what is known and not kept', () => {
    const reasons = new Set(collector.takeDrops().map(([reason]) => reason));
    expect([...reasons]).toEqual(['unsupported_item']);
  });
});

function requestHead({ method, url, headers }: RecordedRequest): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${url} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

/** Chunked bodies were recorded without their framing: sent as two chunks, the first a single byte. */
function framedBody({ headers, body }: RecordedRequest): readonly (string | Buffer)[] {
  if (headers['transfer-encoding'] !== 'chunked') return [body];
  const rest = body.subarray(1);
  return ['1\r\n', body.subarray(0, 1), '\r\n', `${rest.length.toString(16)}\r\n`, rest, '\r\n0\r\n\r\n'];
}

type ExpectedEvent = { readonly event_id: string; readonly type: string };

/** Found by another way than the parser's: items of type event stand on a line before their JSON. */
function expectedEvents(plain: Buffer): readonly ExpectedEvent[] {
  const lines = plain.toString('utf8').split('\n');
  const header = JSON.parse(lines[0] ?? '') as { event_id?: string };
  return lines.flatMap((line, index) => {
    if (!/^\{"type": ?"event"[,}]/.test(line)) return [];
    const payload = JSON.parse(lines[index + 1] ?? '') as Record<string, unknown>;
    const id = header.event_id ?? String(payload['event_id']);
    return [{ event_id: id.replaceAll('-', ''), type: typeOf(payload) }];
  });
}

function typeOf(payload: Readonly<Record<string, unknown>>): string {
  const exception = payload['exception'] as { values?: { type?: string }[] } | undefined;
  return exception?.values?.at(-1)?.type ?? 'message';
}

function answerTo(plain: Buffer, events: readonly ExpectedEvent[]): object {
  const [first] = plain.toString('utf8').split('\n', 1);
  const { event_id: headerId } = JSON.parse(first ?? '') as { event_id?: string };
  const id = headerId?.replaceAll('-', '') ?? events[0]?.event_id;
  return id === undefined ? {} : { id };
}
