import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { findChromium, openChromium } from '../../../cli/test/sdk/chromium.ts';
import { type TestCollector, startTestCollector } from '../support/test-collector.ts';
import { installApp } from './install-apps.ts';
import { type RunningApp, startApp } from './start-app.ts';

const chromium = findChromium();
/** With the first download of the frameworks; the build itself takes 15 s of CPU. */
const BUILD_TIMEOUT_MS = 400_000;

describe('an application of Next.js, built and started', () => {
  let app: RunningApp;
  let browser: Browser | undefined;
  let collector: TestCollector;
  let seen: number;
  let installed: ReturnType<typeof installApp>;

  beforeAll(async () => {
    installed = installApp('next');
    const next = join(installed.folder, '..', 'node_modules', 'next', 'dist', 'bin', 'next');
    collector = await startTestCollector();
    const variables = {
      BUGSAGE_DSN: collector.dsn,
      NEXT_PUBLIC_BUGSAGE_DSN: collector.dsn,
      NEXT_TELEMETRY_DISABLED: '1',
    };
    execFileSync(process.execPath, [next, 'build'], {
      cwd: installed.folder,
      env: { PATH: process.env['PATH'], HOME: installed.folder, ...variables },
      stdio: 'pipe',
    });
    app = await startApp([next, 'start'], { folder: installed.folder, variables });
  }, BUILD_TIMEOUT_MS);
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await collector?.close();
    installed?.remove();
  });
  beforeEach(() => {
    seen = collector.events().length;
  });

  const newEvents = async (): Promise<ReturnType<TestCollector['events']>> => {
    await collector.until(() => collector.events().length > seen);
    return collector.events().slice(seen);
  };

  it('reports what a server component throws, under its route', async () => {
    expect((await fetch(`${app.origin}/render/7?token=SECRET`)).status).toBe(500);
    expect(await newEvents()).toMatchObject([
      {
        release: 'next@1',
        environment: 'nodejs',
        transaction: 'GET /render/[id]',
        tags: { 'next.route_type': 'render', 'next.router': 'App Router' },
        sdk: { name: 'bugsage.javascript.node' },
        exception: {
          values: [{ type: 'RangeError', value: 'cannot render 7', mechanism: { type: 'next' } }],
        },
      },
    ]);
  });

  it('reports what a route handler throws', async () => {
    const body = JSON.stringify({ task: 'SECRET' });
    expect((await fetch(`${app.origin}/api/node`, { method: 'POST', body })).status).toBe(500);
    expect(await newEvents()).toMatchObject([
      {
        environment: 'nodejs',
        transaction: 'POST /api/node',
        tags: { 'next.route_type': 'route' },
        exception: { values: [{ type: 'TypeError', mechanism: { type: 'next', handled: false } }] },
      },
    ]);
  });

  it('runs on the edge, keeps its requests apart, and reports what they throw', async () => {
    const post = (task: string): Promise<Response> =>
      fetch(`${app.origin}/api/edge`, { method: 'POST', body: JSON.stringify({ task }) });
    await Promise.all([post('first'), post('second')]);
    await collector.until(() => collector.events().length >= seen + 3);
    const events = collector.events().slice(seen);
    const onEdge = events.filter(({ environment }) => environment === 'edge');
    expect(
      onEdge
        .map(
          ({ sdk, tags, exception }) =>
            `${sdk?.name},${tags?.['task'] as string},${exception?.values[0]?.value}`,
        )
        .toSorted(),
    ).toEqual(
      ['first', 'second'].map((task) => `bugsage.javascript.edge,${task},seen on the edge by ${task}`),
    );
    // `next start` calls `onRequestError` of its own process also for what runs on the edge.
    expect(events.find(({ environment }) => environment === 'nodejs')).toMatchObject({
      transaction: 'POST /api/edge',
      exception: { values: [{ value: 'edge route failed' }] },
    });
  });

  it.skipIf(chromium === null)(
    'reports what a component of the page throws, through the tunnel',
    async () => {
      browser = await openChromium(chromium ?? '');
      const page = await browser.newPage();
      const asked: string[] = [];
      page.on('request', (request) => asked.push(new URL(request.url()).origin));
      await page.goto(`${app.origin}/client`);
      await page.click('button');
      await page.getByText('sorry').waitFor();
      expect(await newEvents()).toMatchObject([
        {
          release: 'next@1',
          sdk: { name: 'bugsage.javascript.browser' },
          request: { url: `${app.origin}/client` },
          exception: { values: [{ type: 'TypeError', mechanism: { type: 'react', handled: true } }] },
        },
      ]);
      expect(new Set(asked)).toEqual(new Set([app.origin]));
    },
  );

  it('lets no address parameter of a request leave', () => {
    expect(collector.batches.map(({ text }) => text).join()).not.toContain('token=SECRET');
  });
});
