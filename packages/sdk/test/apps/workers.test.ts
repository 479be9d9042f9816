import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type TestCollector, startTestCollector } from '../support/test-collector.ts';
import { installApp } from './install-apps.ts';

/** The part of miniflare that is used; it is installed outside of the workspace. */
type Miniflare = {
  dispatchFetch: (url: string) => Promise<Response>;
  getWorker: () => Promise<{ scheduled: (options: object) => Promise<{ outcome: string }> }>;
  dispose: () => Promise<void>;
};

/** With the first download of the frameworks. */
const INSTALL_TIMEOUT_MS = 400_000;
const REQUESTS = 40;

describe.each([
  ['with nodejs_compat', ['nodejs_compat']],
  ['without flags', []],
])('a Cloudflare Worker %s, in workerd', (name, flags) => {
  let collector: TestCollector;
  let installed: ReturnType<typeof installApp>;
  let worker: Miniflare;

  beforeAll(async () => {
    installed = installApp('workers');
    const { folder } = installed;
    collector = await startTestCollector();
    collector.pages.set('/data', { type: 'text/plain', body: 'data' });
    // As wrangler bundles it.
    const { outputFiles } = await build({
      entryPoints: [join(folder, 'worker.mjs')],
      bundle: true,
      format: 'esm',
      conditions: ['workerd', 'worker', 'browser'],
      write: false,
    });
    const { Miniflare } = (await import(
      pathToFileURL(join(folder, '..', 'node_modules', 'miniflare', 'dist', 'src', 'index.js')).href
    )) as { Miniflare: new (options: object) => Miniflare };
    worker = new Miniflare({
      modules: true,
      script: outputFiles[0]?.text,
      compatibilityDate: '2026-07-01',
      compatibilityFlags: flags,
      bindings: { BUGSAGE_DSN: collector.dsn, ORIGIN: collector.origin },
    });
  }, INSTALL_TIMEOUT_MS);
  afterAll(async () => {
    await worker?.dispose();
    await collector?.close();
    installed?.remove();
  });

  it('reports what handlers throw, after the answer', async () => {
    expect(await (await worker.dispatchFetch('https://shop.test/ok')).text()).toBe('fine');
    expect((await worker.dispatchFetch('https://shop.test/buy?token=SECRET')).status).toBe(500);
    await collector.until(() => collector.events().length > 0);
    const { scheduled } = await worker.getWorker();
    await scheduled({ cron: '* * * * *' });
    await collector.until(() => collector.events().length > 1);
    expect(collector.events()).toMatchObject([
      {
        transaction: 'GET /buy',
        release: 'worker@1',
        sdk: { name: 'bugsage.javascript.edge' },
        exception: {
          values: [{ type: 'TypeError', value: 'no route /buy', mechanism: { type: 'workers' } }],
        },
      },
      { transaction: 'scheduled', exception: { values: [{ value: 'no cron' }] } },
    ]);
    expect(collector.batches.map(({ text }) => text).join()).not.toContain('SECRET');
    const total = (states: readonly string[]): number =>
      collector.batches
        .flatMap(({ sessions }) => sessions.flatMap(({ counts }) => Object.entries(counts)))
        .reduce((sum, [state, count]) => sum + (states.includes(state) ? count : 0), 0);
    await collector.until(() => total(['exited', 'errored', 'crashed']) === 3);
    // Without the flag nothing says in which call an error happened.
    if (name === 'with nodejs_compat') expect([total(['exited']), total(['crashed'])]).toEqual([1, 2]);
  });

  it('delivers from requests that run side by side, and keeps them apart where the runtime can', async () => {
    const before = collector.events().length;
    const users = Array.from({ length: REQUESTS }, (_, user) => `u${user}`);
    const answers = await Promise.all(
      users.map((user) => worker.dispatchFetch(`https://shop.test/caught?user=${user}`)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    await collector.until(() => collector.events().length >= before + REQUESTS);
    const told = collector
      .events()
      .slice(before)
      .map(({ user, exception }) => ({ text: exception?.values[0]?.value ?? '', user: user?.['id'] }));
    expect(told.map(({ text }) => text).toSorted()).toEqual(
      users.map((user) => `caught for ${user}`).toSorted(),
    );
    const crossed = told.filter(({ text, user }) => text.slice('caught for '.length) !== user);
    if (name === 'with nodejs_compat') expect(crossed).toEqual([]);
  });
});
