import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type * as BrowserSdk from '../src/browser.ts';
import { injectDebugId } from '../../bundler-plugin/src/debug-ids/inject-debug-id.ts';
import { findChromium, openChromium } from '../../cli/test/sdk/chromium.ts';
import { type TestCollector, startTestCollector } from './support/test-collector.ts';

/** What the page offers to the functions that the tests run inside it. */
declare const sdk: typeof BrowserSdk;

const chromium = findChromium();

/** Errors and rejections of a page reach issues in the tests of packages/cli; here is what only the page can see. */
describe.skipIf(chromium === null)('a page', () => {
  let browser: Browser;
  let bundle: string;
  let collector: TestCollector;
  let page: Page;
  let pageErrors: string[];

  beforeAll(async () => {
    const { outputFiles } = await build({
      stdin: { contents: "export * from '@bugsage/sdk'", resolveDir: import.meta.dirname },
      bundle: true,
      globalName: 'sdk',
      platform: 'browser',
      write: false,
    });
    bundle = outputFiles[0]?.text ?? '';
    browser = await openChromium(chromium ?? '');
  });
  afterAll(() => browser?.close());

  beforeEach(async () => {
    collector = await startTestCollector();
    collector.pages.set('/sdk.js', { type: 'text/javascript', body: bundle });
    collector.pages.set('/other', { type: 'text/html', body: 'other' });
    page = await browser.newPage();
    pageErrors = [];
    page.on('pageerror', ({ message }) => pageErrors.push(message));
  });
  afterEach(async () => {
    await page.close();
    await collector.close();
  });

  /** Opens a page with the SDK loaded, and started unless the test does that. */
  async function open(body: string, isStarted = true): Promise<void> {
    const start = isStarted
      ? `sdk.init({ dsn: '${collector.dsn}', integrations: [sdk.breadcrumbs()] });`
      : '';
    const html = `<!doctype html><script src="/sdk.js"></script><script>${start}</script>${body}`;
    collector.pages.set('/', { type: 'text/html', body: html });
    await page.goto(collector.origin);
  }

  it('that is left at once after a capture has everything delivered, each event once', async () => {
    await open('');
    await page.evaluate(() => {
      for (let step = 0; step < 60; step += 1) sdk.captureMessage(`message ${step}`);
      location.href = '/other';
    });
    await collector.until(() => collector.events().length === 60);
    const sent = collector.batches.flatMap(({ events }) => events.map(({ event_id: id }) => id));
    expect(new Set(sent).size).toBe(sent.length);
  });

  it('tells changes of its address, without secrets', async () => {
    await open('');
    await page.evaluate(async () => {
      history.pushState({}, '', '/cart?token=SECRET');
      history.replaceState({}, '', '/cart?page=2');
      history.replaceState({}, '', '/cart?page=2');
      const isBack = new Promise((resolve) => {
        addEventListener('popstate', resolve, { once: true });
      });
      history.back();
      await isBack;
      sdk.captureMessage('m');
      await sdk.flush(5000);
    });
    const { origin } = collector;
    expect(collector.events()[0]?.breadcrumbs?.map(({ message }) => message)).toEqual([
      `${origin}/ -> ${origin}/cart?token=[filtered]`,
      `${origin}/cart?token=[filtered] -> ${origin}/cart?page=2`,
      `${origin}/cart?page=2 -> ${origin}/`,
    ]);
    expect(collector.batches.map(({ text }) => text).join()).not.toContain('SECRET');
  });

  it('may have forms whose fields hide their properties', async () => {
    const names = ['tagName', 'id', 'classList', 'parentElement', 'getAttribute'];
    await open(names.map((name) => `<form><input name="${name}"></form>`).join(''));
    await page.evaluate(() => {
      for (const form of document.forms) form.dispatchEvent(new MouseEvent('click', { bubbles: true }));
      sdk.captureMessage('m');
      return sdk.flush(5000);
    });
    expect(pageErrors).toEqual([]);
    expect(collector.events()).toHaveLength(1);
  });

  it('does not report what the browser hides or an extension did, but counts it', async () => {
    const elsewhere = collector.origin.replace('127.0.0.1', 'localhost');
    collector.pages.set('/foreign.js', { type: 'text/javascript', body: 'missing();' });
    await open(`<script src="${elsewhere}/foreign.js"></script>`);
    await page.evaluate(() => {
      const error = new Error('of an extension');
      error.stack = 'Error: of an extension\n    at f (chrome-extension://abcdef/content.js:1:2)';
      dispatchEvent(new ErrorEvent('error', { error, message: error.message }));
      return sdk.flush(5000);
    });
    expect(pageErrors).toHaveLength(1);
    expect(collector.batches).toMatchObject([
      { events: [], lost: { cross_origin: 1, browser_extension: 1 } },
    ]);
  });

  it('is as before once the SDK is closed, and nothing is reported any more', async () => {
    await open('', false);
    const isAsBefore = await page.evaluate(async (dsn) => {
      const read = (): unknown[] => [
        fetch,
        ...(['debug', 'info', 'log', 'warn', 'error'] as const).map((method) => console[method]),
        ...(['pushState', 'replaceState'] as const).map((method) => history[method]),
        addEventListener,
        Object.getOwnPropertyDescriptor(XMLHttpRequest.prototype, 'open')?.value,
        Object.getOwnPropertyDescriptor(EventTarget.prototype, 'addEventListener')?.value,
        setTimeout,
        Promise,
      ];
      const before = read();
      sdk.init({ dsn });
      sdk.init({ dsn, integrations: [sdk.breadcrumbs()] });
      const wrapped = read().filter((value, index) => value !== before[index]).length;
      await sdk.close(5000);
      setTimeout(() => {
        throw new Error('nobody listens');
      });
      await new Promise((resolve) => {
        addEventListener('error', resolve, { once: true });
      });
      await sdk.flush(1000);
      return { wrapped, isRestored: read().every((value, index) => value === before[index]) };
    }, collector.dsn);
    expect(isAsBefore).toEqual({ wrapped: 9, isRestored: true });
    expect(pageErrors).toEqual(['nobody listens']);
    expect(collector.batches).toEqual([]);
  });

  /** A page with sessions, of a release. */
  async function openWithSessions(more = ''): Promise<void> {
    const options = `dsn: '${collector.dsn}', release: 'shop@1', integrations: [sdk.sessions()]`;
    await open(`<script>sdk.init({ ${options} });</script>${more}`, false);
  }
  const toldStates = (): [string, string | null][] =>
    collector.batches.flatMap(({ sessions }) =>
      sessions.map(({ counts, user }): [string, string | null] => [Object.keys(counts).join(), user]),
    );

  it('is one session: told when it begins, with errors, and when it is hidden if its user is new', async () => {
    await openWithSessions();
    await collector.until(() => toldStates().length === 1);
    await page.evaluate(async () => {
      history.pushState({}, '', '/cart');
      sdk.captureException(new Error('handled'));
      await sdk.flush(5000);
      sdk.captureMessage('is no error');
      sdk.setUser({ id: 7 });
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
      await sdk.flush(5000);
      setTimeout(() => {
        throw new Error('uncaught');
      });
    });
    await collector.until(() => toldStates().length === 4);
    expect(toldStates()).toEqual([
      ['ok', null],
      ['errored', null],
      ['errored', '7'],
      ['crashed', '7'],
    ]);
    const all = collector.batches.flatMap(({ sessions }) => sessions);
    expect(new Set(all.map(({ id, startedAt }) => `${id} ${startedAt}`)).size).toBe(1);
    // With the error that it met.
    expect(collector.batches.at(-1)).toMatchObject({ events: [{ level: 'error' }], sessions: [{}] });
  });

  it('that is left at once is a session all the same, and its next page is another', async () => {
    await openWithSessions('<script>location.href = "/next";</script>');
    const html = collector.pages.get('/')?.body.replace('location.href', '//') ?? '';
    collector.pages.set('/next', { type: 'text/html', body: html });
    const ids = (): Set<string> =>
      new Set(collector.batches.flatMap(({ sessions }) => sessions.map(({ id }) => id)));
    await page.goto(`${collector.origin}/next`);
    await collector.until(() => ids().size === 2);
    expect(new Set(toldStates().map(([state]) => state))).toEqual(new Set(['ok']));
  });

  it('is no session once the SDK is closed, and one however often it is started', async () => {
    await openWithSessions();
    await page.evaluate(async (dsn) => {
      sdk.init({ dsn, release: 'shop@1', integrations: [sdk.sessions()] });
      await sdk.close(5000);
      sdk.setUser({ id: 7 });
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
      sdk.init({ dsn });
      sdk.captureException(new Error('without sessions'));
      await sdk.flush(5000);
    }, collector.dsn);
    expect(new Set(toldStates().map(([state]) => state))).toEqual(new Set(['ok']));
    expect(new Set(collector.batches.flatMap(({ sessions }) => sessions.map(({ id }) => id))).size).toBe(1);
  });

  it('tells the debug ids of the scripts in the stack, and of no other', async () => {
    const script = (code: string, id: string): { type: string; body: string } => {
      const injected = injectDebugId({ script: code, map: '{"debugId":"' + id + '"}', release: null });
      return { type: 'text/javascript', body: injected?.script ?? '' };
    };
    const [first, second, third] = ['1', '2', '3'].map(
      (digit) => `${digit.repeat(8)}-1111-4111-8111-111111111111`,
    );
    collector.pages.set('/app.js', script('function run() { helper(); }', first ?? ''));
    collector.pages.set('/helper.js', script('function helper() { throw new Error("deep"); }', second ?? ''));
    collector.pages.set('/unused.js', script('function unused() {}', third ?? ''));
    const sources = ['app', 'helper', 'unused'].map((name) => `<script src="/${name}.js"></script>`);
    await open(`${sources.join('')}<script>setTimeout(run);</script>`);
    await collector.until(() => collector.events().length === 1);
    const images = collector.events()[0]?.debug_meta?.images ?? [];
    expect(images.toSorted((left, right) => left.debug_id.localeCompare(right.debug_id))).toEqual([
      { type: 'sourcemap', code_file: `${collector.origin}/app.js`, debug_id: first },
      { type: 'sourcemap', code_file: `${collector.origin}/helper.js`, debug_id: second },
    ]);
  });

  it('may forbid all but scripts of its own, and demand Trusted Types', async () => {
    const policy = `default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'`;
    collector.pages.set('/start.js', {
      type: 'text/javascript',
      body: `sdk.init({ dsn: '${collector.dsn}' }); setTimeout(() => { throw new Error('under a policy'); });`,
    });
    const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
    collector.pages.set('/', {
      type: 'text/html',
      body: `<!doctype html>${meta}<script src="/sdk.js"></script><script src="/start.js"></script>`,
    });
    await page.goto(collector.origin);
    await collector.until(() => collector.batches.length > 0);
    expect(collector.events()[0]?.exception?.values).toMatchObject([
      { type: 'Error', value: 'under a policy', mechanism: { handled: false } },
    ]);
  });
});
