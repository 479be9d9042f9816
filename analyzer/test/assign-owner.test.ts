import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OwnershipSettings } from '@bugsage/backends';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placedEvent } from '../../packages/backends/src/testing/placed-event.ts';
import { startTestBackends, type TestBackends } from '../../packages/backends/src/testing/test-backends.ts';
import { createAnalyzeHandler } from '../src/workers/analyze-issue.ts';

const SOURCE = `export function total(cart) {
  return cart.lines.length;
}
`;
const SETTINGS: OwnershipSettings = { rules: '', codeowners: '', mappings: {}, auto_assign: 'off' };

describe('a new issue', () => {
  let engines: TestBackends;
  let repository: string;
  let pos = -1;

  beforeAll(async () => {
    engines = await startTestBackends();
    repository = await mkdtemp(join(tmpdir(), 'bugsage-owners-'));
    const git = (...rest: string[]) => execFileSync('git', ['-C', repository, ...rest]);
    const commit = (name: string, subject: string, daysAgo: number) =>
      git(
        '-c',
        `user.name=${name}`,
        '-c',
        `user.email=${name}@acme.example`,
        'commit',
        '-qam',
        subject,
        '--date',
        new Date(Date.now() - daysAgo * 86_400_000).toISOString(),
      );
    execFileSync('git', ['init', '-q', '-b', 'main', repository]);
    await mkdir(join(repository, 'src'));
    await writeFile(join(repository, 'src/cart.js'), SOURCE.replace('.lines', ''));
    git('add', '.');
    commit('bob', 'Add the cart', 20);
    await writeFile(join(repository, 'src/cart.js'), SOURCE);
    commit('ann', 'Count the lines', 2);
    const { sql } = engines.backends;
    for (const email of ['ann@acme.example', 'carl@acme.example']) {
      const [user] = await sql<{ id: string }[]>`
        INSERT INTO users (email, name, password_hash) VALUES (${email}, ${email}, 'x') RETURNING id`;
      await sql`INSERT INTO members (organization_id, user_id, role) VALUES (1, ${user?.id ?? ''}, 'member')`;
    }
    await engines.backends.teams.create(1, 'Checkout');
    await engines.backends.accounts.updateProject(1, {
      repository: { url: repository, root: '', test_command: null },
    });
  });
  afterAll(async () => {
    await engines.stop();
    await rm(repository, { recursive: true, force: true });
  });

  /** Opens an issue that crashes in the file, and analyzes it. */
  async function analyzed(settings: Partial<OwnershipSettings>, file = 'src/cart.js') {
    const { backends, configuration, engines: own } = engines;
    await backends.ownership.set(1, { ...SETTINGS, ...settings }, 'test');
    pos += 1;
    const placed = placedEvent({ pos, eventId: randomUUID().replaceAll('-', ''), release: null });
    const place = {
      function: 'total',
      module: null,
      filename: `/srv/shop/${file}`,
      abs_path: `/srv/shop/${file}`,
    };
    const context = { pre_context: [], context_line: '  return cart.lines.length;', post_context: [] };
    const frame = { ...place, lineno: 2, colno: 15, ...context, in_app: true, vars: null };
    const value = "Cannot read properties of undefined (reading 'length')";
    const exceptions = [{ type: 'TypeError', value, module: null, mechanism: null, frames: [frame] }];
    const event = { ...placed, event: { ...placed.event, exceptions } };
    await backends.events.insert([event]);
    const cursor = { collector: 'c1', incarnation: 1, from: pos - 1, to: pos };
    await backends.ingest.commit({ events: [event], deadLetters: [], cursor });
    const key = { project_id: 1, fingerprint: event.grouping.fingerprint };
    const issueId = [...(await backends.issues.issuesOfFingerprints([key])).values()][0] ?? '';
    const analyze = async (): Promise<void> => {
      const logger = pino({ level: 'silent' });
      const options = { backends, configuration, dataDirectory: own.dataDirectory, model: null, logger };
      const id = randomUUID();
      const payload = { project_id: 1, issue_id: issueId, force: true };
      const message = { id, subject: 'analysis.requested', payload } as const;
      await createAnalyzeHandler(options)({ message, deliveries: 1 }, { extend: async () => undefined });
    };
    await analyze();
    const scope = { projectIds: [1] };
    return { issueId, analyze, issue: async () => backends.issues.getIssue(scope, issueId) };
  }

  it('has the commits it may come from, the one that changed the crashing line first', async () => {
    const { issueId } = await analyzed({});
    const code = await engines.backends.ownership.codeOf(issueId);
    expect(
      code?.suspects.map(({ author_email, subject, path, reason }) => [author_email, subject, path, reason]),
    ).toEqual([
      ['ann@acme.example', 'Count the lines', 'src/cart.js', 'changed the line'],
      ['bob@acme.example', 'Add the cart', 'src/cart.js', expect.stringContaining('changed the file')],
    ]);
    expect(code?.places).toEqual([{ file: '/srv/shop/src/cart.js', line: 2, path: 'src/cart.js' }]);
  });

  it.each<[string, Partial<OwnershipSettings>, string | null]>([
    ['to nobody unless the project wants it', { rules: 'path:src/* carl@acme.example' }, null],
    [
      'to the owner of its code',
      { rules: 'path:src/* carl@acme.example', auto_assign: 'owners' },
      'carl@acme.example',
    ],
    ['to a team', { codeowners: '/src/cart.js @acme/checkout', auto_assign: 'owners' }, '#checkout'],
    [
      'to the next owner when one is gone',
      { rules: 'path:src/* gone@acme.example carl@acme.example', auto_assign: 'owners' },
      'carl@acme.example',
    ],
    ['to who wrote the suspected commit', { auto_assign: 'suspect_commits' }, 'ann@acme.example'],
    ['to nobody when nobody owns it', { rules: 'path:lib/* carl@acme.example', auto_assign: 'owners' }, null],
  ])('is given %s', async (_name, settings, assignee) => {
    const { issue } = await analyzed(settings);
    expect((await issue())?.assignee).toBe(assignee);
  });

  it('is given to the owner where the author is nobody of ours', async () => {
    const settings = { rules: 'path:* carl@acme.example', auto_assign: 'suspect_commits' } as const;
    const { issue } = await analyzed(settings, 'src/other.js');
    expect((await issue())?.assignee).toBe('carl@acme.example');
  });

  it('stays with nobody when a person took it away, and the history says who gave it', async () => {
    const { issue, issueId, analyze } = await analyzed({
      rules: 'path:* carl@acme.example',
      auto_assign: 'owners',
    });
    const { issues, activity } = engines.backends;
    await issues.updateIssue({ projectIds: [1] }, issueId, { assignee: null }, 'ann@acme.example');
    await analyze();
    expect((await issue())?.assignee).toBeNull();
    const lines = await activity.ofIssue(issueId, { limit: 10 });
    expect(lines.filter(({ kind }) => kind === 'assigned').map(({ actor }) => actor)).toEqual([
      'ann@acme.example',
      'ownership',
    ]);
  });
});
