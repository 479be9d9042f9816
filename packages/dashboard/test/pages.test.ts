import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, openChromium } from '../../cli/test/sdk/chromium.ts';
import { buildDashboard } from '../src/build.ts';
import { barriersOf } from './barriers.ts';
import { PAGES } from './pages.ts';
import { visit } from './visitor.ts';

/** CSS pixels of a common phone. */
const PHONE_WIDTH = 390;

const chromium = findChromium();

describe.skipIf(chromium === null)('every page of the dashboard', () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = (await buildDashboard()).outDir;
    browser = await openChromium(chromium ?? '');
  });
  afterAll(() => browser.close());

  it('notices a script of a stranger when there is one', async () => {
    const visitor = await visit(browser, folder);
    await visitor.open('/');
    await visitor.page.getByRole('button', { name: 'Sign in' }).waitFor();
    const logged = visitor.page.waitForEvent('console');
    await visitor.page.evaluate(() => {
      document.body.insertAdjacentHTML('beforeend', '<button onclick="alert(1)">Click</button>');
      document.querySelector<HTMLElement>('[onclick]')?.click();
    });
    await logged;
    await expect(visitor.leave()).rejects.toThrow('Content Security Policy');
  });

  it.each(PAGES)('%s: open to everybody, no script of a stranger, fits a phone', async (_, go) => {
    const visitor = await visit(browser, folder, { colorScheme: 'light' });
    const { page } = visitor;
    await visitor.open('/');
    await go(visitor);
    expect(await barriersOf(page), 'in light').toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await barriersOf(page), 'in dark').toEqual([]);
    await page.setViewportSize({ width: PHONE_WIDTH, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE_WIDTH);
    await visitor.leave();
  });
});
