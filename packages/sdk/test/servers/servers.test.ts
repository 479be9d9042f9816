import 'reflect-metadata';
import { Agent, Server } from 'node:http';

import * as sdk from '@bugsage/sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { type TestCollector, startTestCollector } from '../support/test-collector.ts';
import { type Work, SERVER_APPS } from './server-apps.ts';
import { REQUESTS, post, sendThousandRequests } from './thousand-requests.ts';

let collector: TestCollector;

beforeEach(async () => {
  collector = await startTestCollector();
  sdk.init({ dsn: collector.dsn, contextLines: 0 });
});
afterEach(async () => {
  await sdk.close(0);
  await collector.close();
});

describe.each(Object.entries(SERVER_APPS))('a server with %s', (name, open) => {
  it(`keeps ${REQUESTS} concurrent requests apart`, async () => {
    expect(await sendThousandRequests(open)).toEqual({ crossed: [], worked: REQUESTS, statuses: [200] });
    expect(sdk.getCurrentScope().data.tags).toEqual({});
  });

  it('reports what a handler throws, with its request', async () => {
    const work: Work = ({ task }) => {
      sdk.setTag('task', task);
      const error = new Error(`${name} failed`);
      // Nobody stands between a raw handler and the process.
      if (name === 'http') sdk.captureException(error);
      throw error;
    };
    const app = await open(work);
    expect(await post(app.origin, '7?token=SECRET&page=2')).toBe(500);
    await app.stop();
    expect(await sdk.flush(5000)).toBe(true);
    const [event, ...others] = collector.events();
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      tags: { task: expect.stringMatching(/^7/) },
      exception: { values: [{ value: `${name} failed` }] },
      contexts: { request: { method: 'POST' } },
    });
    expect(event?.request?.url).toBe(`${app.origin}/orders/7?token=[filtered]&page=2`);
    expect(event?.transaction).toBe(
      ['express', 'fastify'].includes(name) ? 'POST /orders/:id' : 'POST /orders/7',
    );
  });
});

describe('a scope', () => {
  /** The places of a request that lose their asynchronous context in Node (nodejs/node#41285). */
  const places = ['data', 'end', 'timer in end', 'finish', 'close'];

  it.each([1, 6])('is that of its request everywhere, with %d at a time', async (concurrent) => {
    const seen: string[] = [];
    const { createServer } = await import('node:http');
    const server = createServer((request, response) => {
      const task = request.url?.split('/').at(-1) ?? '';
      sdk.setTag('task', task);
      const note = (place: string): void => {
        seen.push(`${place} ${task} ${String(sdk.getCurrentScope().data.tags['task'])}`);
      };
      request.once('data', () => note('data'));
      request.on('end', () => {
        note('end');
        setTimeout(() => {
          note('timer in end');
          response.end('{}');
        }, 2);
      });
      response.on('finish', () => note('finish'));
      response.on('close', () => note('close'));
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
    const agent = new Agent({ keepAlive: true, maxSockets: 2 });
    await Promise.all(Array.from({ length: concurrent }, (_, task) => post(origin, `t${task}`, agent)));
    await expect.poll(() => seen.length).toBe(concurrent * places.length);
    agent.destroy();
    server.close();
    expect(seen.toSorted()).toEqual(
      places
        .flatMap((place) => Array.from({ length: concurrent }, (_, task) => `${place} t${task} t${task}`))
        .toSorted(),
    );
  });

  it('leaves the prototypes of Node as they were', async () => {
    // Watched from the first request on.
    expect(Object.hasOwn(Server.prototype, 'emit')).toBe(false);
    const app = await (SERVER_APPS['http'] as (typeof SERVER_APPS)[string])(() => 'done');
    expect(await post(app.origin, '1')).toBe(200);
    await app.stop();
    expect(Object.hasOwn(Server.prototype, 'emit')).toBe(true);
    await sdk.close(0);
    expect(Object.hasOwn(Server.prototype, 'emit')).toBe(false);
  });
});

describe('privacy', () => {
  it.each(Object.entries(SERVER_APPS))(
    'lets none of six secrets of a request leave, with %s',
    async (_, open) => {
      const secrets = ['COOKIE', 'AUTHORIZATION', 'APIKEY', 'QUERY', 'BODY', 'FORWARDED'].map(
        (name) => `SECRET-${name}`,
      );
      const app = await open(() => {
        // oxlint-disable-next-line no-console -- it becomes a breadcrumb
        console.log('an order came');
        const error = new Error('failed');
        sdk.captureException(error);
        throw error;
      });
      const [cookie, authorization, apiKey, query, body, forwarded] = secrets;
      const answer = await fetch(`${app.origin}/orders/1?token=${query}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          cookie: `session=${cookie}`,
          authorization: `Bearer ${authorization}`,
          'x-api-key': `${apiKey}`,
          'x-forwarded-for': `${forwarded}`,
        },
        body: JSON.stringify({ task: body }),
      });
      expect(answer.status).toBe(500);
      await app.stop();
      expect(await sdk.flush(5000)).toBe(true);
      const sent = collector.batches.map(({ text }) => text).join('\n');
      expect(sent).toContain('an order came');
      expect(collector.events()).toMatchObject([{ exception: { values: [{ value: 'failed' }] } }]);
      expect(secrets.filter((secret) => sent.includes(secret))).toEqual([]);
    },
  );
});
