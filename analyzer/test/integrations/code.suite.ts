import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { openTracker } from '@bugsage/backends';
import type { Fix } from '@bugsage/core';
import { jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startProviderServer } from '../../../packages/backends/src/testing/provider-server.ts';
import { gitHubTracker } from '../../../packages/backends/src/testing/tracker-routes.ts';
import { DIFF, OWN_PROJECT } from '../api/seed.ts';
import { pathOf, sha256, type CreatedIntegration, type Hub } from './hub.ts';

export function describeCode(hub: () => Hub): void {
  describe('pull requests of fixes', () => {
    let integration: CreatedIntegration;
    let fix: Fix;
    const merge = 'cd'.repeat(20);

    beforeEach(async () => {
      integration = await hub().connect({
        kind: 'github',
        name: 'GitHub',
        settings: { repository: 'acme/shop' },
        credentials: { token: 'x' },
      });
      const issue = await hub().newIssue();
      const { fixes } = hub().fixture.services;
      const request = { issue_id: issue.id, project_id: OWN_PROJECT, analysis_id: null, title: 'Guard x' };
      const { id } = await fixes.request({ ...request, type: 'automatic' });
      await fixes.transition(id, 'generating');
      await fixes.transition(id, 'testing', { code_diff: DIFF });
      await fixes.transition(id, 'ready', { review_approved: true });
      const publication = {
        kind: 'github',
        state: 'published',
        branch: `bugsage/fix-${id}`,
        url: 'https://github.example/acme/shop/pull/7',
        number: 7,
        reason: null,
        requested_at: new Date().toISOString(),
        requested_by: 'ann@acme.example',
      } as const;
      const applied_at = new Date().toISOString();
      await fixes.transition(id, 'applied', { publication, applied_at, outcome: 'waiting' });
      fix = await read(id);
    });
    afterEach(async () => {
      await hub().settled();
      await hub().fixture.sql`DELETE FROM integrations`;
    });

    const read = async (id: string): Promise<Fix> => {
      const found = await hub().fixture.services.fixes.get({ projectIds: [OWN_PROJECT] }, id);
      if (found === null) throw new Error('The fix is gone.');
      return found;
    };
    const close = (pull: object) => {
      const text = JSON.stringify({
        action: 'closed',
        sender: { login: 'octocat' },
        repository: { full_name: 'acme/shop', default_branch: 'main' },
        pull_request: {
          number: 7,
          merged: false,
          merge_commit_sha: merge,
          title: 'Guard x',
          body: null,
          head: { ref: fix.publication?.branch },
          base: { ref: 'main' },
          ...pull,
        },
      });
      return hub().receive(pathOf(integration), text, {
        'x-github-event': 'pull_request',
        'x-github-delivery': randomUUID(),
        'x-hub-signature-256': `sha256=${sha256(integration.webhook_secret, text)}`,
      });
    };

    it('that are merged resolve the issue in the merge commit', async () => {
      await close({ merged: true });
      expect(await read(fix.id)).toMatchObject({ status: 'applied', publication: { pull_state: 'merged' } });
      expect(await hub().issue(fix.issue_id)).toMatchObject({
        status: 'resolved',
        resolution: 'in_commit',
        resolved_in_commit: merge,
        resolved_by: 'github:octocat',
      });
    });

    it('that are closed roll the fix back, with the reason', async () => {
      await close({});
      expect(await read(fix.id)).toMatchObject({
        status: 'rolled_back',
        rollback_reason: 'octocat closed the pull request without merging it.',
        publication: { pull_state: 'closed' },
      });
      expect(await hub().issue(fix.issue_id)).toMatchObject({ status: 'detected' });
    });

    it('are told from those of others by branch and number', async () => {
      await close({ number: 8 });
      await close({ head: { ref: 'bugsage/fix-other' } });
      expect(await read(fix.id)).toMatchObject({ status: 'applied' });
    });

    it('of GitLab too', async () => {
      const { sql, services } = hub().fixture;
      const gitlab = await hub().connect({
        kind: 'gitlab',
        name: 'GitLab',
        settings: { project: 'acme/shop' },
        credentials: { token: 'x' },
      });
      const { publication } = fix;
      if (publication === null) throw new Error('The fix is not published.');
      await services.fixes.patch(fix.id, { publication: { ...publication, kind: 'gitlab' } });
      const text = JSON.stringify({
        object_kind: 'merge_request',
        user: { username: 'octocat' },
        project: { path_with_namespace: 'acme/shop', default_branch: 'main' },
        object_attributes: {
          iid: 7,
          action: 'merge',
          state: 'merged',
          merge_commit_sha: merge,
          source_branch: publication.branch,
          target_branch: 'main',
          title: 'Guard x',
          description: '',
        },
      });
      await hub().receive(pathOf(gitlab), text, {
        'x-gitlab-event': 'Merge Request Hook',
        'x-gitlab-token': gitlab.webhook_secret ?? '',
      });
      expect(await read(fix.id)).toMatchObject({ publication: { pull_state: 'merged' } });
      expect(await hub().issue(fix.issue_id)).toMatchObject({ resolved_in_commit: merge });
      await sql`DELETE FROM integrations WHERE kind = 'gitlab'`;
    });

    it('of anybody resolve what their words say, when they go into the default branch', async () => {
      const issue = await hub().newIssue();
      const body = `Resolves BUGSAGE-${issue.number}`;
      const other = { number: 9, head: { ref: 'topic' }, merged: true, body };
      await close({ ...other, base: { ref: 'release-1' } });
      expect(await hub().issue(issue.id)).toMatchObject({ status: 'detected' });
      await close(other);
      expect(await hub().issue(issue.id)).toMatchObject({ status: 'resolved', resolved_in_commit: merge });
    });
  });

  it('an App of GitHub signs in with its key, and again when the token is about to end', async () => {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    const state = { issues: [], commits: [], now: Date.now };
    const routes = gitHubTracker(state, 'ghs_of_the_installation');
    let now = Date.now();
    let signIns = 0;
    const server = await startProviderServer((call) => {
      if (call.path !== '/app/installations/42/access_tokens') return routes(call);
      signIns += 1;
      const expires_at = new Date(now + 3_600_000).toISOString();
      return { status: 201, json: { token: 'ghs_of_the_installation', expires_at } };
    });
    const integration = await hub().connect({
      kind: 'github',
      name: 'App',
      settings: { repository: 'acme/shop', api_url: server.url },
      credentials: {
        app_id: 7,
        installation_id: 42,
        // As GitHub hands it out.
        private_key: pair.privateKey.export({ type: 'pkcs1', format: 'pem' }),
      },
    });
    const open = await hub().fixture.services.integrations.reveal(integration.id);
    if (open === null) throw new Error('The integration is gone.');
    const tracker = openTracker(open, { outbound: hub().parts.outbound, now: () => now });
    expect(await tracker?.check()).toBe('acme/shop');
    await tracker?.check();
    expect(signIns).toBe(1);
    const assertion = server.calls[0]?.headers.authorization?.replace('Bearer ', '') ?? '';
    const { payload } = await jwtVerify(assertion, pair.publicKey, { issuer: '7', algorithms: ['RS256'] });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBeLessThanOrEqual(600);
    now += 3_500_000;
    await tracker?.check();
    expect(signIns).toBe(2);
    const shown = await hub().fixture.call({
      url: `/api/v1/projects/${OWN_PROJECT}/integrations`,
      as: 'admin',
    });
    expect(shown.body).not.toContain('PRIVATE KEY');
    await server.stop();
    await hub().fixture.sql`DELETE FROM integrations`;
  });

  it('credentials are sealed, and addresses of this network are refused when they are not allowed', async () => {
    const connect = (url: string) =>
      hub().post(`projects/${OWN_PROJECT}/integrations`, {
        kind: 'gitlab',
        name: 'GitLab',
        settings: { project: 'acme/shop', url },
        credentials: { token: 'glpat-readable-by-nobody' },
      });
    for (const url of [
      'http://10.0.0.8',
      'http://169.254.169.254/latest',
      'http://[fd00::7]',
      'http://127.0.0.2',
    ]) {
      expect((await connect(url)).json()).toMatchObject({ status: 400, code: 'outbound_url_refused' });
    }
    const created = await connect('http://127.0.0.1:9');
    expect(created.statusCode).toBe(201);
    expect(created.body).not.toContain('glpat');
    const rows = await hub().fixture.sql`SELECT * FROM integrations`;
    expect(JSON.stringify(rows)).not.toContain('glpat');
    const { id, webhook_secret } = created.json<CreatedIntegration>();
    expect(JSON.stringify(rows)).not.toContain(webhook_secret ?? '-');
    const open = await hub().fixture.services.integrations.reveal(id);
    expect(open?.credentials).toEqual({ token: 'glpat-readable-by-nobody' });
    await hub().fixture.sql`DELETE FROM integrations`;
  });
}
