import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { type FixtureServer, LOGIN, startFixtureServer } from './fixture-server.ts';

/** One person in front of a server of their own, and everything the browser complained about. */
export type Visitor = {
  readonly page: Page;
  readonly server: FixtureServer;
  readonly open: (path: string) => Promise<void>;
  /** Signs in through the form. */
  readonly signIn: () => Promise<void>;
  /** Closes all. @throws when a dialog opened, the policy was violated, a script threw, or foreign elements are in the page. */
  readonly leave: () => Promise<void>;
};

export async function visit(
  browser: Browser,
  dashboardFolder: string,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const server = await startFixtureServer(dashboardFolder);
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    // Not being signed in yet, or an analysis that is not there, is an answer and no fault.
    const isAnswer = /status of 40[14]/u.test(message.text());
    if (message.type() === 'error' && !isAnswer) complaints.push(`console: ${message.text()}`);
  });
  const open = async (path: string) => {
    await page.goto(`${server.url}${path}`);
  };
  const signIn = async () => {
    await page.getByLabel('Email').fill(LOGIN.username);
    await page.getByLabel('Password').fill(LOGIN.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('banner').waitFor();
  };
  const leave = async () => {
    const foreign = await page.locator('img, iframe, body script, b, [onload], [onerror], [onclick]').count();
    await context.close();
    await server.stop();
    if (foreign > 0) complaints.push(`${foreign} foreign elements`);
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
  };
  return { page, server, open, signIn, leave };
}
