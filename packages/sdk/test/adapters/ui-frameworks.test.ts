import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { compile } from 'svelte/compiler';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { findChromium, openChromium } from '../../../cli/test/sdk/chromium.ts';
import { type TestCollector, startTestCollector } from '../support/test-collector.ts';

const chromium = findChromium();

type Example = {
  /** An application whose button fails, and which shows `sorry` where its framework has boundaries. */
  source: string;
  mechanism: { type: string; handled: boolean };
  showsFallback: boolean;
};

const EXAMPLES: Readonly<Record<string, Example>> = {
  'React, with a boundary': {
    source: `
      import { createElement, useState } from 'react';
      import { createRoot } from 'react-dom/client';
      import { ErrorBoundary } from '@bugsage/sdk/react';
      function Price({ item }) { return createElement('b', null, item.price); }
      function Shop() {
        const [item, setItem] = useState({ price: 1 });
        return createElement('div', null,
          createElement('button', { onClick: () => setItem(undefined) }, 'buy'),
          createElement(ErrorBoundary, { fallback: 'sorry' }, createElement(Price, { item })));
      }
      createRoot(document.querySelector('main')).render(createElement(Shop));`,
    mechanism: { type: 'react', handled: true },
    showsFallback: true,
  },
  'React, with the options of a root': {
    source: `
      import { createElement, useState } from 'react';
      import { createRoot } from 'react-dom/client';
      import { rootOptions } from '@bugsage/sdk/react';
      function Price({ item }) { return createElement('b', null, item.price); }
      function Shop() {
        const [item, setItem] = useState({ price: 1 });
        return createElement('div', null,
          createElement('button', { onClick: () => setItem(undefined) }, 'buy'), createElement(Price, { item }));
      }
      createRoot(document.querySelector('main'), rootOptions()).render(createElement(Shop));`,
    mechanism: { type: 'react', handled: false },
    showsFallback: false,
  },
  Vue: {
    source: `
      import { createApp, h } from 'vue';
      import { bugsage } from '@bugsage/sdk/vue';
      createApp({
        name: 'Shop',
        setup: () => () => h('button', { onClick: () => { undefined.price; } }, 'buy'),
      }).use(bugsage).mount('main');`,
    mechanism: { type: 'vue', handled: false },
    showsFallback: false,
  },
  Svelte: {
    source: `
      import { mount } from 'svelte';
      import Shop from './Shop.svelte';
      mount(Shop, { target: document.querySelector('main') });`,
    mechanism: { type: 'svelte', handled: true },
    showsFallback: true,
  },
  Solid: {
    source: `
      import { ErrorBoundary, createComponent, createMemo, createSignal } from 'solid-js';
      import { render } from 'solid-js/web';
      import { reporting } from '@bugsage/sdk/solid';
      const [item, setItem] = createSignal({ price: 1 });
      const Price = () => createMemo(() => item().price);
      const button = Object.assign(document.createElement('button'), { onclick: () => setItem(undefined) });
      document.body.append(button);
      render(() => createComponent(ErrorBoundary, {
        fallback: reporting(() => 'sorry'),
        get children() { return createComponent(Price, {}); },
      }), document.querySelector('main'));`,
    mechanism: { type: 'solid', handled: true },
    showsFallback: true,
  },
  Angular: {
    source: `
      import '@angular/compiler';
      import { Component, ErrorHandler, provideZonelessChangeDetection } from '@angular/core';
      import { bootstrapApplication } from '@angular/platform-browser';
      import { BugsageErrorHandler } from '@bugsage/sdk/angular';
      class Shop { buy() { return undefined.price; } }
      const Decorated = Component({ selector: 'main', template: '<button (click)="buy()">buy</button>' })(Shop) ?? Shop;
      await bootstrapApplication(Decorated, {
        providers: [provideZonelessChangeDetection(), { provide: ErrorHandler, useClass: BugsageErrorHandler }],
      });`,
    mechanism: { type: 'angular', handled: false },
    showsFallback: false,
  },
};

const SVELTE_SHOP = `
<script>
  import { onError } from '@bugsage/sdk/svelte';
  let item = $state({ price: 1 });
</script>
<button onclick={() => (item = undefined)}>buy</button>
<svelte:boundary onerror={onError}>
  <b>{item.price}</b>
  {#snippet failed()}sorry{/snippet}
</svelte:boundary>`;

describe.skipIf(chromium === null)('an application with', () => {
  let browser: Browser;
  let collector: TestCollector;

  beforeAll(async () => {
    browser = await openChromium(chromium ?? '');
    collector = await startTestCollector();
  });
  afterAll(async () => {
    await browser?.close();
    await collector?.close();
  });

  it.each(Object.entries(EXAMPLES))('%s reports what it throws, once', async (name, example) => {
    const before = collector.events().length;
    collector.pages.set('/app.js', { type: 'text/javascript', body: await bundle(example.source) });
    collector.pages.set('/', {
      type: 'text/html',
      body: `<!doctype html><main></main><script>var DSN = '${collector.dsn}'</script><script type="module" src="/app.js"></script>`,
    });
    const page = await browser.newPage();
    await page.goto(collector.origin);
    await page.click('button');
    await collector.until(() => collector.events().length > before);
    const body = await page.textContent('body');
    await page.close();
    expect(body?.includes('sorry')).toBe(example.showsFallback);
    const [event, ...others] = collector.events().slice(before);
    expect(others).toEqual([]);
    expect(event?.exception?.values.at(-1), name).toMatchObject({
      type: 'TypeError',
      value: expect.stringContaining('price'),
      mechanism: example.mechanism,
    });
  });
});

async function bundle(source: string): Promise<string> {
  const start = `import { init } from '@bugsage/sdk'; init({ dsn: DSN });`;
  const { outputFiles } = await build({
    stdin: { contents: source.replace(/(?=import)/, `${start}\n`), resolveDir: import.meta.dirname },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    conditions: ['browser', 'production'],
    define: { 'process.env.NODE_ENV': '"production"', __VUE_OPTIONS_API__: 'true' },
    write: false,
    plugins: [
      {
        name: 'svelte',
        setup(bundler) {
          bundler.onResolve({ filter: /\.svelte$/ }, ({ path }) => ({ path, namespace: 'shop' }));
          bundler.onLoad({ filter: /.*/, namespace: 'shop' }, () => ({
            contents: compile(SVELTE_SHOP, { generate: 'client', filename: 'Shop.svelte' }).js.code,
            resolveDir: import.meta.dirname,
          }));
        },
      },
    ],
  });
  return outputFiles[0]?.text ?? '';
}
