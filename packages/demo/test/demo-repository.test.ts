import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSER_ACTIONS, CHROMIUM_MISSING, findChromium, launchBrowser, openPage } from '../src/browser.ts';
import { BUGS, locateBugs, type LocatedBug } from '../src/bugs.ts';
import { refusingUrl, startCarrier, type Carrier } from '../src/carrier.ts';
import { within } from '../src/deadline.ts';
import { git } from '../src/git.ts';
import { HISTORY } from '../src/history.ts';
import { LIMITS } from '../src/limits.ts';
import { createShopRepository, RELEASE, TEMPLATE, type ShopRepository } from '../src/repository.ts';
import { SERVER_ACTIONS } from '../src/server-actions.ts';
import { startShop, type Shop } from '../src/shop-process.ts';

const run = promisify(execFile);

let directory: string;
let repository: ShopRepository;
let bugs: readonly LocatedBug[];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bugsage-shop-test-'));
  repository = await createShopRepository(join(directory, 'shop'));
  bugs = await locateBugs(repository.path);
});

afterAll(() => rm(directory, { recursive: true, force: true }));

describe('the repository', () => {
  test('has the same hashes everywhere', async () => {
    const again = await createShopRepository(join(directory, 'again'));
    expect(again.commit).toBe(repository.commit);
    expect(repository.commit).toBe('72434081d0a96c8bf59818419a777f084854c4a5');
    expect(repository.release).toBe(RELEASE);
  });

  test('ends in the template, tagged as the release, with nothing uncommitted', async () => {
    expect(await git(repository.path, ['rev-parse', 'v1.4.0'])).toBe(repository.commit);
    expect(await git(repository.path, ['status', '--porcelain'])).toBe('');
    const tracked = (await git(repository.path, ['ls-files'])).split('\n').toSorted();
    expect(tracked).toEqual(await filesIn(TEMPLATE));
    expect(await contents(repository.path, tracked)).toEqual(await contents(TEMPLATE, tracked));
  });

  test('tells a history of several people, in which the newest release brought bugs', async () => {
    const authors = await git(repository.path, ['log', '--format=%an']);
    expect(authors.split('\n')).toHaveLength(HISTORY.length);
    expect(new Set(authors.split('\n')).size).toBe(4);
    const changed = await git(repository.path, ['diff', '--name-only', 'v1.3.0', 'v1.4.0']);
    const brought = bugs.filter((bug) => changed.split('\n').includes(bug.file));
    expect(brought.map((bug) => bug.id)).toEqual([
      'unknown-coupon',
      'carrier-error-page',
      'missing-await',
      'missing-callback',
    ]);
  });

  test.each(['v1.3.0', 'v1.4.0'])('passes its own tests at %s', async (tag) => {
    const tree = join(directory, tag);
    await git(repository.path, ['worktree', 'add', '--quiet', '--detach', tree, tag]);
    const { stdout } = await run(process.execPath, ['--test'], {
      cwd: tree,
      env: { PATH: process.env['PATH'] },
    });
    expect(stdout).toMatch(/^. fail 0$/m);
    expect(stdout).toMatch(/^. pass [1-9]/m);
  });
});

describe('every bug throws where the table says', () => {
  let carrier: Carrier;
  let shop: Shop;

  beforeAll(async () => {
    carrier = await startCarrier();
    const paymentsUrl = await refusingUrl();
    shop = await startShop({ directory: repository.path, carrierUrl: carrier.url, paymentsUrl });
  });

  afterAll(async () => {
    await shop.stop();
    await carrier.stop();
  });

  test('every bug has one action', () => {
    const actions = [...Object.keys(SERVER_ACTIONS), ...Object.keys(BROWSER_ACTIONS)];
    expect(actions.toSorted()).toEqual(BUGS.map((bug) => bug.id).toSorted());
  });

  test.each(BUGS.filter((bug) => bug.side === 'server').map((bug) => bug.id))('server: %s', async (id) => {
    const bug = bugs.find((candidate) => candidate.id === id) as LocatedBug;
    const status = await SERVER_ACTIONS[id]?.(shop.url);
    expect(status).toBe(id === 'missing-await' ? 201 : 500);
    const stack = await shop.loggedStack(bug.message);
    expect(firstFrameIn(stack, repository.path)).toBe(`${bug.file}:${bug.line}`);
  });

  test.for(BUGS.filter((bug) => bug.side === 'browser').map((bug) => bug.id))(
    'browser: %s',
    async (id, { skip }) => {
      const executablePath = findChromium(process.env);
      if (!executablePath && !process.env['CI']) skip(CHROMIUM_MISSING);
      if (!executablePath) throw new Error(CHROMIUM_MISSING);
      const bug = bugs.find((candidate) => candidate.id === id) as LocatedBug;
      const browser = await launchBrowser(executablePath);
      try {
        const page = await openPage(browser);
        const thrown = new Promise<Error>((resolve) => page.once('pageerror', resolve));
        await BROWSER_ACTIONS[id]?.(page, shop.url);
        const error = await within(thrown, LIMITS.browserActionMs, 'The page did not throw');
        expect(error.message).toContain(bug.message);
        expect(firstFrameIn(error.stack ?? '', new URL(shop.url).origin)).toBe(`${bug.file}:${bug.line}`);
      } finally {
        await browser.close();
      }
    },
  );

  test('the README names these places', async () => {
    const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
    const rows = readme.split('\n').filter((line) => /^\| `.+:\d+`/.test(line));
    expect(rows.map((row) => row.match(/`(.+?)`.*?`([^`]+:\d+)`/)?.slice(1, 3))).toEqual(
      bugs.map((bug) => [bug.id, `${bug.file}:${bug.line}`]),
    );
  });
});

/** `path:line` of the first frame below a root folder or origin. */
function firstFrameIn(stack: string, root: string): string | undefined {
  const place = stack
    .split('\n')
    .find((line) => line.includes(`${root}/`))
    ?.split(`${root}/`)[1];
  return place?.match(/^(.+?:\d+):\d+/)?.[1];
}

async function contents(folder: string, files: readonly string[]): Promise<string[]> {
  return Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length))
    .toSorted();
}
