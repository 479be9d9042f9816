import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, openChromium } from '../../cli/test/sdk/chromium.ts';
import { buildDashboard } from '../src/build.ts';
import { visit } from './visitor.ts';

const chromium = findChromium();

describe.skipIf(chromium === null)('saved views', () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = (await buildDashboard()).outDir;
    browser = await openChromium(chromium ?? '');
  });
  afterAll(() => browser.close());

  it('are opened, made of what the list shows, shared, and deleted', async () => {
    const visitor = await visit(browser, folder);
    const { page } = visitor;
    await visitor.open('/');
    await visitor.signIn();
    const issues = page.locator('.issue-link');
    await expect.poll(() => issues.count()).toBe(3);
    await page.getByText('Saved views').click();
    const views = page.getByRole('list', { name: 'Saved views' }).locator('> li');
    await page.getByRole('button', { name: 'Open the view Came back' }).press('Enter');
    await expect.poll(() => issues.count()).toBe(1);
    expect(new URL(page.url()).searchParams.get('sort')).toBe('event_count');
    await page.getByRole('button', { name: 'Leave the view' }).click();
    await expect.poll(() => issues.count()).toBe(3);
    await page.getByRole('combobox', { name: 'Severity' }).selectOption('high');
    await page.getByLabel('Name of the view').fill('Urgent');
    await page.getByRole('button', { name: 'Save what the list shows' }).click();
    await expect.poll(() => views.count()).toBe(2);
    expect(await views.last().locator('code').textContent()).toBe('is:unresolved severity:high');
    await page.getByRole('button', { name: 'Share: Urgent' }).click();
    await page.getByRole('button', { name: 'Stop sharing: Urgent' }).waitFor();
    await page.getByRole('button', { name: 'Delete the view Urgent' }).click();
    await page.getByRole('button', { name: 'Really? Delete the view Urgent' }).click();
    await expect.poll(() => views.count()).toBe(1);
    await visitor.leave();
  });
});
