import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { decodeBatch, type DecodedBatch } from '@bugsage/core/batch';
import { readStack } from '../../../collector/src/receive/read-stack.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BROWSER_ACTIONS, CHROMIUM_MISSING, findChromium, launchBrowser, openPage } from '../src/browser.ts';
import { locateBugs, type LocatedBug } from '../src/bugs.ts';
import { buildBundles } from '../src/bundles.ts';
import { refusingUrl, startCarrier } from '../src/carrier.ts';
import { createCleanup } from '../src/cleanup.ts';
import { within } from '../src/deadline.ts';
import { LIMITS } from '../src/limits.ts';
import { createShopRepository, type ShopRepository } from '../src/repository.ts';
import { SERVER_ACTIONS } from '../src/server-actions.ts';
import { startShop, type Shop } from '../src/shop-process.ts';

const cleanup = createCleanup();
let collector: Collector;
let repository: ShopRepository;
let shop: Shop;
let bugs: readonly LocatedBug[];

beforeAll(async () => {
  const directory = await mkdtemp(join(tmpdir(), 'bugsage-shop-test-'));
  cleanup.add(() => rm(directory, { recursive: true, force: true }));
  repository = await createShopRepository(join(directory, 'shop'));
  bugs = await locateBugs(repository.path);
  collector = await startCollector();
  const bundles = await buildBundles(join(directory, 'bundles'), {
    dsn: collector.dsn,
    release: repository.release,
    environment: 'demo',
    commit: repository.commit,
    reportErrorUrl: pathToFileURL(join(repository.path, 'server/report-error.js')).href,
  });
  const carrier = await startCarrier();
  cleanup.add(() => carrier.stop());
  const paymentsUrl = await refusingUrl();
  shop = await startShop({ directory: repository.path, carrierUrl: carrier.url, paymentsUrl, ...bundles });
  cleanup.add(() => shop.stop());
});

afterAll(() => cleanup.run());

test('every bug of the server arrives with its place, release and commit', async () => {
  const met = bugs.filter((bug) => bug.side === 'server');
  for (const bug of met) await SERVER_ACTIONS[bug.id]?.(shop.url);
  const places = await Promise.all(met.map((bug) => collector.placesOf(bug.message)));
  expect(places).toEqual(met.map((bug) => [`${repository.path}/${bug.file}:${bug.line}`]));
  const { header, events } = collector.batches[0] as DecodedBatch;
  expect(header).toMatchObject({ platform: 'node', release: 'shop@1.4.0', environment: 'demo' });
  expect(events[0]?.tags).toMatchObject({ commit: repository.commit });
});

test('every bug of the browser side arrives with its place', async ({ skip }) => {
  const executablePath = findChromium(process.env);
  if (!executablePath && !process.env['CI']) skip(CHROMIUM_MISSING);
  if (!executablePath) throw new Error(CHROMIUM_MISSING);
  const browser = await launchBrowser(executablePath);
  cleanup.add(() => browser.close());
  const met = bugs.filter((bug) => bug.side === 'browser');
  for (const bug of met) await BROWSER_ACTIONS[bug.id]?.(await openPage(browser), shop.url);
  const places = await Promise.all(met.map((bug) => collector.placesOf(bug.message)));
  expect(places).toEqual(met.map((bug) => [`${shop.url}/${bug.file}:${bug.line}`]));
});

type Collector = {
  readonly dsn: string;
  readonly batches: readonly DecodedBatch[];
  /** Waits for an error with this text; answers `file:line` of the shop's frame nearest to the throw, for each. */
  placesOf(message: string): Promise<string[]>;
};

async function startCollector(): Promise<Collector> {
  const batches: DecodedBatch[] = [];
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => void receive(request, response));
  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    // Gzip is recognized by its magic bytes, as the format says.
    const bytes = body[0] === 0x1f ? gunzipSync(body) : body;
    if (bytes.length > 0) batches.push(decodeBatch(bytes.toString('utf8'), readStack));
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'application/json' });
    response.end('{}');
    for (const check of waiting) check();
  }
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  cleanup.add(() => closeServer(server));
  return {
    dsn: `http://${'ab'.repeat(16)}@127.0.0.1:${(server.address() as AddressInfo).port}/1`,
    batches,
    placesOf(message) {
      const found = new Promise<string[]>((resolve) => {
        const check = () => {
          const places = placesIn(batches, message);
          if (places.length > 0) resolve(places);
        };
        waiting.add(check);
        check();
      });
      return within(found, LIMITS.browserActionMs, `No event says "${message}"`);
    },
  };
}

function placesIn(batches: readonly DecodedBatch[], message: string): string[] {
  const exceptions = batches
    .flatMap((batch) => batch.events)
    .flatMap((event) => event.exception?.values ?? []);
  return exceptions
    .filter((exception) => exception.value?.includes(message))
    .map((exception) => {
      const frames = exception.stacktrace?.frames ?? [];
      const frame = frames.findLast(({ filename: path }) => path && /\/(server|assets)\//.test(path));
      return `${frame?.filename}:${frame?.lineno}`;
    });
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
