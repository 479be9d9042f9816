import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createNetServer, type AddressInfo, type Server } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPublicAddress } from './address-policy.ts';
import { asFetch } from './as-fetch.ts';
import { createOutbound, type Outbound } from './outbound-fetch.ts';

const PUBLIC = ['93.184.216.34', '1.1.1.1', '2606:4700:4700::1111', '172.15.0.1', '100.63.255.255'];
const PRIVATE = [
  '0.0.0.0',
  '10.0.0.1',
  '100.64.0.1',
  '127.0.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '192.168.0.1',
  '192.0.0.1',
  '198.18.0.1',
  '203.0.113.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8.nonsense',
  '::7f00:1',
  'fe80::1',
  'fe80::1%eth0',
  'fc00::1',
  'fd12::1',
  'ff02::1',
  '64:ff9b::7f00:1',
  '64:ff9b::a9fe:a9fe',
  '2002:7f00:1::',
  '2001:0:7f00:1::',
  '2001:db8::1',
  'nonsense',
  '',
];

describe('addresses', () => {
  it.each(PUBLIC)('%s is public', (address) => expect(isPublicAddress(address)).toBe(true));
  it.each(PRIVATE)('%s is not', (address) => expect(isPublicAddress(address)).toBe(false));
});

/** Nothing of these may reach a socket. Names are answered by the resolver of the test. */
const REFUSED = [
  'http://127.1/',
  'http://0/',
  'http://2130706433/',
  'http://0x7f.1/',
  'http://0177.0.0.1/',
  'http://[::]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[fe80::1]/',
  'http://[fe80::1%25eth0]/',
  'http://169.254.169.254/latest/meta-data/',
  'http://metadata.google.internal/',
  'http://100.64.0.1/',
  'http://localhost/',
  'http://localhost./',
  'http://LOCALHOST/',
  'http://user@public.example/',
  'http://user:password@public.example/',
  'http://127.0.0.1#@public.example/',
  'http://127.0.0.1\\@public.example/',
  'http://①②⑦.⓪.⓪.①/',
  'http://public.example:22/',
  'http://public.example:25/',
  'http://public.example:6379/',
  'file:///etc/passwd',
  'gopher://public.example/',
  'ftp://public.example/',
  'data:text/plain,x',
  'javascript:alert(1)',
  '//public.example/',
  'nonsense',
  '',
  `http://public.example/${'a'.repeat(3_000)}`,
  'http://mixed.example/',
  'http://six.example/',
  'http://nowhere.example/',
];

const NAMES: Readonly<Record<string, readonly string[]>> = {
  localhost: ['127.0.0.1'],
  'localhost.': ['127.0.0.1'],
  'metadata.google.internal': ['169.254.169.254'],
  'mixed.example': ['93.184.216.34', '10.0.0.1'],
  'six.example': ['::ffff:10.0.0.1'],
  'nowhere.example': [],
};

describe('calls to addresses of others', () => {
  it.each(REFUSED)('refuse %s', async (url) => {
    const outbound = createOutbound({ allow: [], resolve: async (name) => NAMES[name] ?? ['192.0.2.1'] });
    await expect(outbound.request(url)).rejects.toMatchObject({ code: 'outbound_url_refused' });
    await outbound.close();
  });

  it('say at start which rule cannot be read', () => {
    expect(() => createOutbound({ allow: ['10.0.0.0/99'] })).toThrow('BUGSAGE_OUTBOUND_ALLOW');
    expect(() => createOutbound({ allow: ['http://x'] })).toThrow('BUGSAGE_OUTBOUND_ALLOW');
  });

  it('may reach what the operator allowed, and only that', () => {
    const outbound = createOutbound({
      allow: ['10.1.0.0/16', 'fd00::/8', 'jira.corp.example:6443', '127.0.0.1'],
    });
    expect(outbound.check('http://10.1.2.3:6379/').port).toBe('6379');
    expect(outbound.check('http://[fd00::7]/').hostname).toBe('[fd00::7]');
    expect(outbound.check('https://JIRA.corp.example.:6443/').port).toBe('6443');
    for (const url of ['http://10.2.0.1/', 'https://jira.corp.example:22/', 'http://127.0.0.2/']) {
      expect(() => outbound.check(url)).toThrow(/not (reached|an address)/);
    }
  });
});

describe('a call', () => {
  const servers: Server[] = [];
  let outbound: Outbound;
  let base: string;
  let otherBase: string;
  const seen: IncomingMessage[] = [];
  let lookups: string[];
  let rebound: string[];
  let trap: { readonly port: number; connections: number };

  const answers: Readonly<Record<string, RequestListener>> = {
    '/plain': (_, response) => response.end('hello'),
    '/to-internal': (_, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
    '/to-localhost': (_, response) => response.writeHead(302, { location: 'http://secret.example/' }).end(),
    '/to-file': (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    '/loop': (_, response) => response.writeHead(302, { location: '/loop' }).end(),
    '/to-plain': (_, response) => response.writeHead(302, { location: '/plain' }).end(),
    '/to-other': (_, response) => response.writeHead(307, { location: `${otherBase}/plain` }).end(),
    '/endless': (_, response) => {
      const write = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024)));
      };
      response.on('drain', write);
      write();
    },
    '/silent': () => undefined,
    '/bomb': (_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(64 * 1024 * 1024))),
    '/headers': (_, response) => response.writeHead(200, { x: 'a'.repeat(40_000) }).end(),
  };

  const listen = async (server: Server, host = '127.0.0.1', port = 0): Promise<number> => {
    servers.push(server);
    await new Promise<void>((resolve) => {
      server.listen(port, host, resolve);
    });
    return (server.address() as AddressInfo).port;
  };

  beforeAll(async () => {
    const server = () =>
      createServer((request, response) => {
        seen.push(request);
        answers[request.url ?? '']?.(request, response);
      });
    const port = await listen(server());
    const otherPort = await listen(server());
    const listener = createNetServer((socket) => {
      trap.connections += 1;
      socket.destroy();
    });
    // The same port on another loopback address: where a rebound name would lead.
    trap = { port: await listen(listener, '127.0.0.2', port), connections: 0 };
    base = `http://public.example:${port}`;
    otherBase = `http://other.example:${otherPort}`;
  });

  afterAll(() => {
    for (const server of servers) server.close();
  });

  const open = () => {
    lookups = [];
    rebound = ['127.0.0.1', '127.0.0.2'];
    outbound = createOutbound({
      allow: ['127.0.0.1'],
      resolve: async (name) => {
        lookups.push(name);
        if (name === 'rebound.example')
          return [rebound.length > 1 ? (rebound.shift() ?? '') : (rebound[0] ?? '')];
        return [name === 'secret.example' ? '127.0.0.2' : '127.0.0.1'];
      },
    });
    return outbound;
  };

  it('answers status, headers and body', async () => {
    const answer = await open().request(`${base}/plain`);
    expect([answer.status, new TextDecoder().decode(answer.body), answer.url]).toEqual([
      200,
      'hello',
      `${base}/plain`,
    ]);
    expect(await (await asFetch(outbound)(`${base}/plain`)).text()).toBe('hello');
    await outbound.close();
  });

  it('connects to the address that was checked, not to what the name says the second time', async () => {
    const url = `http://rebound.example:${trap.port}/plain`;
    expect((await open().request(url)).status).toBe(200);
    expect(lookups).toEqual(['rebound.example']);
    await outbound.close();
    // The name has changed its mind: a new connection is judged anew and refused before a socket opens.
    outbound = createOutbound({ allow: ['127.0.0.1'], resolve: async () => rebound });
    await expect(outbound.request(url)).rejects.toMatchObject({ code: 'outbound_url_refused' });
    expect(trap.connections).toBe(0);
    await outbound.close();
  });

  it.each(['/to-internal', '/to-localhost', '/to-file'])(
    'checks a redirect like the address: %s',
    async (path) => {
      await expect(open().request(base + path)).rejects.toMatchObject({ code: 'outbound_url_refused' });
      expect(trap.connections).toBe(0);
      await outbound.close();
    },
  );

  it('follows few redirects, and none with a body', async () => {
    await expect(open().request(`${base}/loop`)).rejects.toMatchObject({ code: 'outbound_failed' });
    expect((await outbound.request(`${base}/to-plain`)).url).toBe(`${base}/plain`);
    expect((await outbound.request(`${base}/to-plain`, { method: 'POST', body: '{}' })).status).toBe(302);
    await outbound.close();
  });

  it('keeps secrets from the origin it is sent on to', async () => {
    seen.length = 0;
    const headers = {
      authorization: 'Bearer secret',
      cookie: 'a=b',
      'x-api-key': 'secret',
      accept: 'text/plain',
    };
    await open().request(`${base}/to-other`, { headers });
    expect(seen[0]?.headers).toMatchObject(headers);
    expect(Object.keys(seen[1]?.headers ?? {})).not.toEqual(expect.arrayContaining(['authorization']));
    expect(JSON.stringify(seen[1]?.headers)).not.toMatch(/secret|a=b/);
    expect(seen[1]?.headers.accept).toBe('text/plain');
    await outbound.close();
  });

  it.each([
    ['/endless', 'outbound_too_large'],
    ['/bomb', 'outbound_too_large'],
    ['/silent', 'outbound_timeout'],
    ['/headers', 'outbound_failed'],
  ])('ends %s with %s', async (path, code) => {
    await expect(
      open().request(base + path, { timeoutMs: path === '/silent' ? 300 : 5_000 }),
    ).rejects.toMatchObject({ code });
    await outbound.close();
  });

  it.each([
    ['a kept connection', {}],
    ['a new one', { newConnection: true }],
  ])('says whether a call may have been done, on %s', async (_, how) => {
    const post = (url: string) => open().request(url, { method: 'POST', body: '{}', timeoutMs: 300, ...how });
    // Nobody listens, the address is refused, the name is unknown: nothing has left.
    for (const url of ['http://127.0.0.1:9/', 'http://169.254.169.254/', 'http://unknown.example/']) {
      await expect(post(url)).rejects.toMatchObject({ mayBeDone: false });
      await outbound.close();
    }
    const held = createNetServer((socket) => socket.once('data', () => socket.destroy()));
    await new Promise<void>((resolve) => held.listen(0, '127.0.0.1', resolve));
    const { port } = held.address() as AddressInfo;
    for (const url of [`http://127.0.0.1:${port}/`, `${base}/silent`, `${base}/headers`, `${base}/endless`]) {
      await expect(post(url)).rejects.toMatchObject({ mayBeDone: true });
      await outbound.close();
    }
    held.close();
  });
});
