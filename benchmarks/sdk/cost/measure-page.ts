import { type CDPSession, type Page, chromium } from 'playwright-core';

import { BASELINES, OURS, bundleContestant } from '../behaviour/contestants.ts';
import { median } from './run-program.ts';

/** Below the 100 that an SDK of BugSage takes at once. */
const ERRORS = 90;
/** Until every SDK has sent what it batches; ours waits 500 ms for company, and compresses then. */
const SETTLE_MS = 1500;
/** Measured in one page, after a first time. */
const TIMES = 3;
const CONTESTANTS = ['none', 'bugsage', 'sentry'] as const;
type Contestant = (typeof CONTESTANTS)[number];

/** What the page offers to the functions that run inside it. */
declare const capture: (error: unknown) => unknown;
/** A new client, which takes as many errors at once as the first. */
declare const restart: (() => void) | undefined;

/** Requests that go nowhere, and a page that has seen nothing else. */
const NO_NETWORK = `
  globalThis.fetch = async () => new Response('{}');
  XMLHttpRequest.prototype.send = () => undefined;
  Navigator.prototype.sendBeacon = () => true;`;

/**
 * CPU of the page's thread for one captured error, in microseconds, all that follows included (ours compresses): the
 * median of the rounds, in a page of its own each, over that of a page whose `capture` does nothing.
 */
export async function measurePage(
  executablePath: string,
  rounds: number,
): Promise<Record<'bugsage' | 'sentry', number>> {
  const scripts = await bundleAll();
  const browser = await chromium.launch({
    executablePath,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic'],
  });
  try {
    const seen: Record<Contestant, number[]> = { none: [], bugsage: [], sentry: [] };
    for (let round = 0; round < rounds; round += 1)
      for (const name of CONTESTANTS) {
        const page = await browser.newPage();
        // A secure origin, as pages have it, that nobody has to serve.
        await page.route('**/*', (route) =>
          route.fulfill({ contentType: 'text/html', body: '<!doctype html><meta charset="utf-8">' }),
        );
        await page.goto('https://shop.test/');
        await page.addScriptTag({ content: NO_NETWORK });
        await page.addScriptTag({ content: scripts[name] });
        const session = await page.context().newCDPSession(page);
        await session.send('Performance.enable', { timeDomain: 'threadTicks' });
        // What the engine has not compiled yet is not what a capture costs.
        await captureMany(page);
        const before = await taskUsOf(session);
        for (let time = 0; time < TIMES; time += 1) await captureMany(page);
        seen[name].push(((await taskUsOf(session)) - before) / (TIMES * ERRORS));
        await page.close();
      }
    const nothing = median(seen.none);
    return { bugsage: median(seen.bugsage) - nothing, sentry: median(seen.sentry) - nothing };
  } finally {
    await browser.close();
  }
}

/** Distinct errors, each ten calls deep, and the time until all of them are sent. */
async function captureMany(page: Page): Promise<void> {
  await page.evaluate((errors) => {
    const fail = (depth: number, message: string): Error =>
      depth > 0 ? fail(depth - 1, message) : new TypeError(message);
    const time = performance.now();
    for (let step = 0; step < errors; step += 1) capture(fail(10, `error ${step} at ${time}`));
  }, ERRORS);
  await new Promise((resolve) => {
    setTimeout(resolve, SETTLE_MS);
  });
  await page.evaluate(() => restart?.());
}

/** As an application bundles them: ours with all integrations of a page, the other with its defaults. */
async function bundleAll(): Promise<Record<Contestant, string>> {
  const [, ours] = OURS;
  const [sentry] = BASELINES;
  if (!ours || !sentry) throw new Error('There is nothing to compare.');
  const start = ours.source.replace('init({ dsn', 'globalThis.restart = () => init({ dsn');
  return {
    none: 'globalThis.capture = () => undefined; globalThis.restart = undefined;',
    bugsage: await bundleContestant({ ...ours, source: `${start}\nrestart();` }),
    sentry: await bundleContestant({
      ...sentry,
      source: `${sentry.source}\nglobalThis.restart = undefined;`,
    }),
  };
}

async function taskUsOf(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1e6;
}
