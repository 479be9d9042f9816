import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOutbound } from '@bugsage/backends';
import type { BusMessage, Fix, Verification } from '@bugsage/core';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  startCodeHostServer,
  type CodeHostServer,
} from '../../packages/backends/src/testing/code-host-server.ts';
import { placedEvent } from '../../packages/backends/src/testing/placed-event.ts';
import { unifiedDiff } from '../src/fix/describe-patch.ts';
import { observeFixes } from '../src/workers/observe-fixes.ts';
import { createPublishHandler } from '../src/workers/publish-fix.ts';
import { startFixture, type Fixture } from './api/fixture.ts';
import { FINGERPRINT, OWN_PROJECT } from './api/seed.ts';

const TOKEN = 'ghp_0123456789abcdefghijABCDEFGHIJ012345';
const BEFORE = 'export function total(cart) {\n  return cart.items.length;\n}\n';
const AFTER = BEFORE.replace('cart.items', 'cart?.items');
const TEST = "import { test } from 'node:test';\ntest('total', () => {});\n";
const logger = pino({ level: 'silent' });
const lease = { extend: async () => undefined };

describe('an approved fix', () => {
  let fixture: Fixture;
  let folder: string;
  let repository: string;
  let commit: string;
  let server: CodeHostServer;
  let fix: Fix;

  const git = (...rest: string[]): string =>
    execFileSync('git', ['-C', repository, '-c', 'user.name=Ada', '-c', 'user.email=ada@x', ...rest], {
      encoding: 'utf8',
    }).trim();
  const worker = () => ({
    backends: { ...fixture.backends, outbound: createOutbound({ allow: ['127.0.0.1'] }) },
    configuration: fixture.services.configuration,
    dataDirectory: folder,
    secrets: fixture.services.secrets,
    model: null,
    logger,
  });
  const post = (path: string, json: unknown) =>
    fixture.call({ method: 'POST', url: `/api/v1/fixes/${fix.id}/${path}`, json, as: 'member' });
  const approve = () => post('review', { approved: true, notes: 'Looks right.' });
  const read = async (): Promise<Fix> => {
    const found = await fixture.services.fixes.get({ projectIds: [OWN_PROJECT] }, fix.id);
    if (found === null) throw new Error('The fix is gone.');
    return found;
  };
  const message = (what: 'apply' | 'rollback'): BusMessage => ({
    id: `fix.${what}_requested:${fix.id}`,
    subject: `fix.${what}_requested`,
    payload: { project_id: OWN_PROJECT, issue_id: fix.issue_id, fix_id: fix.id },
  });
  const deliver = (what: 'apply' | 'rollback', deliveries = 1) =>
    createPublishHandler(worker())({ message: message(what), deliveries }, lease);

  beforeAll(async () => {
    fixture = await startFixture();
    folder = await mkdtemp(join(tmpdir(), 'bugsage-publish-'));
    repository = join(folder, 'shop');
    execFileSync('git', ['init', '-q', '-b', 'main', repository]);
    await writeFile(join(repository, 'cart.js'), BEFORE);
    git('add', '.');
    git('commit', '-qm', 'Shop');
    git('tag', 'v1.0.0');
    commit = git('rev-parse', 'HEAD');
  });
  afterAll(async () => {
    await fixture.stop();
    await rm(folder, { recursive: true, force: true });
  });

  beforeEach(async () => {
    await server?.stop();
    server = await startCodeHostServer({
      kind: 'github',
      token: TOKEN,
      commit,
      files: { 'cart.js': BEFORE },
    });
    const { services, sql } = fixture;
    await sql`DELETE FROM fixes`;
    await services.accounts.updateProject(OWN_PROJECT, {
      // The mirror is of a folder, the API that of the test server.
      repository: {
        url: repository,
        root: '',
        test_command: null,
        host: 'github',
        host_repository: 'acme/shop',
        api_url: server.apiUrl,
      },
    });
    fix = await readyFix(fixture, commit);
  });

  it('is applied only when a person approved it, and the transitions are those of the table', async () => {
    const early = await post('apply', { via: 'patch' });
    expect(early.json()).toMatchObject({ status: 409, code: 'fix_not_approved' });
    expect((await post('rollback', { reason: 'no' })).json()).toMatchObject({ code: 'invalid_transition' });
    await post('review', { approved: false, notes: null });
    expect((await post('apply', {})).json()).toMatchObject({ code: 'fix_not_approved' });
  });

  it('goes out as a patch file that git am takes over, and comes back as its reverse', async () => {
    await approve();
    expect((await post('apply', { via: 'patch' })).json()).toMatchObject({
      status: 'applied',
      outcome: 'waiting',
      publication: { kind: 'patch', state: 'published' },
    });
    const target = join(folder, 'taken');
    execFileSync('git', ['clone', '-q', repository, target]);
    const amend = async (query: string) => {
      const { body } = await fixture.call({ url: `/api/v1/fixes/${fix.id}/patch${query}`, as: 'member' });
      const settings = ['-c', 'user.name=Ada', '-c', 'user.email=ada@x'];
      execFileSync('git', ['-C', target, ...settings, 'am', '-q'], { input: body });
      return readFile(join(target, 'cart.js'), 'utf8');
    };
    expect(await amend('')).toBe(AFTER);
    expect(await readFile(join(target, 'cart.test.js'), 'utf8')).toBe(TEST);
    expect(await amend('?reverse=true')).toBe(BEFORE);
    await expect(readFile(join(target, 'cart.test.js'))).rejects.toThrow('ENOENT');
    expect((await post('rollback', { reason: 'It broke the cart.' })).json()).toMatchObject({
      status: 'rolled_back',
      rollback_reason: 'It broke the cart.',
    });
  });

  it('needs a token, which is never shown', async () => {
    await approve();
    expect((await post('apply', {})).json()).toMatchObject({ code: 'no_repository_token' });
    await keepToken();
    const shown = await fixture.call({ url: '/api/v1/projects/1/secrets', as: 'admin' });
    expect(shown.json()).toMatchObject({
      secrets: [{ name: 'repository_token', updated_by: 'admin@acme.example' }],
    });
    expect(shown.body).not.toContain(TOKEN);
    const rows = await fixture.sql<{ sealed: string }[]>`SELECT sealed FROM project_secrets`;
    expect(JSON.stringify(rows)).not.toContain(TOKEN);
    expect(await fixture.services.secrets.reveal(2, 'repository_token')).toBeNull();
    await fixture.sql`UPDATE project_secrets SET project_id = 2`;
    // A row moved to another project opens nothing.
    await expect(fixture.services.secrets.reveal(2, 'repository_token')).rejects.toThrow('authenticate');
    await fixture.sql`DELETE FROM project_secrets`;
  });

  it('becomes one draft pull request, however often the message comes and wherever it is cut', async () => {
    await approve();
    await keepToken();
    const asked = await post('apply', {});
    expect(asked.json()).toMatchObject({
      status: 'ready',
      publication: { kind: 'github', state: 'requested' },
    });
    // Impatience asks again: the first request stands.
    expect((await post('apply', {})).json()).toMatchObject({
      publication: { requested_at: asked.json<Fix>().publication?.requested_at },
    });
    server.fault = ({ method, path }) => (method === 'POST' && path.endsWith('/pulls') ? 'cut_after' : null);
    await expect(deliver('apply')).rejects.toThrow('cannot be reached');
    expect((await read()).status).toBe('ready');
    server.fault = null;
    for (let round = 0; round < 10; round += 1)
      await Promise.all(Array.from({ length: 10 }, () => deliver('apply')));
    expect(server.state.pulls).toHaveLength(1);
    expect(await read()).toMatchObject({
      status: 'applied',
      applied_by: 'member@acme.example',
      publication: { state: 'published', number: 7, branch: `bugsage/fix-${fix.id}` },
    });
    const [pull] = server.state.pulls;
    expect(pull).toMatchObject({ draft: true, base: 'main' });
    expect(pull?.body).not.toContain('@octocat');
    expect(JSON.stringify(server.state.pulls)).not.toContain(TOKEN);
    const made = server.state.commits.get(server.state.branches.get(pull?.head ?? '') ?? '');
    expect(made?.files.get('cart.js')?.content).toBe(AFTER);
    expect(made?.files.get('cart.test.js')?.content).toBe(TEST);
    expect(server.calls.every(({ method, path }) => method !== 'DELETE' && !path.includes('/merge'))).toBe(
      true,
    );
  });

  it('is one of at most twenty pull requests of its project and day', async () => {
    await approve();
    await keepToken();
    const { sql } = fixture;
    const publishedBefore = (hours: number) => sql`
      INSERT INTO fixes (id, issue_id, project_id, status, document)
      SELECT gen_random_uuid(), issue_id, project_id, 'applied', document || jsonb_build_object('publication',
        jsonb_build_object('kind', 'github', 'requested_at', now() - make_interval(hours => ${hours}::int)))
      FROM fixes, generate_series(1, 10) WHERE id = ${fix.id}`;
    await publishedBefore(25);
    await publishedBefore(23);
    await publishedBefore(1);
    expect((await post('apply', {})).json()).toMatchObject({ status: 429, code: 'too_many_pull_requests' });
    expect((await read()).publication).toBeNull();
    await sql`DELETE FROM fixes WHERE id IN (SELECT id FROM fixes WHERE id <> ${fix.id}
      AND (document->'publication'->>'requested_at')::timestamptz > now() - interval '2 hours' LIMIT 1)`;
    expect((await post('apply', {})).json()).toMatchObject({ publication: { state: 'requested' } });
    expect(server.state.pulls).toHaveLength(0);
  });

  it('that a host refuses for good says why, and can be asked for again', async () => {
    await approve();
    await keepToken();
    await post('apply', {});
    server.fault = () => ({ status: 403, json: { message: 'Resource not accessible by integration' } });
    await deliver('apply');
    expect((await read()).publication).toMatchObject({ state: 'failed' });
    expect((await read()).publication?.reason).toContain('Resource not accessible');
    server.fault = null;
    expect((await post('apply', {})).json()).toMatchObject({
      publication: { state: 'requested', reason: null },
    });
    await deliver('apply');
    expect((await read()).status).toBe('applied');
  });

  it('is taken back: an open pull request is closed, a merged one reverted on its own branch', async () => {
    await approve();
    await keepToken();
    await post('apply', {});
    await deliver('apply');
    const [pull] = server.state.pulls;
    if (pull === undefined) throw new Error('no pull request');
    pull.state = 'merged';
    await writeFile(join(repository, 'cart.js'), AFTER);
    await writeFile(join(repository, 'cart.test.js'), TEST);
    git('add', '.');
    git('commit', '-qm', 'Squashed');
    const head = git('rev-parse', 'HEAD');
    server.state.branches.set('main', head);
    const files = new Map(server.state.commits.get(commit)?.files);
    files.set('cart.js', { content: AFTER, mode: '100644' });
    files.set('cart.test.js', { content: TEST, mode: '100644' });
    server.state.commits.set(head, { parent: commit, message: 'Squashed', files });
    await post('rollback', { reason: 'It hides empty carts. @octocat Fixes #1' });
    await Promise.all([deliver('rollback'), deliver('rollback')]);
    await deliver('rollback');
    expect(await read()).toMatchObject({ status: 'rolled_back', revert: { state: 'published', number: 8 } });
    expect(server.state.pulls).toHaveLength(2);
    const revert = server.state.commits.get(
      server.state.branches.get(server.state.pulls[1]?.head ?? '') ?? '',
    );
    expect(revert?.parent).toBe(head);
    expect(Object.fromEntries(revert?.files ?? [])).toEqual({
      'cart.js': { content: BEFORE, mode: '100644' },
    });
    git('reset', '-q', '--hard', commit);
  });

  it('is decided by the events of releases that have it', async () => {
    await approve();
    await post('apply', { via: 'patch' });
    await fixture.services.fixes.patch(fix.id, {
      applied_at: new Date(Date.now() - 10 * DAY_MS).toISOString(),
    });
    const observe = () => observeFixes(worker(), Date.now());
    await event(fixture, { release: 'shop@1.0.0', daysAgo: 9 });
    // The old release still fails, which says nothing.
    expect(await observe()).toBe(0);
    await writeFile(join(repository, 'cart.js'), `// shop\n${AFTER}`);
    git('commit', '-qam', 'By hand');
    git('tag', 'v1.1.0');
    await event(fixture, { release: 'shop@1.1.0', daysAgo: 1, fingerprint: '7'.repeat(32) });
    // It has the fix and ran for a day only.
    expect(await observe()).toBe(0);
    await event(fixture, { release: 'shop@1.1.0', daysAgo: 6, fingerprint: '7'.repeat(32) });
    expect(await observe()).toBe(1);
    expect(await read()).toMatchObject({ outcome: 'fixed' });
    await fixture.services.fixes.patch(fix.id, { outcome: 'waiting' });
    await event(fixture, { release: 'shop@1.1.0', daysAgo: 2 });
    expect(await observe()).toBe(1);
    expect((await read()).outcome_reason).toContain('came back in release shop@1.1.0');
    const ledger = await fixture.call({ url: '/api/v1/fixes/ledger', as: 'viewer' });
    expect(ledger.json()).toMatchObject({
      ledger: [
        {
          origin: 'optional-chain',
          fixes: 1,
          verified: 1,
          applied: 1,
          recurred: 1,
          fixed: 0,
          candidates_refuted: 1,
        },
      ],
    });
  });

  const keepToken = () =>
    fixture.call({
      method: 'PUT',
      url: '/api/v1/projects/1/secrets/repository_token',
      json: { value: TOKEN },
      as: 'admin',
    });
});

const DAY_MS = 86_400_000;
let position = 100;

async function event(
  { backends }: Fixture,
  given: { release: string; daysAgo: number; fingerprint?: string },
): Promise<void> {
  const at = Date.now() - given.daysAgo * DAY_MS;
  position += 1;
  const placed = placedEvent({
    pos: position,
    eventId: String(position).padStart(32, 'a'),
    fingerprint: given.fingerprint ?? FINGERPRINT,
    occurredAt: at,
  });
  const changed = { ...placed, event: { ...placed.event, release: given.release, received_at: at } };
  await backends.events.insert([changed]);
}

async function readyFix({ services, ids }: Fixture, commit: string): Promise<Fix> {
  const fix = await services.fixes.request({
    issue_id: ids.issue,
    project_id: OWN_PROJECT,
    analysis_id: null,
    type: 'automatic',
    title: 'Guard the cart, @octocat',
  });
  const verification: Verification = {
    verdict: 'verified',
    reason: 'It fails without and passes with it.',
    level: 5,
    reproduction: 'generated_call',
    sandbox: 'bubblewrap',
    base_commit: commit,
    steps: [],
    test_results: null,
    coverage: null,
  };
  await services.fixes.transition(fix.id, 'generating');
  await services.fixes.transition(fix.id, 'testing');
  await services.fixes.transition(fix.id, 'ready', {
    verification,
    code_diff: [
      unifiedDiff({ path: 'cart.js', before: BEFORE, after: AFTER }),
      unifiedDiff({ path: 'cart.test.js', before: '', after: TEST }),
    ].join(''),
    description: 'Fixes #1 ![x](http://evil.example/x) <img src=x> @octocat',
    metadata: {
      origin: 'optional-chain',
      tried: [
        { origin: 'optional-chain', verdict: 'refuted' },
        { origin: 'optional-chain', verdict: 'verified' },
      ],
    },
  });
  return fix;
}
