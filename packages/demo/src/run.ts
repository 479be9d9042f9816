import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BROWSER_ACTIONS, CHROMIUM_MISSING, findChromium, launchBrowser, openPage } from './browser.ts';
import { connectApi, type BugsageApi } from './bugsage-api.ts';
import { locateBugs } from './bugs.ts';
import { buildBundles } from './bundles.ts';
import { refusingUrl, startCarrier } from './carrier.ts';
import { createCleanup, type Cleanup } from './cleanup.ts';
import { LIMITS } from './limits.ts';
import { isFinal, isVerified, type Progress } from './progress.ts';
import { createShopRepository, type ShopRepository } from './repository.ts';
import { renderSummary, resultOf, type DemoResult } from './result.ts';
import { SERVER_ACTIONS } from './server-actions.ts';
import { startShop, type Shop } from './shop-process.ts';
import { renderBlocks, renderChanges, renderDiff } from './view.ts';
import { startOf, watch, type WatchSettings } from './watch.ts';

export type DemoOptions = {
  readonly apiUrl: string;
  readonly dsn: string;
  readonly email: string;
  readonly password: string;
  readonly log: (line: string) => void;
  /** Replaces the picture of all issues; without it, changes are logged line by line. */
  readonly draw?: (lines: readonly string[]) => void;
  /** Leaves the repository on disk and registered, so that fixes can be verified again later. */
  readonly keepRepository?: boolean;
  /** Looked through for a Chromium. */
  readonly environment?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
};

/**
 * Runs the shop against a BugSage server, meets every bug as a visitor would, and follows each error until its fix is
 * in a final state. Throws when the server cannot be reached; a poor result is a result, with `exitCode` 1.
 */
export async function runDemo(options: DemoOptions): Promise<DemoResult> {
  const cleanup = createCleanup();
  try {
    const api = await connectApi(options);
    const directory = await mkdtemp(join(tmpdir(), 'bugsage-demo-'));
    if (!options.keepRepository) cleanup.add(() => rm(directory, { recursive: true, force: true }));
    const repository = await createShopRepository(join(directory, 'shop'));
    await registerRepository(api, repository, options, cleanup);
    const countsBefore = new Map((await api.issues()).map((issue) => [issue.id, issue.event_count]));
    const shop = await openShop(repository, directory, options, cleanup);
    const bugs = await locateBugs(repository.path);
    await visitServer(shop, options);
    const sides = (await visitBrowser(shop, options, cleanup)) ? ['server', 'browser'] : ['server'];
    const met = startOf(bugs.filter((bug) => sides.includes(bug.side)));
    const followed = await follow(met, watchSettings(api, countsBefore, met, options));
    const skipped = startOf(bugs.filter((bug) => !sides.includes(bug.side)));
    const result = resultOf([...followed, ...skipped]);
    report(followed, result, options);
    return result;
  } finally {
    await cleanup.run();
  }
}

async function registerRepository(
  api: BugsageApi,
  repository: ShopRepository,
  { log, keepRepository }: DemoOptions,
  cleanup: Cleanup,
): Promise<void> {
  const before = await api.repository();
  await api.registerRepository({ url: repository.path, root: '', test_command: null });
  if (!keepRepository) cleanup.add(() => api.registerRepository(before));
  log(
    `The shop's repository is ${repository.path}, ${repository.release} is ${repository.commit.slice(0, 10)}.`,
  );
}

async function openShop(
  repository: ShopRepository,
  directory: string,
  { dsn, log }: DemoOptions,
  cleanup: Cleanup,
): Promise<Shop> {
  const bundles = await buildBundles(join(directory, 'bundles'), {
    dsn,
    release: repository.release,
    environment: 'demo',
    commit: repository.commit,
    reportErrorUrl: pathToFileURL(join(repository.path, 'server/report-error.js')).href,
  });
  const carrier = await startCarrier();
  cleanup.add(() => carrier.stop());
  const shop = await startShop({
    directory: repository.path,
    carrierUrl: carrier.url,
    paymentsUrl: await refusingUrl(),
    ...bundles,
  });
  cleanup.add(() => shop.stop());
  log(`The shop is open at ${shop.url}.`);
  return shop;
}

async function visitServer(shop: Shop, { log }: DemoOptions): Promise<void> {
  for (const act of Object.values(SERVER_ACTIONS)) await act(shop.url);
  log('Visitors have met the bugs of the server.');
}

/** False when there is no browser, which is said. */
async function visitBrowser(shop: Shop, options: DemoOptions, cleanup: Cleanup): Promise<boolean> {
  const executablePath = findChromium(options.environment ?? process.env);
  if (!executablePath) {
    options.log(CHROMIUM_MISSING);
    return false;
  }
  const browser = await launchBrowser(executablePath);
  cleanup.add(() => browser.close());
  for (const act of Object.values(BROWSER_ACTIONS)) await act(await openPage(browser), shop.url);
  options.log('Visitors have met the bugs of the browser side.');
  return true;
}

function watchSettings(
  api: BugsageApi,
  countsBefore: ReadonlyMap<string, number>,
  start: readonly Progress[],
  { log, draw, signal }: DemoOptions,
): WatchSettings {
  let shown = start;
  const onChange = (all: readonly Progress[]) => {
    if (draw) draw(renderBlocks(all));
    else for (const line of renderChanges(shown, all)) log(line);
    shown = all;
  };
  return { api, countsBefore, signal: signal ?? new AbortController().signal, onChange };
}

function follow(start: readonly Progress[], settings: WatchSettings): Promise<readonly Progress[]> {
  return watch(start, settings, {
    done: (all, quietMs) => all.every((progress) => isFinal(progress, quietMs)),
    deadlineMs: performance.now() + LIMITS.wholeRunMs,
  });
}

function report(followed: readonly Progress[], result: DemoResult, { log, draw, apiUrl }: DemoOptions): void {
  // A picture that stays would be drawn again below everything that follows.
  if (draw) {
    draw([]);
    for (const line of renderBlocks(followed)) log(line);
  }
  const proven = followed.find(isVerified);
  if (proven?.fix) {
    log('');
    log(`One of the fixes, "${proven.fix.title}":`);
    for (const line of renderDiff(proven.fix.code_diff)) log(line);
  }
  log('');
  for (const line of renderSummary(result)) log(line);
  log(`Dashboard: ${apiUrl}`);
}
