import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newDataDirectory, openApi, startServer, type RunningServer } from '../running-server.ts';
import { findChromium, openChromium } from './chromium.ts';
import { visitPage, type PageAction, type Visit } from './page-visit.ts';
import type { BrowserSdk } from './page-server.ts';
import { callsOf, createReportReader, crumbsOf, type Reported } from './reported-events.ts';

const SDKS = ['@bugsage/sdk', '@sentry/browser'] as const;
const ACTIONS = ['lookUp', 'book', 'reserve', 'sellOut', 'pay'] as const;
const PAGE = join(import.meta.dirname, 'page');
const executable = findChromium();

describe.skipIf(executable === null)('a page in a real browser', () => {
  let directory: Awaited<ReturnType<typeof newDataDirectory>>;
  let server: RunningServer;
  let browser: Browser;
  /** One visit for each SDK, made by the test that asks first. */
  const visits = new Map<BrowserSdk, Promise<Visit>>();

  beforeAll(async () => {
    directory = await newDataDirectory();
    server = await startServer({ dataDirectory: directory.path });
    browser = await openChromium(executable ?? '');
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await directory.remove();
  });

  async function visit(sdk: BrowserSdk, actions: readonly PageAction[] = ACTIONS): Promise<Visit> {
    const read = await createReportReader(server);
    return visitPage({ browser, server, sdk, read, actions });
  }

  function wholeVisit(sdk: BrowserSdk): Promise<Visit> {
    const made = visits.get(sdk) ?? visit(sdk);
    visits.set(sdk, made);
    return made;
  }

  async function reported(sdk: BrowserSdk, action: PageAction): Promise<Reported> {
    const found = (await wholeVisit(sdk)).reports.get(action);
    if (found === undefined) throw new Error(`There is no report of ${action}.`);
    return found;
  }

  describe.each(SDKS)('with %s', (sdk) => {
    it('shows an uncaught error with its place, and the way there', async () => {
      const { issue, event } = await reported(sdk, 'book');
      expect(issue).toMatchObject({
        type: 'TypeError',
        value: "Cannot read properties of undefined (reading 'price')",
        culprit: 'prices.js in priceOf',
        severity: 'high',
        platform: 'javascript',
      });
      expect(event.exceptions.map(({ mechanism }) => mechanism?.handled)).toEqual([false]);
      expect(callsOf(event.exceptions[0]?.frames ?? [], PAGE)).toEqual([
        'booking.js in HTMLButtonElement.<anonymous>: void act();',
        'booking.js in book: bookSeat({ number: 12 });',
        'booking.js in bookSeat: return `booked for ${priceOf(seat)}`;',
        'prices.js in priceOf: return seat.category.price;',
      ]);
    });

    it('says who was where: release, environment, user, tags, address of the page', async () => {
      const { release } = await wholeVisit(sdk);
      const { event } = await reported(sdk, 'book');
      expect(event).toMatchObject({ release, environment: 'staging', sdk: { name: expect.any(String) } });
      expect(event.user).toMatchObject({ id: 'visitor-7', username: 'ada' });
      expect(event.tags).toContainEqual(['booth', 'north']);
      expect(event.request?.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    });

    it('keeps what happened before: console, requests with their status, clicks', async () => {
      const { event } = await reported(sdk, 'book');
      expect(crumbsOf(event, 'console')).toEqual(['warning the seat plan is old']);
      expect(crumbsOf(event, 'fetch')).toEqual(['info /seats.json 200', 'warning /discounts.json 404']);
      expect(crumbsOf(event, 'ui.click').map((crumb) => crumb.split('#')[1])).toEqual(['lookUp', 'book']);
    });

    it('shows a rejection nobody handled', async () => {
      const { issue, event } = await reported(sdk, 'reserve');
      expect(issue).toMatchObject({
        type: 'SeatTakenError',
        value: 'seat 12 is taken',
        culprit: 'booking.js in reserveSeat',
      });
      expect(event.exceptions[0]?.mechanism?.handled).toBe(false);
      expect(callsOf(event.exceptions[0]?.frames ?? [], PAGE)).toEqual([
        'booking.js in reserveSeat: throw new SeatTakenError(`seat ${number} is taken`);',
      ]);
    });

    it('shows a message with its level', async () => {
      const { issue, event } = await reported(sdk, 'sellOut');
      expect(issue).toMatchObject({ title: 'no seat left in row B', severity: 'medium' });
      expect(event).toMatchObject({ level: 'warning', message: { formatted: 'no seat left in row B' } });
    });

    it('shows an error with the cause it was made from, oldest first', async () => {
      const { issue, event } = await reported(sdk, 'pay');
      expect(issue).toMatchObject({
        type: 'Error',
        value: 'payment failed',
        culprit: 'booking.js in pay',
      });
      const [cause, thrown] = event.exceptions;
      expect(event.exceptions.map(({ type }) => type)).toEqual(['SyntaxError', 'Error']);
      expect(cause?.mechanism).toMatchObject({ source: 'cause', parent_id: thrown?.mechanism?.exception_id });
      expect(callsOf(cause?.frames ?? [], PAGE).at(-1)).toBe(
        "booking.js in readReceipt: return JSON.parse('<html>');",
      );
      expect(thrown?.mechanism?.handled).toBe(true);
    });

    it('can read every answer from its other origin', async () => {
      const { answers, failures } = await wholeVisit(sdk);
      expect(failures).toEqual([]);
      expect(answers).not.toEqual([]);
      for (const { status, headers } of answers) {
        expect(status).toBe(200);
        expect(headers['access-control-allow-origin']).toBe('*');
        expect(headers['access-control-expose-headers']).toMatch(/x-sentry-rate-limits.*retry-after/);
      }
    });

    it('delivers what happens while the page is being left', async () => {
      const { reports } = await visit(sdk, ['leave']);
      expect(reports.get('leave')?.issue.culprit).toBe('prices.js in priceOf');
    });
  });

  it.each(SDKS)('with %s counts as one session of its release, which an error ended badly', async (sdk) => {
    const { release } = await wholeVisit(sdk);
    const { sessions } = await healthOf(release, { total: 1, healthy: 0 });
    // Sentry's newer SDKs say `unhandled` where a page goes on after an error nobody caught.
    const { crashed = 0, unhandled = 0 } = sessions;
    expect(crashed + unhandled).toBe(1);
  });

  it('with @bugsage/sdk makes the crash-free rate of its release, of sessions and of users', async () => {
    const { release } = await wholeVisit('@bugsage/sdk');
    const { sessions, users } = await healthOf(release, { total: 1, crashed: 1 });
    expect(sessions['crash_free_rate']).toBe(0);
    expect(users).toMatchObject({ total: 1, crashed: 1, crash_free_rate: 0 });
    const fine = await visit('@bugsage/sdk', ['pay']);
    const { sessions: handled } = await healthOf(fine.release, { total: 1, errored: 1 });
    expect(handled['crash_free_rate']).toBe(1);
  });

  type Health = { sessions: Record<string, number>; users: Record<string, number> };

  async function healthOf(release: string, expected: Record<string, number>): Promise<Health> {
    const api = await openApi(server);
    const read = async (): Promise<Health> =>
      (await (await api(`/projects/1/releases/${release}/health`)).json()) as Health;
    await expect.poll(read, { timeout: 15_000 }).toMatchObject({ sessions: expected });
    return read();
  }

  it('lands in the same issues, whichever SDK reports', async () => {
    const issuesOf = async (sdk: BrowserSdk): Promise<string[]> =>
      [...(await wholeVisit(sdk)).reports].map(
        ([action, { issue }]) => `${action}: ${issue.title}, ${issue.id}`,
      );
    expect(await issuesOf('@sentry/browser')).toEqual(await issuesOf('@bugsage/sdk'));
  });
});
