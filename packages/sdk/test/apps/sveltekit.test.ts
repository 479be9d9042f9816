import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { findChromium, openChromium } from '../../../cli/test/sdk/chromium.ts';
import { type TestCollector, startTestCollector } from '../support/test-collector.ts';
import { installApp } from './install-apps.ts';
import { type RunningApp, startApp } from './start-app.ts';

const chromium = findChromium();
/** With the first download of the frameworks. */
const BUILD_TIMEOUT_MS = 400_000;

describe('an application of SvelteKit, built and started', () => {
  let app: RunningApp;
  let browser: Browser | undefined;
  let collector: TestCollector;
  let installed: ReturnType<typeof installApp>;

  beforeAll(async () => {
    installed = installApp('sveltekit');
    const { folder } = installed;
    collector = await startTestCollector();
    execFileSync(process.execPath, [join(folder, '..', 'node_modules', 'vite', 'bin', 'vite.js'), 'build'], {
      cwd: folder,
      env: { PATH: process.env['PATH'], HOME: folder, VITE_BUGSAGE_DSN: collector.dsn },
      stdio: 'pipe',
    });
    app = await startApp(['build/index.js'], { folder, variables: { BUGSAGE_DSN: collector.dsn } });
  }, BUILD_TIMEOUT_MS);
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await collector?.close();
    installed?.remove();
  });

  it('reports what the server throws, under its route, but not missing pages', async () => {
    const missing = await fetch(`${app.origin}/missing`);
    expect([missing.status, await missing.text()]).toEqual([404, expect.stringContaining('Not Found')]);
    expect((await fetch(`${app.origin}/orders/7?token=SECRET`)).status).toBe(500);
    await collector.until(() => collector.events().length > 0);
    expect(collector.events()).toMatchObject([
      {
        release: 'kit@1',
        transaction: '/orders/[id]',
        sdk: { name: 'bugsage.javascript.node' },
        exception: {
          values: [{ type: 'RangeError', value: 'cannot load 7', mechanism: { type: 'sveltekit' } }],
        },
      },
    ]);
    expect(collector.batches.map(({ text }) => text).join()).not.toContain('SECRET');
  });

  it.skipIf(chromium === null)('reports what the page throws', async () => {
    const before = collector.events().length;
    browser = await openChromium(chromium ?? '');
    const page = await browser.newPage();
    await page.goto(`${app.origin}/client`);
    await page.getByText('sorry').waitFor();
    await collector.until(() => collector.events().length > before);
    expect(collector.events().slice(before)).toMatchObject([
      {
        transaction: '/client',
        sdk: { name: 'bugsage.javascript.browser' },
        exception: { values: [{ type: 'TypeError', value: 'cannot load in the page /client' }] },
      },
    ]);
  });
});
