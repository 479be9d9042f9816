import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type * as BrowserSdk from '../src/browser.ts';
import { findChromium, openChromium } from '../../cli/test/sdk/chromium.ts';
import { type Answer, type TestCollector, startTestCollector } from './support/test-collector.ts';

/** What the page offers to the functions that the tests run inside it. */
declare const sdk: typeof BrowserSdk;

const chromium = findChromium();
/** A request that is never answered is given up after 15 s. */
const TEST_TIMEOUT_MS = 120_000;
const CAPTURES = 40;
/** Without network no page arrives. */
const ARRIVAL_MS_MAX = 5000;
const LATER: Answer = { status: 429, headers: { 'Retry-After': '1' } };

type Visit = {
  page: Page;
  collector: TestCollector;
  /** Captures in the page, a third of them repeats; answers at once. */
  burst: (name: string) => Promise<void>;
  /** Leaves the page at once after a burst, before anything was sent. */
  burstAndLeave: (name: string, how: 'reload' | 'other page' | 'close') => Promise<void>;
};
type Trouble = {
  answers?: readonly Answer[];
  act: (visit: Visit) => Promise<void>;
};

const stay = async ({ burst }: Visit): Promise<void> => burst('first');
const leave =
  (how: 'reload' | 'other page' | 'close') =>
  ({ burstAndLeave }: Visit): Promise<void> =>
    burstAndLeave('left', how);
const troubles = (answers: readonly Answer[]): Trouble => ({ answers, act: stay });

const TROUBLES: Readonly<Record<string, Trouble>> = {
  nothing: troubles([]),
  '429': troubles([LATER, LATER]),
  '503': troubles([{ status: 503 }, { status: 503, headers: { 'Retry-After': '1' } }]),
  '413 once': troubles([{ status: 413 }]),
  '413 for everything': troubles(Array.from({ length: 36 }, () => ({ status: 413 }))),
  '400': troubles([{ status: 400 }]),
  'a reset connection': troubles(['reset', 'reset']),
  'no answer': troubles(['silence']),
  'no network': {
    async act({ page, burst }) {
      await page.context().setOffline(true);
      await burst('offline');
      await page.evaluate(() => sdk.flush(1500));
      await page.context().setOffline(false);
    },
  },
  'a reload at once': { act: leave('reload') },
  'another page at once': { act: leave('other page') },
  'a page that is closed at once': { act: leave('close') },
  'another page at once, where nothing can be kept': {
    async act({ page, burstAndLeave }) {
      await page.evaluate(() =>
        Object.defineProperty(globalThis, 'localStorage', {
          get() {
            throw new DOMException('denied', 'SecurityError');
          },
        }),
      );
      await burstAndLeave('left', 'other page');
    },
  },
  'a reload while requests are reset': {
    answers: ['reset', 'reset', 'reset'],
    act: leave('reload'),
  },
  'a reload while it is busy': {
    answers: [LATER, LATER],
    async act(visit) {
      await visit.burst('before');
      await visit.page.evaluate(() => sdk.flush(300));
      await visit.burstAndLeave('left', 'reload');
    },
  },
  'another page, whose last words meet 503': {
    answers: [{ status: 503 }, { status: 503 }],
    act: leave('other page'),
  },
  'another page without network': {
    async act({ page, collector, burst, burstAndLeave }) {
      await page.context().setOffline(true);
      await burst('offline');
      await burstAndLeave('left', 'other page');
      await page.context().setOffline(false);
      await page.goto(collector.origin);
    },
  },
};

describe.skipIf(chromium === null)('in a page every capture is delivered or counted as lost', () => {
  let browser: Browser;
  let bundle: string;

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

  const cases = Object.entries(TROUBLES).flatMap(([name, trouble]) =>
    (['core', 'full'] as const).map((size) => ({ name, size, ...trouble })),
  );

  it.concurrent.each(cases)(
    'with $name, $size',
    async ({ size, answers = [], act }) => {
      const collector = await startTestCollector();
      const context = await browser.newContext();
      try {
        const integrations =
          size === 'full' ? 'sdk.breadcrumbs(), sdk.offline(), sdk.compression(), sdk.sessions()' : '';
        const start = `<script src="/sdk.js"></script><script>sdk.init({ dsn: '${collector.dsn}', integrations: [${integrations}] })</script>`;
        collector.pages.set('/sdk.js', { type: 'text/javascript', body: bundle });
        collector.pages.set('/', { type: 'text/html', body: `<!doctype html>${start}` });
        collector.pages.set('/other', { type: 'text/html', body: `<!doctype html>${start}` });
        let page = await context.newPage();
        await page.goto(collector.origin);
        collector.answer(...answers);
        let captures = 0;
        const burst = async (name: string): Promise<void> => {
          captures += CAPTURES;
          await page.evaluate(captureMany, { name, captures: CAPTURES });
        };
        const burstAndLeave: Visit['burstAndLeave'] = async (name, how) => {
          captures += CAPTURES;
          const left = page;
          const arrived = left.waitForEvent('load', { timeout: ARRIVAL_MS_MAX }).catch(() => undefined);
          await left
            .evaluate(captureManyAndLeave, { name, captures: CAPTURES, how, source: captureMany.toString() })
            // The page that leaves may not answer any more.
            .catch(() => undefined);
          if (how === 'close') {
            await left.close({ runBeforeUnload: true });
            page = await context.newPage();
            await page.goto(`${collector.origin}/other`);
          } else await arrived;
        };
        await act({ page, collector, burst, burstAndLeave });
        // What is left is told by the next page of the origin, or by the page itself.
        const finish = async (): Promise<void> => {
          captures += 1;
          await page.evaluate(async () => {
            sdk.captureMessage(`one more ${performance.now()}`);
            await sdk.flush(5000);
          });
        };
        for (let attempt = 0; attempt < 14 && sumOf(collector) !== captures; attempt += 1) await finish();
        await finish();
        const { delivered, lost } = accountedFor(collector);
        expect({ delivered, lost, sum: delivered + lost }).toEqual({
          delivered: expect.any(Number),
          lost: expect.any(Number),
          sum: captures,
        });
        expect(delivered).toBeGreaterThan(0);
      } finally {
        await context.close();
        await collector.close();
      }
    },
    TEST_TIMEOUT_MS,
  );
});

function captureMany({ name, captures }: { name: string; captures: number }): void {
  for (let step = 0; step < captures; step += 1)
    // Errors and texts, and a third of them repeats.
    if (step % 3 === 0) sdk.captureException(new Error(`${name} same`));
    else if (step % 3 === 1) sdk.captureException(new Error(`${name} ${step}`));
    else sdk.captureMessage(`${name} ${step}`);
}

function captureManyAndLeave({
  name,
  captures,
  how,
  source,
}: {
  name: string;
  captures: number;
  how: string;
  source: string;
}): void {
  // oxlint-disable-next-line no-eval, no-implied-eval -- the function above, in the page
  (0, eval)(`(${source})`)({ name, captures });
  if (how === 'reload') location.reload();
  if (how === 'other page') location.href = '/other';
}

/** Occurrences that arrived, and those that the page says did not, each told once by an accepted batch. */
function accountedFor({ batches, events }: TestCollector): { delivered: number; lost: number } {
  const accepted = batches.filter(({ answered }) => typeof answered === 'object' && answered.status < 300);
  return {
    delivered: events().reduce((sum, { _bugsage: seen }) => sum + seen.times_seen, 0),
    lost: accepted.flatMap(({ lost }) => Object.values(lost)).reduce((sum, count) => sum + count, 0),
  };
}

function sumOf(collector: TestCollector): number {
  const { delivered, lost } = accountedFor(collector);
  return delivered + lost;
}
