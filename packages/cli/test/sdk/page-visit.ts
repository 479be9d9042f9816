import { randomUUID } from 'node:crypto';
import type { Browser, Page, Response } from 'playwright-core';
import type { RunningServer } from '../running-server.ts';
import { servePage, type BrowserSdk } from './page-server.ts';
import type { Reported, ReportReader } from './reported-events.ts';

/** What each button of the page does wrong, by its id: the title of the issue; null does nothing wrong. */
export const PAGE_ACTIONS = {
  lookUp: null,
  book: "TypeError: Cannot read properties of undefined (reading 'price')",
  reserve: 'SeatTakenError: seat 12 is taken',
  sellOut: 'no seat left in row B',
  pay: 'Error: payment failed',
  /** The same as `book` while the page is being left. */
  leave: "TypeError: Cannot read properties of undefined (reading 'price')",
} as const;

export type PageAction = keyof typeof PAGE_ACTIONS;

export type Visit = {
  readonly release: string;
  /** What each button led to. */
  readonly reports: ReadonlyMap<PageAction, Reported>;
  /** Answers of the collector as the page saw them, without pre-flights. */
  readonly answers: readonly { status: number; headers: Record<string, string> }[];
  /** Requests the browser would not finish, or whose answers it hid from the page. */
  readonly failures: readonly string[];
};

/** Clicks the buttons in their order, and answers once everything they led to has arrived. */
export async function visitPage(options: {
  browser: Browser;
  server: RunningServer;
  sdk: BrowserSdk;
  read: ReportReader;
  actions: readonly PageAction[];
}): Promise<Visit> {
  const { browser, server, sdk, read, actions } = options;
  const release = `tickets@${randomUUID()}`;
  const site = await servePage(sdk, { dsn: server.dsn, release });
  const visitor = await browser.newContext();
  try {
    const page = await visitor.newPage();
    const { answers, failures } = watchRequests(page, new URL(server.dsn).origin);
    await page.goto(site.origin);
    for (const action of actions) {
      await page.click(`#${action}`);
      if (action === 'lookUp') await page.getByText('looked up').waitFor();
    }
    const wrong = actions.filter((action) => PAGE_ACTIONS[action] !== null);
    const titles = wrong.map((action) => PAGE_ACTIONS[action] ?? '');
    const context = `The page with ${sdk} had these failed requests: ${failures.join(', ') || 'none'}`;
    const arrived = await read({ release, titles, context });
    const reports = new Map(arrived.map((report, index) => [wrong[index] ?? 'lookUp', report]));
    return { release, reports, answers: answers.map(describeAnswer), failures };
  } finally {
    await visitor.close();
    await site.stop();
  }
}

function watchRequests(page: Page, collector: string): { answers: Response[]; failures: string[] } {
  const answers: Response[] = [];
  const failures: string[] = [];
  page.on('response', (response) => {
    if (response.url().startsWith(collector)) answers.push(response);
  });
  page.on('requestfailed', (request) =>
    failures.push(`${request.url()}: ${request.failure()?.errorText ?? '?'}`),
  );
  return { answers, failures };
}

function describeAnswer(response: Response): Visit['answers'][number] {
  return { status: response.status(), headers: response.headers() };
}
