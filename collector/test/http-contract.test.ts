import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BugSageError } from '@bugsage/core';
import { type HttpAnswer, type HttpRequest, type HttpServer, startServer } from '../src/http/index.ts';
import { openRawConnection } from './raw-connection.ts';

const BODY_BYTES_MAX = 64 * 1024;

describe.each(['uws', 'node'] as const)('the HTTP port on %s', (adapter) => {
  let server: HttpServer;
  const aborts: string[] = [];
  const thrown: unknown[] = [];

  beforeAll(async () => {
    server = await startServer({
      host: '127.0.0.1',
      port: 0,
      adapter,
      handler: (request) => echo(request, aborts),
      onHandlerError: (error) => thrown.push(error),
    });
  });
  afterAll(() => server.close());

  const open = () => openRawConnection(server.port);

  test('names itself', () => {
    expect(server.name).toMatch(
      adapter === 'uws' ? /^uWebSockets\.js 20\.\d+\.\d+$/ : /^node:http \(chosen\)$/,
    );
  });

  test('hands over method, path, query and headers as they were sent', async () => {
    const connection = await open();
    connection.send(
      'POST //a/%2F/../b?x=%20y&z HTTP/1.1\r\nHost: h\r\nX-Two: a\r\nX-Two: b\r\nContent-Length: 0\r\n\r\n',
    );
    const answer = await connection.nextAnswer();
    connection.destroy();
    expect(JSON.parse(answer.body)).toMatchObject({
      method: 'POST',
      path: '//a/%2F/../b',
      query: 'x=%20y&z',
      two: 'a, b',
      remoteAddress: '127.0.0.1',
      bytes: 0,
    });
  });

  test.each([
    ['/plain', '/plain', ''],
    ['/mark?', '/mark', ''],
    ['/two?a?b', '/two', 'a?b'],
  ])('splits %s at the first question mark', async (target, path, query) => {
    const connection = await open();
    connection.send(`GET ${target} HTTP/1.1\r\nHost: h\r\n\r\n`);
    expect(JSON.parse((await connection.nextAnswer()).body)).toMatchObject({ path, query });
    connection.destroy();
  });

  test('takes 12 KiB of headers', async () => {
    const connection = await open();
    connection.send(`GET /cookies HTTP/1.1\r\nHost: h\r\nCookie: ${'a'.repeat(12 * 1024)}\r\n\r\n`);
    const answer = await connection.nextAnswer();
    connection.destroy();
    expect([answer.status, answer.body.includes('/cookies')]).toEqual([200, true]);
  });

  test('decodes a chunked body without Content-Length, byte by byte', async () => {
    const payload = randomBytes(2_000);
    const connection = await open();
    connection.send('POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n');
    for (const chunk of [payload.subarray(0, 1), payload.subarray(1, 700), payload.subarray(700)]) {
      connection.send(`${chunk.length.toString(16)}\r\n`);
      connection.send(chunk);
      connection.send('\r\n');
    }
    connection.send('0\r\n\r\n');
    const answer = await connection.nextAnswer();
    connection.destroy();
    expect(JSON.parse(answer.body)).toMatchObject({ bytes: 2_000, sha256: sha256(payload) });
  });

  test('takes a body that arrives one byte at a time', async () => {
    const payload = Buffer.from('slow but steady');
    const connection = await open();
    connection.socket.setNoDelay(true);
    for (const byte of `POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: ${payload.length}\r\n\r\n`)
      connection.send(byte);
    for (const byte of payload) connection.send(Buffer.of(byte));
    const answer = await connection.nextAnswer();
    connection.destroy();
    expect(JSON.parse(answer.body)).toMatchObject({ bytes: payload.length, sha256: sha256(payload) });
  });

  test('takes a body of exactly the limit', async () => {
    const payload = randomBytes(BODY_BYTES_MAX);
    const answer = await fetch(`http://127.0.0.1:${server.port}/echo`, { method: 'POST', body: payload });
    expect(await answer.json()).toMatchObject({ bytes: BODY_BYTES_MAX, sha256: sha256(payload) });
  });

  test('answers 413 to one byte more and keeps the connection', async () => {
    const connection = await open();
    connection.send(`POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: ${BODY_BYTES_MAX + 1}\r\n\r\n`);
    connection.send(Buffer.alloc(BODY_BYTES_MAX + 1));
    expect((await connection.nextAnswer()).status).toBe(413);
    connection.send('GET /after HTTP/1.1\r\nHost: h\r\n\r\n');
    expect(JSON.parse((await connection.nextAnswer()).body)).toMatchObject({ path: '/after' });
    connection.destroy();
  });

  test('answers 413 to one byte more in chunks, while they still come', async () => {
    const connection = await open();
    connection.send('POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n');
    connection.send(`${(BODY_BYTES_MAX + 1).toString(16)}\r\n`);
    connection.send(Buffer.alloc(BODY_BYTES_MAX + 1));
    connection.send('\r\n0\r\n\r\n');
    expect((await connection.nextAnswer()).status).toBe(413);
    connection.destroy();
  });

  test('answers 413 to a huge Content-Length without reading it, and hangs up', async () => {
    const connection = await open();
    connection.send('POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 9999999999\r\n\r\n');
    expect((await connection.nextAnswer()).status).toBe(413);
    await connection.closed();
  });

  test('cuts an endless chunked body', async () => {
    const connection = await open();
    connection.send('POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n');
    const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(0x1_00_00), Buffer.from('\r\n')]);
    for (let sent = 0; !connection.isClosed() && sent < 2_000; sent += 1) {
      connection.send(chunk);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await connection.closed();
    expect(connection.isClosed()).toBe(true);
  });

  test('keeps a connection for many requests', async () => {
    const connection = await open();
    for (let turn = 0; turn < 20; turn += 1) {
      connection.send(`POST /turn/${turn} HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi`);
      expect(JSON.parse((await connection.nextAnswer()).body)).toMatchObject({
        path: `/turn/${turn}`,
        bytes: 2,
      });
    }
    connection.destroy();
  });

  test('closes when the client asks for it', async () => {
    const connection = await open();
    connection.send('GET /once HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n');
    expect((await connection.nextAnswer()).status).toBe(200);
    await connection.closed();
  });

  test('never mixes up pipelined requests', async () => {
    const connection = await open();
    const turns = Array.from({ length: 1_000 }, (_, turn) => turn);
    connection.send(turns.map((turn) => `GET /turn/${turn} HTTP/1.1\r\nHost: h\r\n\r\n`).join(''));
    const paths: string[] = [];
    for (const _ of turns) {
      const answer = await connection.nextAnswer().catch(() => undefined);
      if (!answer) break;
      paths.push((JSON.parse(answer.body) as { path: string }).path);
    }
    connection.destroy();
    // uWebSockets.js may hang up on a request that arrives before the last one is answered; never may it answer wrongly.
    expect(paths).toEqual(turns.slice(0, paths.length).map((turn) => `/turn/${turn}`));
    expect(paths.length).toBeGreaterThanOrEqual(adapter === 'uws' ? 0 : 1_000);
  });

  test('answers HEAD with the length and without the body', async () => {
    const connection = await open();
    connection.send('HEAD /head HTTP/1.1\r\nHost: h\r\n\r\n');
    const answer = await connection.nextAnswer('head');
    expect(answer.status).toBe(200);
    expect(Number(answer.headers['content-length'])).toBeGreaterThan(10);
    connection.send('GET /after HTTP/1.1\r\nHost: h\r\n\r\n');
    expect((await connection.nextAnswer()).body).toContain('/after');
    connection.destroy();
  });

  test('answers OPTIONS', async () => {
    const connection = await open();
    connection.send('OPTIONS /x HTTP/1.1\r\nHost: h\r\nOrigin: http://o\r\n\r\n');
    expect(JSON.parse((await connection.nextAnswer()).body)).toMatchObject({ method: 'OPTIONS' });
    connection.destroy();
  });

  test('survives a client that goes away at any byte', async () => {
    const payload = 'x'.repeat(40);
    const whole = `POST /abort HTTP/1.1\r\nHost: h\r\nContent-Length: ${payload.length}\r\n\r\n${payload}`;
    for (let length = 1; length <= whole.length; length += 1) {
      const connection = await open();
      connection.socket.end(whole.slice(0, length));
      connection.socket.resetAndDestroy();
    }
    const answer = await fetch(`http://127.0.0.1:${server.port}/alive`);
    expect(answer.status).toBe(200);
  });

  test('tells a handler that waits for the body when the client is gone', async () => {
    const before = aborts.length;
    const connection = await open();
    connection.send('POST /gone HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nhalf');
    // A second connection proves that the server has handled what came before it.
    await fetch(`http://127.0.0.1:${server.port}/alive`);
    connection.destroy();
    await expect.poll(() => aborts.length, { timeout: 30_000 }).toBe(before + 1);
    expect(aborts.at(-1)).toBe('client_aborted');
  });

  test('answers early and still takes the rest of the body', async () => {
    const connection = await open();
    connection.send('POST /unread HTTP/1.1\r\nHost: h\r\nContent-Length: 6\r\n\r\nabc');
    connection.send('def');
    expect((await connection.nextAnswer()).status).toBe(200);
    connection.send('GET /after HTTP/1.1\r\nHost: h\r\n\r\n');
    expect((await connection.nextAnswer()).body).toContain('/after');
    connection.destroy();
  });

  test('makes a 500 of a handler that throws', async () => {
    const answer = await fetch(`http://127.0.0.1:${server.port}/throw`);
    expect(answer.status).toBe(500);
    expect(thrown.at(-1)).toBeInstanceOf(RangeError);
  });

  test('does not believe X-Forwarded-For', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.7' };
    const answer = await fetch(`http://127.0.0.1:${server.port}/`, { headers });
    expect(await answer.json()).toMatchObject({ remoteAddress: '127.0.0.1' });
  });

  test('believes X-Forwarded-For behind a trusted proxy', async () => {
    const proxied = await startServer({
      host: '127.0.0.1',
      port: 0,
      adapter,
      handler: (request) => echo(request, aborts),
      trustedProxies: ['127.0.0.0/8', '10.0.0.0/8'],
    });
    const headers = { 'x-forwarded-for': '198.51.100.1, 203.0.113.7, 10.1.1.1' };
    const answer = await fetch(`http://127.0.0.1:${proxied.port}/`, { headers });
    expect(await answer.json()).toMatchObject({ remoteAddress: '203.0.113.7' });
    await proxied.close();
  });

  test.each([
    [
      'two lengths that differ',
      'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd',
    ],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    [
      'an unknown transfer encoding',
      'POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n',
    ],
    ['a negative length', 'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n'],
    ['NUL in a header', 'GET / HTTP/1.1\r\nHost: h\r\nX: a\0b\r\n\r\n'],
    ['a folded header', 'GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n'],
    ['headers above the limit', `GET / HTTP/1.1\r\nHost: h\r\nX: ${'a'.repeat(64 * 1024)}\r\n\r\n`],
    ['a target above the limit', `GET /${'a'.repeat(64 * 1024)} HTTP/1.1\r\nHost: h\r\n\r\n`],
    ['CONNECT', 'CONNECT h:443 HTTP/1.1\r\nHost: h\r\n\r\n'],
    ['HTTP/0.9', 'GET /\r\n\r\n'],
    ['something else', '\x16\x03\x01\x02\x00 hello\r\n\r\n'],
  ])('never hands a smuggled or broken request to the handler: %s', async (_name, bytes) => {
    const connection = await open();
    connection.send(bytes);
    const answer = await connection.nextAnswer().catch(() => undefined);
    connection.destroy();
    expect(answer?.status ?? 400).toBeGreaterThanOrEqual(400);
  });

  test.concurrent('closes a connection whose body does not come', async () => {
    const connection = await openRawConnection(server.port);
    connection.send('POST /slow HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nhalf');
    await connection.closed();
    expect(aborts.at(-1)).toBe('client_aborted');
  });

  test('lets running requests end when it stops, and refuses new ones', async () => {
    let release: (() => void) | undefined;
    const stopping = await startServer({
      host: '127.0.0.1',
      port: 0,
      adapter,
      handler: async (): Promise<HttpAnswer> => {
        await new Promise<void>((resolve) => {
          release = resolve;
        });
        return { status: 200, headers: [], body: 'late' };
      },
    });
    const connection = await openRawConnection(stopping.port);
    connection.send('GET / HTTP/1.1\r\nHost: h\r\n\r\n');
    await expect.poll(() => release).toBeTypeOf('function');
    const closed = stopping.close();
    await expect(fetch(`http://127.0.0.1:${stopping.port}/`)).rejects.toThrow('fetch failed');
    release?.();
    expect((await connection.nextAnswer()).body).toBe('late');
    await closed;
    await stopping.close();
    await connection.closed();
  });

  test('says so when the port is taken', async () => {
    const second = startServer({
      host: '127.0.0.1',
      port: server.port,
      adapter,
      handler: (r) => echo(r, aborts),
    });
    await expect(second).rejects.toMatchObject({ code: 'cannot_listen' });
  });
});

async function echo(request: HttpRequest, aborts: string[]): Promise<HttpAnswer> {
  const json = [['content-type', 'application/json']] as const;
  if (request.path === '/throw') throw new RangeError('on purpose');
  if (request.path === '/unread') return { status: 200, headers: json, body: '{}' };
  try {
    const body = request.method === 'POST' ? await request.readBody(BODY_BYTES_MAX) : Buffer.alloc(0);
    const { method, path, query, remoteAddress } = request;
    const seen = { method, path, query, remoteAddress, two: request.header('x-two') };
    const echoed = JSON.stringify({ ...seen, bytes: body.length, sha256: sha256(body) });
    return { status: 200, headers: json, body: echoed };
  } catch (error) {
    if (!(error instanceof BugSageError)) throw error;
    if (error.code === 'client_aborted') aborts.push(error.code);
    return { status: error.kind === 'too_large' ? 413 : 400, headers: json, body: '{}' };
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
