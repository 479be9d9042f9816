import { randomUUID } from 'node:crypto';
import type { Issue } from '@bugsage/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  startProviderServer,
  type ProviderServer,
} from '../../../packages/backends/src/testing/provider-server.ts';
import {
  addComment,
  addIssue,
  gitHubJson,
  gitHubTracker,
  gitLabTracker,
  moveIssue,
  type TrackedIssue,
  type TrackerState,
} from '../../../packages/backends/src/testing/tracker-routes.ts';
import { OWN_PROJECT } from '../api/seed.ts';
import { pathOf, sha256, type CreatedIntegration, type Hub } from './hub.ts';

const TOKEN = 'ghp_0123456789abcdefghij';

/** What GitHub and GitLab have in common, each with its own shapes. */
const HOSTS = {
  github: {
    routes: gitHubTracker,
    body: (url: string) => ({
      kind: 'github',
      name: 'Shop on GitHub',
      settings: { repository: 'acme/shop', api_url: url },
      credentials: { token: TOKEN },
    }),
    create: 'POST /repos/acme/shop/issues',
    comment: (number: number) => `POST /repos/acme/shop/issues/${number}/comments`,
    move: (number: number) => `PATCH /repos/acme/shop/issues/${number}`,
    headers: (event: string, secret: string | null, text: string) => ({
      'x-github-event': event,
      'x-github-delivery': randomUUID(),
      'x-hub-signature-256': `sha256=${sha256(secret, text)}`,
    }),
    issueEvent: 'issues',
    moved: (issue: TrackedIssue) => ({
      action: issue.isClosed ? 'closed' : 'reopened',
      issue: gitHubJson(issue),
      sender: { login: 'octocat' },
      repository: { full_name: 'acme/shop', default_branch: 'main' },
    }),
    commentEvent: 'issue_comment',
    commented: (issue: TrackedIssue, comment: { id: number; body: string }) => ({
      action: 'created',
      issue: gitHubJson(issue),
      comment: { ...comment, user: { login: 'octocat' } },
      sender: { login: 'octocat' },
      repository: { full_name: 'acme/shop' },
    }),
    pushEvent: 'push',
    pushed: (ref: string, sha: string, message: string) => ({
      ref,
      after: sha,
      commits: [
        { id: sha, message, author: { name: 'Ann', email: 'ann@acme.example', username: 'octocat' } },
      ],
      repository: { full_name: 'acme/shop', default_branch: 'main' },
    }),
  },
  gitlab: {
    routes: gitLabTracker,
    body: (url: string) => ({
      kind: 'gitlab',
      name: 'Shop on GitLab',
      settings: { project: 'acme/shop', url },
      credentials: { token: TOKEN },
    }),
    create: 'POST /api/v4/projects/acme%2Fshop/issues',
    comment: (number: number) => `POST /api/v4/projects/acme%2Fshop/issues/${number}/notes`,
    move: (number: number) => `PUT /api/v4/projects/acme%2Fshop/issues/${number}`,
    headers: (event: string, secret: string | null) => ({
      'x-gitlab-event': event,
      'x-gitlab-event-uuid': randomUUID(),
      'x-gitlab-token': secret ?? '',
    }),
    issueEvent: 'Issue Hook',
    moved: (issue: TrackedIssue) => ({
      object_kind: 'issue',
      user: { username: 'octocat' },
      project: { path_with_namespace: 'acme/shop', default_branch: 'main' },
      object_attributes: {
        iid: issue.number,
        title: issue.title,
        state: issue.isClosed ? 'closed' : 'opened',
        action: issue.isClosed ? 'close' : 'reopen',
        url: `https://gitlab.example/acme/shop/-/issues/${issue.number}`,
        updated_at: new Date(issue.updatedAt).toISOString(),
      },
    }),
    commentEvent: 'Note Hook',
    commented: (issue: TrackedIssue, comment: { id: number; body: string }) => ({
      object_kind: 'note',
      user: { username: 'octocat' },
      project: { path_with_namespace: 'acme/shop' },
      object_attributes: { id: comment.id, note: comment.body, noteable_type: 'Issue', system: false },
      issue: { iid: issue.number },
    }),
    pushEvent: 'Push Hook',
    pushed: (ref: string, sha: string, message: string) => ({
      object_kind: 'push',
      ref,
      commits: [{ id: sha, message, author: { name: 'octocat', email: 'o@acme.example' } }],
      project: { path_with_namespace: 'acme/shop', default_branch: 'main' },
    }),
  },
} as const;

export function describeTrackers(hub: () => Hub): void {
  describe.each(['github', 'gitlab'] as const)('%s', (kind) => {
    const host = HOSTS[kind];
    let server: ProviderServer;
    let state: TrackerState;
    let integration: CreatedIntegration;
    let issue: Issue;

    beforeEach(async () => {
      state = { issues: [], commits: [], now: Date.now };
      server = await startProviderServer(host.routes(state, TOKEN));
      integration = await hub().connect(host.body(server.url));
      issue = await hub().newIssue();
    });
    afterEach(async () => {
      await hub().settled();
      await server.stop();
      await hub().fixture.sql`DELETE FROM integrations`;
    });

    const ask = () => hub().post(`issues/${issue.id}/links`, { integration_id: integration.id });
    const linked = async (): Promise<TrackedIssue> => {
      await ask();
      await hub().runOnce();
      const [made] = state.issues;
      if (made === undefined) throw new Error('No issue was made.');
      server.calls.length = 0;
      return made;
    };
    const send = (event: string, body: object) => {
      const text = JSON.stringify(body);
      return hub().receive(pathOf(integration), text, host.headers(event, integration.webhook_secret, text));
    };
    const statusHere = async () => (await hub().issue(issue.id)).status;

    it('gets one issue, however often it is asked for, and the link shows it', async () => {
      expect((await ask()).json()).toMatchObject({ state: 'creating', kind, key: null });
      await hub().runOnce();
      const again = await ask();
      await hub().runOnce();
      expect(again.json()).toMatchObject({ state: 'linked', key: '11', is_closed: false, error: null });
      expect(server.writes()).toEqual([host.create]);
      expect(state.issues).toMatchObject([{ title: issue.title, labels: ['bugsage', 'bug'] }]);
      expect(state.issues[0]?.body).toContain(`Fixes BUGSAGE-${issue.number}`);
      expect(state.issues[0]?.body).toContain(`https://bugs.example.com/issues/${issue.id}`);
    });

    it('is not asked twice when the answer got lost', async () => {
      await ask();
      server.fault = ({ method }) => (method === 'POST' ? 'cut_after' : null);
      await hub().runOnce();
      expect((await hub().links(issue.id))[0]).toMatchObject({
        state: 'creating',
        error: expect.any(String),
      });
      server.fault = null;
      await hub().skipPauses();
      await hub().runOnce();
      expect(state.issues).toHaveLength(1);
      expect((await hub().links(issue.id))[0]).toMatchObject({ state: 'linked', key: '11', error: null });
    });

    it('is not asked twice when we die between the call and the note of it', async () => {
      await ask();
      const { parts } = hub();
      const links = { ...parts.links, noteCreated: () => Promise.reject(new Error('killed')) };
      const tasks = { ...parts.tasks, settle: () => Promise.reject(new Error('killed')) };
      await expect(hub().runOnce({ ...parts, links, tasks })).rejects.toThrow('killed');
      expect(state.issues).toHaveLength(1);
      await hub().skipPauses();
      await hub().runOnce();
      expect(server.writes()).toEqual([host.create]);
      expect((await hub().links(issue.id))[0]).toMatchObject({ state: 'linked', key: '11' });
    });

    it('is closed with a comment when the issue is resolved here, and its echo does nothing', async () => {
      const made = await linked();
      await hub().put(issue.id, { status: 'resolved', resolved_in_release: 'shop@3.0.0' });
      await hub().runOnce();
      expect(server.writes()).toEqual([host.comment(11), host.move(11)]);
      expect(made.isClosed).toBe(true);
      expect(made.comments[0]?.body).toMatch(
        /^Resolved in BugSage by .*, in release shop@​?3\.0\.0|^Resolved in BugSage by /,
      );
      expect(JSON.stringify(state.issues)).not.toContain('@acme.example');
      const echo = await send(host.issueEvent, host.moved(made));
      await hub().runOnce();
      expect(echo.status).toBe('ignored');
      expect(server.writes()).toHaveLength(2);
      expect((await hub().links(issue.id))[0]).toMatchObject({ is_closed: true });
    });

    it('has its state told once when we die between the comment and the state', async () => {
      const made = await linked();
      await hub().put(issue.id, { status: 'resolved' });
      server.fault = ({ method }) => (method === 'PATCH' || method === 'PUT' ? { status: 502 } : null);
      await hub().runOnce();
      expect(made.isClosed).toBe(false);
      server.fault = ({ method }) => (method === 'PATCH' || method === 'PUT' ? 'cut_after' : null);
      await hub().skipPauses();
      await hub().runOnce();
      server.fault = null;
      await hub().skipPauses();
      await hub().runOnce();
      expect(made).toMatchObject({ isClosed: true, comments: [{ id: expect.any(Number) }] });
    });

    it('closed there is resolved here, reopened there is open here, and nothing goes back', async () => {
      const made = await linked();
      moveIssue(state, made, true);
      const closed = await send(host.issueEvent, host.moved(made));
      expect(closed).toMatchObject({ status: 'done', note: `issue ${issue.number} is resolved` });
      expect(await hub().issue(issue.id)).toMatchObject({
        status: 'resolved',
        resolved_by: `${kind}:octocat`,
      });
      await hub().runOnce();
      moveIssue(state, made, false);
      await send(host.issueEvent, host.moved(made));
      await hub().runOnce();
      expect(await statusHere()).toBe('detected');
      expect(server.writes()).toEqual([]);
    });

    it('forgets what came late: an older webhook changes nothing', async () => {
      const made = await linked();
      moveIssue(state, made, true);
      const late = host.moved(made);
      moveIssue(state, made, false);
      await send(host.issueEvent, host.moved(made));
      expect((await send(host.issueEvent, late)).note).toContain('older');
      expect(await statusHere()).toBe('detected');
    });

    it('goes on when it happens again here', async () => {
      const made = await linked();
      await hub().put(issue.id, { status: 'resolved' });
      await hub().runOnce();
      await hub().fixture.services.issues.updateIssue(
        { projectIds: [OWN_PROJECT] },
        issue.id,
        { status: 'detected', substatus: 'regressed' },
        'collector',
      );
      await hub().runOnce();
      expect(made.isClosed).toBe(false);
      expect(made.comments[1]?.body).toContain('It happened again');
    });

    it('shares comments, each once', async () => {
      const made = await linked();
      await hub().post(`issues/${issue.id}/comments`, { body: 'Only in **Safari**.' });
      await hub().runOnce();
      await hub().runOnce();
      expect(made.comments).toHaveLength(1);
      expect(made.comments[0]?.body).toMatch(
        /wrote in BugSage:\n\nOnly in \*\*Safari\*\*\.\n\n<!-- bugsage:/,
      );
      // Our own comes back as a webhook, and theirs comes twice under two names.
      const ours = made.comments[0] ?? { id: 0, body: '' };
      expect((await send(host.commentEvent, host.commented(made, ours))).status).toBe('ignored');
      const theirs = host.commented(made, addComment(made, 'In Firefox too.'));
      await send(host.commentEvent, theirs);
      await send(host.commentEvent, { ...theirs, repeated: true });
      await hub().runOnce();
      const { comments } = await hub().fixture.services.comments.list(issue.id, { skip: 0, limit: 10 });
      expect(comments.map(({ author, body }) => [author.split('@')[0], body])).toEqual([
        ['admin', 'Only in **Safari**.'],
        [`${kind}:octocat`, 'In Firefox too.'],
      ]);
      expect(server.writes()).toEqual([host.comment(11)]);
    });

    it('stays with the issue its own one is merged into', async () => {
      const made = await linked();
      const root = await hub().newIssue();
      const merge = { into: root.id, issueIds: [issue.id], by: 'ann@acme.example', reason: '' };
      await hub().fixture.services.grouping.merge({ projectIds: [OWN_PROJECT] }, merge);
      const [link] = await hub().links(root.id);
      expect(link).toMatchObject({ key: '11', issue_id: root.id });
      await hub().put(root.id, { status: 'resolved' });
      await hub().runOnce();
      expect(made.isClosed).toBe(true);
      moveIssue(state, made, false);
      await send(host.issueEvent, host.moved(made));
      expect(await hub().issue(root.id)).toMatchObject({ status: 'detected' });
      const url = `/api/v1/issues/${root.id}/links/${link?.id}`;
      expect((await hub().fixture.call({ method: 'DELETE', url, as: 'member' })).statusCode).toBe(204);
      expect(await hub().links(root.id)).toEqual([]);
    });

    it('links an issue that is there, and refuses one that is not', async () => {
      const there = addIssue(state, { title: 'Known for long', body: '', labels: [] });
      const path = `issues/${issue.id}/links`;
      const wrong = await hub().post(path, { integration_id: integration.id, key: '99' });
      expect(wrong.json()).toMatchObject({ status: 409, code: 'cannot_link' });
      const right = await hub().post(path, { integration_id: integration.id, key: String(there.number) });
      expect(right.json()).toMatchObject({ state: 'linked', key: '11', title: 'Known for long' });
      const other = await hub().post(path, { integration_id: integration.id, key: '12' });
      expect(other.statusCode).toBe(409);
      expect(server.writes()).toEqual([]);
    });

    it.each([
      [
        'asked to wait',
        { status: 429, headers: { 'retry-after': '90' }, json: { message: 'slow down' } },
        85,
      ],
      ['away', { status: 503, json: { message: 'maintenance' } }, 15],
      ['silent', 'hang', 15],
    ] as const)('that is %s is asked again, later', async (_, fault, secondsMin) => {
      await ask();
      server.fault = () => fault;
      await hub().runOnce();
      const asked = server.calls.length;
      await hub().runOnce();
      expect(server.calls).toHaveLength(asked);
      const [task] = await hub().fixture.sql<{ wait: number; status: string }[]>`
        SELECT extract(epoch FROM next_attempt_at - now())::int AS wait, status FROM integration_tasks
        WHERE status = 'pending'`;
      expect(task?.wait).toBeGreaterThan(secondsMin);
      server.fault = null;
      await hub().skipPauses();
      await hub().runOnce();
      expect((await hub().links(issue.id))[0]).toMatchObject({ state: 'linked', error: null });
    });

    it('that refuses says why on the link, and may be asked again', async () => {
      server.fault = () => ({ status: 403, json: { message: 'Resource not accessible by token' } });
      await ask();
      await hub().runOnce();
      const [link] = await hub().links(issue.id);
      expect(link).toMatchObject({ state: 'failed', error: expect.stringContaining('not accessible') });
      expect(link?.error).not.toContain(TOKEN);
      server.fault = null;
      await ask();
      await hub().runOnce();
      expect((await hub().links(issue.id))[0]).toMatchObject({ id: link?.id, state: 'linked' });
    });

    it('resolves what a commit on the default branch says it fixes, in that commit', async () => {
      const sha = 'ab'.repeat(20);
      const message = `Guard the cart\n\nFixes BUGSAGE-${issue.number}`;
      await send(host.pushEvent, host.pushed('refs/heads/topic', sha, message));
      expect(await statusHere()).toBe('detected');
      const pushed = await send(host.pushEvent, host.pushed('refs/heads/main', sha, message));
      expect(pushed.note).toBe(`issue ${issue.number} is resolved in abababababab`);
      expect(await hub().issue(issue.id)).toMatchObject({
        resolution: 'in_commit',
        resolved_in_commit: sha,
        resolved_by: `${kind}:octocat`,
      });
    });

    it('gives a release its commits since the one before, and those resolve what they fix', async () => {
      const commits = ['c1', 'c2', 'c3'].map((name) => name.padEnd(40, '0'));
      state.commits.push(
        ...commits.map((sha, index) => ({
          sha,
          message: index === 2 ? `Closes BUGSAGE-${issue.number}` : 'Work',
        })),
      );
      const { releases } = hub().fixture.services;
      const [base = '', , head = ''] = commits;
      const version = `shop@${randomUUID()}`;
      await releases.announce({ project_id: OWN_PROJECT, version: `${version}-rc`, commit_sha: base });
      await until(async () => (await hub().fixture.sql`SELECT 1 FROM outbox`).length === 0);
      await releases.announce({ project_id: OWN_PROJECT, version, commit_sha: head });
      await until(async () => (await statusHere()) === 'resolved');
      const found = await releases.commits(OWN_PROJECT, version);
      expect(found.map(({ sha }) => sha)).toEqual(commits.slice(1).toReversed());
      expect(await hub().issue(issue.id)).toMatchObject({ resolved_in_commit: head });
    });

    it('says who we are when tested, and what is wrong', async () => {
      const path = `projects/${OWN_PROJECT}/integrations/${integration.id}/test`;
      expect((await hub().post(path)).json()).toEqual({ ok: true, detail: 'acme/shop' });
      server.fault = () => ({ status: 401, json: { message: 'Bad credentials' } });
      const wrong = (await hub().post(path)).json<{ ok: boolean; detail: string }>();
      expect(wrong).toMatchObject({ ok: false, detail: expect.stringContaining('set them again') });
    });
  });
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let round = 0; round < 200; round += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('It did not come.');
}
