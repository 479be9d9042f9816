import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRawConnection } from '../raw-connection.ts';
import { type Collector, startCollector } from '../start-collector.ts';
import { baseRequests } from './base-requests.ts';
import { type FuzzCase, makeCase } from './make-case.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { createRandom } from './random.ts';

const SEED = Number(process.env['BUGSAGE_FUZZ_SEED'] ?? 20_261_122);
const CASES = 300;
/** Everything the receiver answers, and what the HTTP parsers answer before it. 431 and 505 are node:http's. */
const STATUSES = new Set([200, 400, 401, 403, 404, 405, 408, 413, 414, 415, 417, 431, 501, 505]);
const bases = baseRequests();

describe.each(['uws', 'node'] as const)('broken bytes on a connection, on %s', (adapter) => {
  let collector: Collector;
  beforeAll(async () => {
    collector = await startCollector(adapter);
  });
  afterAll(() => collector.stop());

  test('get a promised answer or a closed connection, and hurt nobody else', async () => {
    const answered = new Map<number | 'closed', number>();
    for (let index = 0; index < CASES; index += 1) {
      const random = createRandom(SEED + index);
      const made = makeCase(bases, random);
      const whole = requestBytes(made);
      const isBroken = random.chance(0.5);
      const bytes = isBroken ? mutateBytes(whole, random) : whole;
      const status = await send(bytes, { isBroken, isHead: made.method === 'HEAD' });
      const isPromised = status === 'closed' ? isBroken : STATUSES.has(status);
      expect(isPromised, `BUGSAGE_FUZZ_SEED=${SEED + index}: ${status}`).toBe(true);
      answered.set(status, (answered.get(status) ?? 0) + 1);
    }
    for (const status of [200, 400]) expect(answered.get(status), `${status}`).toBeGreaterThan(0);
    expect((await fetch(`${collector.url}/live`)).status).toBe(200);
  });

  /** A request whose length lies is ended by us, else both sides would wait for the other. */
  async function send(
    bytes: Buffer,
    { isBroken, isHead }: { isBroken: boolean; isHead: boolean },
  ): Promise<number | 'closed'> {
    const connection = await openRawConnection(collector.port);
    connection.send(bytes);
    if (isBroken) connection.socket.end();
    const answer = await connection.nextAnswer(isHead ? 'head' : undefined).catch(() => undefined);
    connection.destroy();
    return answer?.status ?? 'closed';
  }
});

function requestBytes({ method, path, query, headers, body }: FuzzCase): Buffer {
  const own = Object.entries(headers)
    .filter(([name]) => !['host', 'connection', 'content-length', 'transfer-encoding'].includes(name))
    .filter(([, value]) => /^[\x20-\x7e]*$/.test(value));
  const lines = [...own, ['host', 'h'], ['content-length', body.length]].map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  const target = `${path}?${query}`.replaceAll(/[^\x21-\x7e]/g, '.').replace(/^[^/]*\/?/, '/');
  return Buffer.concat([
    Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1'),
    body,
  ]);
}
