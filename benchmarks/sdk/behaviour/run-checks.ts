import { type Browser, chromium } from 'playwright-core';

import { CHECKS, type Check, type Visit } from './checks.ts';
import { type Contestant, bundleContestant } from './contestants.ts';
import { type TlsCollector, PAGE_DOMAIN, startTlsCollector } from './tls-collector.ts';

/** Sentry batches for at most 5 s, others send at once; what is not there then does not come. */
const ARRIVAL_MS = 8000;
const SETTLE_MS = 1800;
const POLL_MS = 50;
/** A page that hangs does not answer any more. */
const CHECK_MS_MAX = 60_000;
const CLOSE_MS_MAX = 5000;
/** Pages that are visited side by side, on two cores. */
const CONCURRENT = 6;

export type CheckResult = { check: string; passed: boolean };

/** Runs each check in a page of its own: real Chromium, real TLS, each vendor's own addresses led to one collector. */
export async function runChecks(
  contestant: Contestant,
  executablePath: string,
  checks: readonly Check[] = CHECKS,
): Promise<CheckResult[]> {
  const collector = await startTlsCollector();
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--ignore-certificate-errors',
      `--host-resolver-rules=MAP * 127.0.0.1:${collector.port}`,
    ],
  });
  try {
    collector.scripts.set('/sdk.js', await bundleContestant(contestant));
    const results = new Map<string, boolean>();
    const waiting = [...checks.entries()];
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [position, check] = next;
        results.set(check.name, await visit({ browser, collector, contestant, check, name: `c${position}` }));
      }
    };
    await Promise.all(Array.from({ length: CONCURRENT }, work));
    return checks.map(({ name }) => ({ check: name, passed: results.get(name) ?? false }));
  } finally {
    await browser.close();
    collector.close();
  }
}

type VisitSetup = {
  browser: Browser;
  collector: TlsCollector;
  contestant: Contestant;
  check: Check;
  name: string;
};

async function visit({ browser, collector, contestant, check, name }: VisitSetup): Promise<boolean> {
  const html = `<!doctype html><meta charset="utf-8">${check.html ?? ''}<script src="/sdk.js"></script>`;
  const traffic = collector.page(name, html);
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  try {
    const page = await context.newPage();
    await page.goto(`https://${name}${PAGE_DOMAIN}/`);
    const visited: Visit = {
      page,
      traffic,
      contestant,
      sent: () => traffic.requests.map(({ text }) => text).join('\n'),
      events: () => traffic.requests.reduce((sum, { text }) => sum + contestant.countEvents(text), 0),
      becomes: (isSo) => becomes(isSo),
      settle: () => sleep(SETTLE_MS),
    };
    return await within(CHECK_MS_MAX, check.judge(visited));
  } catch {
    // A page that cannot be used any more has not passed.
    return false;
  } finally {
    // A page that hangs is closed with its browser.
    await within(CLOSE_MS_MAX, context.close());
  }
}

/** What it answers; false when it does not in time. Leaves no timer behind, which would keep the process alive. */
async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T | false> {
  const { promise: late, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(resolve, timeoutMs, false);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function becomes(isSo: () => boolean): Promise<boolean> {
  for (const endMs = Date.now() + ARRIVAL_MS; Date.now() < endMs; await sleep(POLL_MS))
    if (isSo()) return true;
  return isSo();
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
