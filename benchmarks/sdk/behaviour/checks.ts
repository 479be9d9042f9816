import type { Page } from 'playwright-core';

import type { Contestant } from './contestants.ts';
import type { PageTraffic } from './tls-collector.ts';

/** What the page offers to the functions that run inside it. */
declare const capture: (error: unknown) => unknown;

export type Visit = {
  page: Page;
  traffic: PageTraffic;
  contestant: Contestant;
  /** All reports as one text. */
  sent: () => string;
  events: () => number;
  /** True as soon as `isSo`; false when it still is not after the time one waits for a report. */
  becomes: (isSo: () => boolean) => Promise<boolean>;
  /** Lets everything arrive that is on its way. */
  settle: () => Promise<void>;
};

export type Check = {
  name: string;
  /** Markup of the page, before its script. */
  html?: string;
  judge: (visit: Visit) => Promise<boolean>;
};

const reportsText =
  (marker: string, act: () => void): Check['judge'] =>
  async ({ page, sent, becomes }) => {
    // A page that leaves at once may not answer.
    await page.evaluate(act).catch(() => undefined);
    return becomes(() => sent().includes(marker));
  };

/** All markers in one event, which arrives; none of the forbidden texts anywhere. */
export const CHECKS: readonly Check[] = [
  {
    name: 'uncaught error',
    judge: reportsText('marker-uncaught', () => {
      setTimeout(() => {
        throw new Error('marker-uncaught');
      });
    }),
  },
  {
    name: 'rejected Error',
    judge: reportsText('marker-rejected', () => {
      void Promise.reject(new Error('marker-rejected'));
    }),
  },
  {
    name: 'frozen Error',
    judge: reportsText('marker-frozen', () => {
      setTimeout(() => {
        throw Object.freeze(new Error('marker-frozen'));
      });
    }),
  },
  {
    name: 'rejected object keeps its content',
    judge: reportsText('marker-content', () => {
      // oxlint-disable-next-line prefer-promise-reject-errors -- that is the check
      void Promise.reject({ reason: 'marker-content' });
    }),
  },
  {
    name: '`reject(undefined)` reported',
    async judge({ page, events, becomes }) {
      // oxlint-disable-next-line prefer-promise-reject-errors -- that is the check
      await page.evaluate(() => void Promise.reject(undefined));
      return becomes(() => events() > 0);
    },
  },
  {
    name: '`cause` chain, two levels',
    judge: reportsText('marker-root', () => {
      const root = new Error('marker-root');
      capture(new Error('top', { cause: new Error('middle', { cause: root }) }));
    }),
  },
  {
    name: 'members of an AggregateError',
    judge: reportsText('marker-member', () => {
      capture(new AggregateError([new Error('first'), new Error('marker-member')], 'all failed'));
    }),
  },
  {
    name: 'own properties of an error',
    judge: reportsText('marker-property', () => {
      capture(Object.assign(new Error('with properties'), { orderId: 'marker-property' }));
    }),
  },
  {
    name: 'throwing getter, revoked Proxy, cycle',
    judge: reportsText('marker-hostile', () => {
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      const error = Object.assign(new Error('marker-hostile'), { proxy });
      Object.defineProperty(error, 'bad', {
        enumerable: true,
        get() {
          throw new Error('getter');
        },
      });
      capture(Object.assign(error, { self: error }));
    }),
  },
  {
    name: 'message of 5 MB: at most 100 kB sent',
    async judge({ page, traffic, events, becomes, settle }) {
      await page.evaluate(() => {
        capture(new Error('m'.repeat(5_000_000)));
      });
      const isReported = await becomes(() => events() > 0);
      await settle();
      return isReported && traffic.requests.every(({ bytes }) => bytes <= 100_000);
    },
  },
  {
    name: 'captured, then thrown again: one event',
    async judge({ page, sent, events, becomes, settle }) {
      await page.evaluate(() => {
        const error = new Error('marker-again');
        capture(error);
        setTimeout(() => {
          throw error;
        });
      });
      const isReported = await becomes(() => sent().includes('marker-again'));
      await settle();
      return isReported && events() === 1;
    },
  },
  {
    name: '1,000 equal errors: all counted, at most 5 requests',
    async judge({ page, traffic, contestant, events, becomes, settle }) {
      await page.evaluate(() => {
        for (let step = 0; step < 1000; step += 1) capture(new Error('the same'));
      });
      await becomes(() => events() > 0);
      await settle();
      await leave(page);
      const told = (): number => sumOf(traffic, contestant);
      return (await becomes(() => told() >= 1000)) && told() === 1000 && traffic.requests.length <= 5;
    },
  },
  {
    name: '300 distinct errors: all delivered or counted, at most 10 requests',
    async judge({ page, traffic, contestant, events, becomes, settle }) {
      await page.evaluate(async () => {
        for (let step = 0; step < 300; step += 1) {
          capture(new Error(`distinct ${step}`));
          if (step % 10 === 9) await new Promise((resolve) => setTimeout(resolve, 10));
        }
      });
      await becomes(() => events() > 0);
      await settle();
      await leave(page);
      const told = (): number => sumOf(traffic, contestant);
      return (await becomes(() => told() >= 300)) && told() === 300 && traffic.requests.length <= 10;
    },
  },
  {
    name: 'captured, then navigated at once',
    judge: reportsText('marker-left', () => {
      capture(new Error('marker-left'));
      location.href = '/elsewhere';
    }),
  },
  {
    name: 'breadcrumbs: fetch, XHR, history, console',
    async judge({ page, sent, becomes }) {
      await page.evaluate(async () => {
        await fetch('/marker-fetch');
        const request = new XMLHttpRequest();
        request.open('GET', '/marker-xhr');
        await new Promise((resolve) => {
          request.addEventListener('loadend', resolve);
          request.send();
        });
        history.pushState({}, '', '/marker-history');
        // oxlint-disable-next-line no-console -- that is the check
        console.info('marker-console');
        history.pushState({}, '', '/');
        capture(new Error('after all that'));
      });
      const wanted = ['marker-fetch', 'marker-xhr', 'marker-history', 'marker-console'];
      return becomes(() => wanted.every((marker) => sent().includes(marker)));
    },
  },
  {
    name: '`?token=` of addresses is not sent',
    async judge({ page, sent, events, becomes, settle }) {
      await page.evaluate(async () => {
        await fetch('/data?token=marker-secret');
        history.replaceState({}, '', '/?token=marker-secret');
        capture(new Error('with a secret near'));
      });
      const isReported = await becomes(() => events() > 0);
      await settle();
      return isReported && !sent().includes('marker-secret');
    },
  },
  {
    name: 'text of clicked elements is not sent',
    html: '<button id="pay">marker-personal</button>',
    async judge({ page, sent, events, becomes, settle }) {
      await page.click('#pay');
      await page.evaluate(() => {
        capture(new Error('after a click'));
      });
      const isReported = await becomes(() => events() > 0);
      await settle();
      return isReported && !sent().includes('marker-personal');
    },
  },
  {
    name: 'collector down, then up: delivered',
    async judge({ page, traffic, sent, events, becomes, settle }) {
      traffic.mode = 'is down';
      await page.evaluate(() => {
        capture(new Error('marker-down'));
      });
      await settle();
      traffic.mode = 'takes';
      await page.evaluate(() => {
        capture(new Error('later'));
      });
      // Both: the second alone may tell of the first among its breadcrumbs.
      return becomes(() => events() >= 2 && sent().includes('marker-down'));
    },
  },
  {
    name: 'collector down, page loaded again later: delivered',
    async judge({ page, traffic, sent, becomes, settle }) {
      traffic.mode = 'is down';
      await page.evaluate(() => {
        capture(new Error('marker-reloaded'));
      });
      await settle();
      const address = page.url();
      await leave(page);
      await settle();
      traffic.mode = 'takes';
      // Not back, which may wake the old page up.
      await page.goto(address);
      return becomes(() => sent().includes('marker-reloaded'));
    },
  },
  {
    name: '`429 Retry-After: 60`, 20 more errors: at most 2 requests',
    async judge({ page, traffic, events, becomes, settle }) {
      traffic.mode = 'is busy';
      await page.evaluate(() => {
        capture(new Error('first'));
      });
      const isReported = await becomes(() => events() > 0);
      await settle();
      await page.evaluate(async () => {
        for (let step = 0; step < 20; step += 1) {
          capture(new Error(`more ${step}`));
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      });
      await settle();
      return isReported && traffic.requests.length <= 2;
    },
  },
  {
    name: 'strict policy with Trusted Types',
    html: `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; connect-src https:; require-trusted-types-for 'script'">`,
    judge: reportsText('marker-policy', () => {
      capture(new Error('marker-policy'));
    }),
  },
  {
    name: 'listeners and timers are the browser’s own',
    judge: ({ page }) =>
      page.evaluate(() =>
        [
          Object.getOwnPropertyDescriptor(EventTarget.prototype, 'addEventListener')?.value as () => void,
          setTimeout,
          requestAnimationFrame,
        ].every((native) =>
          // An own property of a wrapper would be as telling, but every function has this one.
          Function.prototype.toString.call(native).includes('[native code]'),
        ),
      ),
  },
];

/** Off the page, so that what it keeps to itself until then is sent. */
async function leave(page: Page): Promise<void> {
  await page.goto(new URL('/elsewhere', page.url()).href);
}

function sumOf(traffic: PageTraffic, { countEvents, countTold }: Contestant): number {
  return traffic.requests.reduce((sum, { text }) => sum + countEvents(text) + countTold(text), 0);
}
