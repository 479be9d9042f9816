import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Issue, NormalizedEvent } from '@bugsage/core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newDataDirectory, openApi, startServer, type RunningServer } from '../running-server.ts';
import { findChromium, openChromium } from '../sdk/chromium.ts';
import { buildApp, buildProgram, buildWithPlugin } from './builds.ts';
import { serveFolder } from './serve-folder.ts';
import { callSourcemaps } from './sourcemaps-command.ts';

const BUNDLERS = ['vite', 'webpack'] as const;
const WITH_PLUGIN = [
  ['vite', '@sentry/browser'],
  ['webpack', '@sentry/browser'],
  ['rspack', '@sentry/browser'],
  ['esbuild', '@sentry/browser'],
  ['vite', '@bugsage/sdk'],
  ['esbuild', '@bugsage/sdk'],
] as const;
/** Two browsers' worth of waiting on two cores that others use. */
const TEST_MS = 180_000;
const ARRIVAL = { timeout: 60_000, interval: 250 };
const executable = findChromium();

describe.skipIf(executable === null)('source maps that come after the events', () => {
  let directory: Awaited<ReturnType<typeof newDataDirectory>>;
  let folder: string;
  let server: RunningServer;
  let browser: Browser;
  let api: Awaited<ReturnType<typeof openApi>>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bugsage-build-'));
    directory = await newDataDirectory();
    server = await startServer({ dataDirectory: directory.path });
    api = await openApi(server);
    browser = await openChromium(executable ?? '');
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await directory.remove();
    await rm(folder, { recursive: true, force: true });
  });

  const read = async <T>(path: string): Promise<T> => {
    const response = await api(path);
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };

  /** One visitor for each button: the SDK drops an error that repeats the one before. */
  const click = async (build: string, release: string, buttons: readonly string[]): Promise<void> => {
    const site = await serveFolder(join(folder, build), { dsn: server.dsn, release });
    for (const button of buttons) {
      const visitor = await browser.newContext();
      const page = await visitor.newPage();
      await page.goto(site.origin);
      const sent = page.waitForResponse((response) => isError(response.request().postData()));
      await page.click(button);
      await sent;
      await visitor.close();
    }
    await site.stop();
  };

  const issuesOf = async (release: string): Promise<Issue[]> => {
    const { issues } = await read<{ issues: Issue[] }>('/issues?project_id=1&limit=1000');
    return issues.filter((issue) => issue.first_release === release);
  };

  const newestFrames = async (issueId: string): Promise<readonly Frame[]> => {
    const { event } = await read<{ event: NormalizedEvent }>(`/issues/${issueId}/events/latest`);
    return event.exceptions.at(-1)?.frames ?? [];
  };

  const eventOf = async (release: string): Promise<{ issueId: string; frames: readonly Frame[] } | null> => {
    type Found = { events: { event_id: string; issue_id: string | null }[] };
    const { events } = await read<Found>(`/search/events?query=release:${release}`);
    const [found] = events;
    if (found === undefined || found.issue_id === null) return null;
    const path = `/issues/${found.issue_id}/events/${found.event_id}`;
    const { event } = await read<{ event: NormalizedEvent }>(path);
    return { issueId: found.issue_id, frames: event.exceptions.at(-1)?.frames ?? [] };
  };

  const upload = async (bundler: string, release: string): Promise<void> => {
    const token = await tokenOf(server);
    for (const file of await readdir(join(folder, bundler, 'assets'))) {
      const form = new FormData();
      form.set('name', `~/assets/${file}`);
      form.set('file', new Blob([await readFile(join(folder, bundler, 'assets', file))]), file);
      const answer = await fetch(
        `${server.apiUrl}/api/0/projects/default/default/releases/${release}/files/`,
        {
          method: 'POST',
          headers: { authorization: `Bearer ${token}` },
          body: form,
        },
      );
      expect(answer.status).toBe(201);
    }
  };

  it.each(BUNDLERS)(
    'show the files, names and lines of a %s build, and keep the link of the issue',
    async (bundler) => {
      await buildApp(bundler, folder);
      const release = `${bundler}-${randomUUID()}`;
      await click(bundler, release, ['#total', '#total']);
      await expect
        .poll(async () => (await issuesOf(release)).map((issue) => issue.event_count), ARRIVAL)
        .toEqual([2]);
      const [issue] = await issuesOf(release);
      const before = await newestFrames(issue?.id ?? '');
      expect(before.at(-1)).toMatchObject({ mapping: { kind: 'unmapped', reason: 'no_artifact' } });
      expect(before.map((frame) => frame.function)).not.toContain('priceOfLine');

      await upload(bundler, release);
      await expect
        .poll(async () => (await newestFrames(issue?.id ?? '')).at(-1)?.function, ARRIVAL)
        .toBe('priceOfLine');
      const after = (await newestFrames(issue?.id ?? '')).filter((frame) => frame.in_app).slice(-3);
      expect(
        after.map(({ filename, function: name, lineno, context_line: line }) => [
          filename?.split('/').at(-1),
          name,
          lineno,
          line,
        ]),
      ).toEqual([
        [
          'main.js',
          expect.any(String),
          9,
          "  document.querySelector('output').textContent = totalOf({ lines: [{ count: 2 }] });",
        ],
        ['cart.js', 'totalOf', 4, '  for (const line of cart.lines) total += priceOfLine(line);'],
        ['cart.js', 'priceOfLine', 9, '  const price = line.article.price;'],
      ]);
      expect(after.at(-1)?.pre_context.at(-1)).toBe('function priceOfLine(line) {');
      expect(after.at(-1)?.mapping).toMatchObject({
        kind: 'mapped',
        sent: { lineno: before.at(-1)?.lineno },
      });
      const link = `/issues/${issue?.id}`;
      const kept = await read<Issue>(link);
      expect(kept.culprit).toMatch(/cart\.js in priceOfLine$/);
      // The other bundler's build has the same bug: its issue was joined, and the link leads there.
      if (bundler === 'vite')
        expect(kept).toMatchObject({ id: issue?.id, event_count: 2, users_affected: 1 });
      else expect(kept.number).toBeLessThan(issue?.number ?? 0);

      // What comes now is symbolicated on its way, and meets the old events.
      await click(bundler, release, ['#total', '#greet']);
      await expect
        .poll(async () => (await read<Issue>(link)).event_count, ARRIVAL)
        .toBe(kept.event_count + 1);
      const culprits = async () => {
        const { issues } = await read<{ issues: Issue[] }>('/issues?project_id=1&limit=1000');
        return issues.map(({ culprit }) => culprit.split('/').at(-1) ?? '').toSorted();
      };
      await expect.poll(culprits, ARRIVAL).toEqual(['cart.js in priceOfLine', 'greeting.js in formatName']);
      const { history } = await read<{ history: { action: string; actor: string }[] }>(
        `/issues/${issue?.id}/grouping`,
      );
      expect(history.map(({ action, actor }) => [action, actor])).toContainEqual(['moved', 'symbolicate']);
    },
    TEST_MS,
  );

  it.each(WITH_PLUGIN)(
    'find the events of a %s build by the debug ids its plugin gave it, without a release: %s',
    async (bundler, sdk) => {
      const build = `${bundler}-plugin-${sdk.slice(1, 4)}`;
      const output = await buildWithPlugin(bundler, sdk, join(folder, build));
      await click(build, build, ['#total']);
      // An issue of an earlier build may have it: the event is looked for, not the issue.
      await expect.poll(async () => (await eventOf(build)) !== null, ARRIVAL).toBe(true);
      const before = (await eventOf(build))?.frames.at(-1);
      const detail = expect.stringMatching(/^Debug id [0-9a-f-]{36}\.$/);
      expect(before).toMatchObject({ mapping: { kind: 'unmapped', reason: 'no_artifact', detail } });

      const token = await tokenOf(server);
      const environment = { BUGSAGE_URL: server.apiUrl, BUGSAGE_TOKEN: token };
      const ran = await callSourcemaps(['upload', output], environment);
      expect(ran).toMatchObject({ code: 0, output: expect.stringContaining('0 got one, 1 had one') });
      await expect
        .poll(async () => (await eventOf(build))?.frames.at(-1)?.function, ARRIVAL)
        .toBe('priceOfLine');
      const after = await eventOf(build);
      const frame = after?.frames.at(-1);
      expect(frame?.filename).toMatch(/cart\.js$/);
      expect(frame).toMatchObject({
        lineno: 9,
        context_line: '  const price = line.article.price;',
        mapping: { kind: 'mapped', by: 'debug_id', sent: { lineno: before?.lineno } },
      });
      expect(frame?.pre_context.at(-1)).toBe('function priceOfLine(line) {');
      expect((await read<Issue>(`/issues/${after?.issueId}`)).culprit).toMatch(/cart\.js in priceOfLine$/);
    },
    TEST_MS,
  );

  it('are found by debug id for a program on Node as well, which runs without its map', async () => {
    const release = `program-${randomUUID()}`;
    const output = join(folder, 'program');
    const program = await buildProgram(output);
    const environment = { BUGSAGE_URL: server.apiUrl, BUGSAGE_TOKEN: await tokenOf(server) };
    expect(await callSourcemaps(['upload', output], environment)).toMatchObject({ code: 0 });
    await rm(`${program}.map`);
    const { status, stderr } = spawnSync(process.execPath, [program], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], PROGRAM_DSN: server.dsn, PROGRAM_RELEASE: release },
    });
    expect([status, stderr]).toEqual([1, expect.stringContaining('TypeError')]);
    await expect.poll(async () => (await eventOf(release)) !== null, ARRIVAL).toBe(true);
    const frames = (await eventOf(release))?.frames.slice(-2);
    expect(frames?.map(({ function: name, mapping }) => [name, mapping])).toMatchObject([
      ['totalOf', { kind: 'mapped', by: 'debug_id' }],
      ['priceOfLine', { kind: 'mapped', by: 'debug_id' }],
    ]);
    expect(frames?.at(-1)).toMatchObject({
      lineno: 9,
      context_line: '  const price = line.article.price;',
    });
    expect(frames?.at(-1)?.pre_context.at(-1)).toBe('function priceOfLine(line) {');
  });
});

/** Sessions go the same way. In an envelope of Sentry's, or a batch of ours. */
function isError(body: string | null): boolean {
  return /"type":"event"|\n\["e",/.test(body ?? '');
}

async function tokenOf(server: RunningServer): Promise<string> {
  const form = new URLSearchParams({ username: server.adminEmail, password: server.adminPassword ?? '' });
  const response = await fetch(`${server.apiUrl}/api/v1/auth/token`, { method: 'POST', body: form });
  return ((await response.json()) as { access_token: string }).access_token;
}
