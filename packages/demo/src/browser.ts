import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { BugId } from './bugs.ts';
import { LIMITS } from './limits.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

/** A Chromium for the browser bugs: `BUGSAGE_CHROMIUM`, else the first known name on PATH. */
export function findChromium(environment: NodeJS.ProcessEnv): string | undefined {
  const chosen = environment['BUGSAGE_CHROMIUM'];
  if (chosen) return chosen;
  const folders = (environment['PATH'] ?? '').split(delimiter).filter(Boolean);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

export const CHROMIUM_MISSING =
  'No Chromium found, so the browser bugs are skipped. Install one (Debian: apt install chromium) or set BUGSAGE_CHROMIUM to its path.';

export async function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    timeout: LIMITS.browserLaunchMs,
    // By default it would end our process before we could clean up.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    // Chromium's own sandbox refuses to run as root, as in most containers; the pages shown here are ours.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
}

/** What visitors do that meets a bug of the browser side, on a fresh page each. */
export const BROWSER_ACTIONS: { readonly [id in BugId]?: (page: Page, shopUrl: string) => Promise<void> } = {
  'missing-callback': async (page, shopUrl) => {
    await page.goto(shopUrl);
    await page.click('[data-sku="mint-60"] [data-more]');
  },
  'missing-element': async (page, shopUrl) => {
    await page.goto(shopUrl);
    await page.click('[data-sku="mint-60"] [data-add]');
    await page.waitForFunction(() => document.querySelector('[data-basket-count]')?.textContent === '1');
    await page.goto(new URL('/checkout', shopUrl).href);
  },
};

/** Opens a page in a session of its own. */
export async function openPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext();
  context.setDefaultTimeout(LIMITS.browserActionMs);
  return context.newPage();
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
