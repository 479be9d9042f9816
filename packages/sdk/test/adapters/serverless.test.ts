import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import * as sdk from '@bugsage/sdk';
import * as Sentry from '@bugsage/sdk/compat/sentry';
import { wrapHandler } from '@bugsage/sdk/lambda';
import { onRequestError } from '@bugsage/sdk/next';
import { handleErrorWith } from '@bugsage/sdk/svelte';
import { nodeTunnel, tunnel } from '@bugsage/sdk/tunnel';
import { withBugsage } from '@bugsage/sdk/workers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { type TestCollector, startTestCollector } from '../support/test-collector.ts';

let collector: TestCollector;

beforeEach(async () => {
  collector = await startTestCollector();
});
afterEach(async () => {
  await sdk.close(0);
  await collector.close();
});

const valueOf = (position = 0): unknown => collector.events()[position]?.exception?.values.at(-1)?.value;

describe('AWS Lambda', () => {
  it('has an error delivered before the handler rejects', async () => {
    sdk.init({ dsn: collector.dsn });
    const handler = wrapHandler(async ({ order }: { order: number }, _context: object) => {
      sdk.setTag('order', order);
      throw new RangeError(`order ${order}`);
    });
    const context = { functionName: 'checkout', awsRequestId: 'r-1' };
    await expect(handler({ order: 7 }, context)).rejects.toThrow('order 7');
    expect(collector.events()).toMatchObject([
      { transaction: 'checkout', tags: { order: '7', aws_request_id: 'r-1' } },
    ]);
    expect(sdk.getCurrentScope().data.tags).toEqual({});
  });

  it('passes answers through', async () => {
    sdk.init({ dsn: collector.dsn });
    await expect(wrapHandler((event: number) => event + 1)(1)).resolves.toBe(2);
    expect(collector.batches).toEqual([]);
  });
});

describe('AWS Lambda, with callbacks', () => {
  type Callback = (error: Error | null, answer?: string) => void;

  it('takes what the callback is given, and reports its error', async () => {
    sdk.init({ dsn: collector.dsn });
    const handler = wrapHandler((event: { fails: boolean }, _context: object, callback: Callback) => {
      setTimeout(() => (event.fails ? callback(new Error('by callback')) : callback(null, 'fine')));
    });
    const unused = (): never => {
      throw new Error('the answer goes by promise');
    };
    await expect(handler({ fails: false }, {}, unused)).resolves.toBe('fine');
    await expect(handler({ fails: true }, {}, unused)).rejects.toThrow('by callback');
    // A handler that knows no callback is given one all the same.
    const plain = wrapHandler(async (..._call: unknown[]) => 'promised');
    await expect(plain({}, {}, unused)).resolves.toBe('promised');
    expect(valueOf()).toBe('by callback');
  });
});

describe('Cloudflare Workers', () => {
  it('starts from the bindings, reports what a handler throws, and delivers after the answer', async () => {
    // Source lines travel too, so it is not written out.
    const secret = ['SEC', 'RET'].join('');
    const waited: Promise<unknown>[] = [];
    const context = { waitUntil: (promise: Promise<unknown>) => void waited.push(promise) };
    const worker = withBugsage((env: { DSN: string }) => ({ dsn: env.DSN, release: 'worker@1' }), {
      fetch(request: Request): Response {
        if (request.url.endsWith('/ok')) return new Response('fine');
        throw new Error('no route');
      },
      async scheduled() {
        await Promise.resolve();
        throw new Error('no cron');
      },
    }) as unknown as Record<
      string,
      (input: unknown, env: { DSN: string }, context: object) => Promise<Response>
    >;
    const env = { DSN: collector.dsn };
    const call = (name: string, input: unknown): Promise<Response> | undefined =>
      worker[name]?.(input, env, context);
    expect(await (await call('fetch', new Request('https://w.test/ok')))?.text()).toBe('fine');
    await expect(call('fetch', new Request(`https://w.test/buy?token=${secret}`))).rejects.toThrow(
      'no route',
    );
    await expect(call('scheduled', {})).rejects.toThrow('no cron');
    await Promise.all(waited);
    expect(collector.events()).toMatchObject([
      { transaction: 'GET /buy', release: 'worker@1' },
      { transaction: 'scheduled' },
    ]);
    expect(collector.batches.map(({ text }) => text).join()).not.toContain(secret);
  });
});

describe('Next.js', () => {
  it('reports errors of requests under the name of their route', async () => {
    sdk.init({ dsn: collector.dsn });
    const request = { path: '/shop/7?token=SECRET', method: 'GET', headers: {} };
    const context = { routerKind: 'App Router', routePath: '/shop/[id]', routeType: 'render' };
    await onRequestError(new Error('render failed'), request, context);
    expect(collector.events()).toMatchObject([
      { transaction: 'GET /shop/[id]', tags: { 'next.route_type': 'render', 'next.router': 'App Router' } },
    ]);
  });
});

describe('SvelteKit', () => {
  it('reports errors of hooks, but not missing pages', async () => {
    sdk.init({ dsn: collector.dsn });
    const handle = handleErrorWith();
    handle({ error: new Error('not found'), status: 404 });
    const event = { route: { id: '/shop/[id]' } };
    expect(handle({ error: new Error('load failed'), event, status: 500, message: 'Internal' })).toEqual({
      message: 'Internal',
    });
    expect(await sdk.flush(5000)).toBe(true);
    expect(collector.events()).toMatchObject([{ transaction: '/shop/[id]' }]);
    expect(valueOf()).toBe('load failed');
  });
});

describe('code that was written for Sentry', () => {
  it('works after its import was changed', async () => {
    Sentry.init({
      dsn: collector.dsn,
      release: 'shop@1',
      tracesSampleRate: 1,
      integrations: [{ name: 'BrowserTracing', setupOnce: () => undefined, setup: () => undefined }],
      initialScope: { tags: { team: 'pay' } },
    });
    Sentry.addBreadcrumb({ category: 'cart', message: 'opened', level: 'log', timestamp: 1_700_000_000 });
    const id = Sentry.startSpan({ name: 'checkout' }, () =>
      Sentry.withScope((scope) => {
        scope.setTag('gone', 'yes');
        scope.clear();
        scope.setTag('team', 'pay');
        scope.setExtras({ m: 2 });
        scope.setLevel('fatal');
        return Sentry.captureException(new Error('with scope'), { tags: { step: 'pay' }, extra: { n: 1 } });
      }),
    );
    Sentry.captureException(new Error('with callback'), (scope) => scope.setTag('area', 'cart'));
    Sentry.captureMessage('hello', 'warning');
    Sentry.captureEvent({
      message: 'own',
      level: 'error',
      exception: { values: [{ type: 'A', value: 'b' }] },
    });
    expect(Sentry.lastEventId()).toMatch(/^[0-9a-f]{32}$/);
    expect(await Sentry.flush(5000)).toBe(true);
    expect(collector.events()).toMatchObject([
      {
        event_id: id,
        level: 'fatal',
        release: 'shop@1',
        tags: { team: 'pay', step: 'pay' },
        extra: { n: 1, m: 2 },
      },
      {
        tags: { team: 'pay', area: 'cart' },
        breadcrumbs: [{ category: 'cart', level: 'info', timestamp: 1_700_000_000 }],
      },
      { message: 'hello', level: 'warning' },
      { message: 'own', level: 'error', exception: { values: [{ type: 'A', value: 'b' }] } },
    ]);
    expect(collector.events()[0]?.tags).not.toHaveProperty('gone');
    sdk.setTags({ team: null as never });
  });

  it('finds its own event in beforeSend, and what it does to it is sent', async () => {
    const seen: string[] = [];
    Sentry.init({
      dsn: collector.dsn,
      integrations: [Sentry.browserTracingIntegration(), Sentry.replayIntegration({ maskAllText: true })],
      beforeSend(event, hint) {
        const values = event.exception?.values ?? [];
        seen.push(
          values.map(({ type, value }) => `${type}: ${value}`).join(),
          String(hint.event_id === event.event_id),
        );
        if (values.at(-1)?.value === 'unwanted') return null;
        for (const thrown of values) thrown.value = thrown.value.replace('4111', '****');
        delete event.user?.email;
        event.tags = { ...event.tags, seen: 'yes' };
        event.breadcrumbs = event.breadcrumbs?.filter(({ category }) => category !== 'noise') ?? [];
        return event;
      },
    });
    Sentry.setUser({ id: 7, email: 'a@b.test' });
    Sentry.addBreadcrumb({ category: 'noise', message: 'n' });
    Sentry.addBreadcrumb({ category: 'cart', message: 'opened' });
    Sentry.captureException(new TypeError('card 4111', { cause: new RangeError('below') }));
    Sentry.captureException(new Error('unwanted'));
    Sentry.setUser(null);
    expect(await Sentry.flush(5000)).toBe(true);
    expect(seen).toEqual(['RangeError: below,TypeError: card 4111', 'true', 'Error: unwanted', 'true']);
    const [event, ...others] = collector.events();
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      user: { id: 7 },
      tags: { seen: 'yes' },
      exception: {
        values: [
          { type: 'RangeError', value: 'below', mechanism: { parent_id: 0, source: 'cause' } },
          { type: 'TypeError', value: 'card ****', stacktrace: { frames: expect.any(Array) as object[] } },
        ],
      },
    });
    expect(event?.user).not.toHaveProperty('email');
    expect(new Set(event?.breadcrumbs?.map(({ category }) => category))).toEqual(new Set(['cart']));
    expect(Sentry.isInitialized()).toBe(true);
    expect(Sentry.startSpanManual({ name: 's' }, (_span, finish) => (finish(), 5))).toBe(5);
  });
});

describe('sessions of code that was written for Sentry', () => {
  type Options = Partial<Parameters<typeof Sentry.init>[0]>;
  const withoutSession = (defaults: { name: string }[]): object[] =>
    defaults.filter(({ name }) => name !== 'ProcessSession');
  it.each<[string, Options, number]>([
    ['are on', {}, 1],
    ['are on once, by their name', { integrations: [Sentry.processSessionIntegration()] }, 1],
    ['are on once, by ours', { integrations: [sdk.sessions()] }, 1],
    ['stay on beside others', { integrations: (defaults) => [...defaults, Sentry.httpIntegration()] }, 1],
    ['can be filtered out', { integrations: withoutSession }, 0],
    ['can be switched off', { autoSessionTracking: false }, 0],
    ['go with the defaults', { defaultIntegrations: false }, 0],
  ])('%s', async (_, options, expected) => {
    Sentry.init({ dsn: collector.dsn, release: 'shop@1', ...options });
    Sentry.startSession();
    Sentry.captureException(new Error('met'));
    Sentry.endSession();
    await Sentry.close(5000);
    expect(collector.events()).toHaveLength(1);
    const rows = collector.batches.flatMap(({ sessions }) => sessions);
    expect(rows.map(({ counts }) => counts)).toEqual(
      Array.from({ length: expected }, () => ({ errored: 1 })),
    );
  });

  it('are not sent when nothing is to be, whatever the environment says', async () => {
    process.env['BUGSAGE_DSN'] = collector.dsn;
    try {
      Sentry.init({ dsn: collector.dsn, release: 'shop@1', enabled: false });
      expect(Sentry.captureException(new Error('met'))).toBe('');
      await Sentry.close(1000);
    } finally {
      delete process.env['BUGSAGE_DSN'];
    }
    expect(collector.batches).toEqual([]);
  });
});

describe('a tunnel', () => {
  it('passes a batch and its answer on, and nothing else', async () => {
    const pass = tunnel(collector.dsn);
    collector.answer({ status: 429, headers: { 'retry-after': '7' } });
    sdk.init({ dsn: collector.dsn });
    sdk.captureMessage('to be copied');
    await sdk.flush(500);
    const body = collector.batches[0]?.text ?? '';
    const answer = await pass(new Request('http://own/t', { method: 'POST', body }));
    expect(answer.status).toBe(200);
    expect(collector.batches.at(-1)?.events).toMatchObject([{ message: 'to be copied' }]);
    expect((await pass(new Request('http://own/t'))).status).toBe(405);
    const big = new Request('http://own/t', { method: 'POST', body: 'x'.repeat(2 ** 21) });
    expect((await pass(big)).status).toBe(413);
    expect(collector.batches).toHaveLength(2);
  });

  it('says "later" when the collector is not there, and refuses a wrong DSN at once', async () => {
    const pass = tunnel(`http://${'a'.repeat(32)}@127.0.0.1:1/1`);
    const answer = await pass(new Request('http://own/t', { method: 'POST', body: '{}' }));
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '10']);
    expect(() => tunnel('nonsense')).toThrow('tunnel: the DSN must look like');
  });

  it('serves requests of Node', async () => {
    const handle = nodeTunnel(collector.dsn);
    let asked = 0;
    const server = createServer((request, response) => {
      asked += 1;
      void handle(request, response);
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    sdk.init({ dsn: collector.dsn, tunnel: `http://127.0.0.1:${port}/errors` });
    sdk.captureMessage('through the tunnel');
    expect(await sdk.flush(5000)).toBe(true);
    server.close();
    expect(collector.events()).toMatchObject([{ message: 'through the tunnel' }]);
    expect(asked).toBe(1);
  });
});
