import { createHmac, randomUUID } from 'node:crypto';
import { ProviderError } from '@bugsage/backends';
import { INTEGRATION_LIMITS, type IntegrationKind } from '@bugsage/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startProviderServer } from '../../../packages/backends/src/testing/provider-server.ts';
import { FOREIGN_PROJECT, OWN_PROJECT } from '../api/seed.ts';
import { pathOf, sha256, type CreatedIntegration, type Hub } from './hub.ts';

const SECRET = 'a-secret-of-more-than-sixteen';
const BODIES: { readonly [Kind in IntegrationKind]: object } = {
  github: {
    kind: 'github',
    name: 'GitHub',
    settings: { repository: 'acme/shop' },
    credentials: { token: 'x' },
    webhook_secret: SECRET,
  },
  gitlab: {
    kind: 'gitlab',
    name: 'GitLab',
    settings: { project: 'acme/shop' },
    credentials: { token: 'x' },
    webhook_secret: SECRET,
  },
  jira: {
    kind: 'jira',
    name: 'Jira',
    settings: { url: 'https://acme.atlassian.net', project: 'SHOP' },
    credentials: { email: 'bot@acme.example', api_token: 'x' },
    webhook_secret: SECRET,
  },
  sentry: {
    kind: 'sentry',
    name: 'Sentry',
    settings: { organization: 'acme', project: 'shop' },
    credentials: {},
    webhook_secret: SECRET,
  },
  slack: { kind: 'slack', name: 'Slack', webhook_secret: SECRET },
};

const seconds = (): number => Math.floor(Date.now() / 1_000);
const slack = (text: string, time = seconds(), secret = SECRET) => ({
  'x-slack-request-timestamp': String(time),
  'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${time}:${text}`).digest('hex')}`,
});
const SIGN: { readonly [Kind in IntegrationKind]: (text: string, secret: string) => Record<string, string> } =
  {
    github: (text, secret) => ({
      'x-github-event': 'ping',
      'x-github-delivery': randomUUID(),
      'x-hub-signature-256': `sha256=${sha256(secret, text)}`,
    }),
    gitlab: (_text, secret) => ({ 'x-gitlab-event': 'System Hook', 'x-gitlab-token': secret }),
    jira: (text, secret) => ({ 'x-hub-signature': `sha256=${sha256(secret, text)}` }),
    sentry: (text, secret) => ({
      'request-id': randomUUID(),
      'sentry-hook-resource': 'metric_alert',
      'sentry-hook-signature': sha256(secret, text),
    }),
    slack: (text, secret) => slack(text, seconds(), secret),
  };
const KINDS = ['github', 'gitlab', 'jira', 'sentry', 'slack'] as const;

export function describeWebhooks(hub: () => Hub): void {
  describe('webhooks that come in', () => {
    let integration: CreatedIntegration;
    const connect = async (kind: IntegrationKind): Promise<void> => {
      integration = await hub().connect(BODIES[kind]);
    };
    afterEach(async () => {
      await hub().settled();
      await hub().fixture.sql`DELETE FROM integrations`;
    });

    const send = (path: string, text: string, headers: Record<string, string>) =>
      hub().fixture.api.inject({
        method: 'POST',
        url: path,
        headers: { 'content-type': 'application/json', ...headers },
        payload: text,
      });
    const anyBody = () =>
      JSON.stringify({ action: 'triggered', webhookEvent: 'x', type: 'x', data: {}, nonce: randomUUID() });
    const stored = async (): Promise<number> => {
      const [row] = await hub().fixture.sql<
        { count: number }[]
      >`SELECT count(*) AS count FROM received_webhooks`;
      return row?.count ?? 0;
    };

    describe.each(KINDS)('of %s', (kind) => {
      beforeEach(() => connect(kind));

      it('are taken with the right secret, with and without the name of the integration', async () => {
        for (const path of [pathOf(integration), `/api/v1/webhooks/${kind}`]) {
          const text = anyBody();
          const answer = await send(path, text, SIGN[kind](text, SECRET));
          expect([answer.statusCode, answer.json()]).toEqual([200, { status: 'accepted' }]);
        }
        expect(await stored()).toBe(2);
      });

      it('are refused alike with no, a wrong or somebody else’s secret, or another body', async () => {
        const text = anyBody();
        const headers = SIGN[kind](text, SECRET);
        const path = pathOf(integration);
        const answers = [
          await send(path, text, {}),
          await send(path, text, SIGN[kind](text, `${SECRET}!`)),
          await send(`/api/v1/webhooks/${kind}?integration=${randomUUID()}`, text, headers),
          ...(kind === 'gitlab' ? [] : [await send(path, text.replace('nonce', 'other'), headers)]),
          ...(kind === 'gitlab' || kind === 'slack' ? [] : [await send(path, text, shortened(headers))]),
        ];
        expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 401));
        expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
        expect(await stored()).toBe(0);
      });

      it('do nothing the second time, under the same name or another one', async () => {
        const text = anyBody();
        const first = SIGN[kind](text, SECRET);
        const answers = [first, first, SIGN[kind](text, SECRET)].map((headers) =>
          send(pathOf(integration), text, headers),
        );
        const said = (await Promise.all(answers)).map((answer) => answer.json<{ status: string }>().status);
        expect(said.toSorted()).toEqual(['accepted', 'repeated', 'repeated']);
        expect(await stored()).toBe(1);
      });

      it('are not taken by one that is switched off', async () => {
        await hub().fixture.sql`UPDATE integrations SET enabled = false`;
        const text = anyBody();
        expect((await send(pathOf(integration), text, SIGN[kind](text, SECRET))).statusCode).toBe(401);
      });
    });

    it('of Slack are refused when their time is not now, both ways', async () => {
      await connect('slack');
      const text = anyBody();
      const window = INTEGRATION_LIMITS.replayWindowSeconds;
      const at = async (offset: number) =>
        (await send(pathOf(integration), text, slack(text, seconds() + offset))).statusCode;
      expect([await at(-window - 5), await at(window + 5), await at(-window + 30)]).toEqual([401, 401, 200]);
      const odd = { ...slack(text), 'x-slack-request-timestamp': 'soon' };
      expect((await send(pathOf(integration), text, odd)).statusCode).toBe(401);
    });

    it('of Slack answer its challenge, only when signed', async () => {
      await connect('slack');
      const text = JSON.stringify({ type: 'url_verification', challenge: '3eZbrw1a' });
      expect((await send(pathOf(integration), text, slack(text))).json()).toEqual({ challenge: '3eZbrw1a' });
      expect((await send(pathOf(integration), text, {})).statusCode).toBe(401);
      expect(await stored()).toBe(0);
    });

    it('of Slack’s buttons move an issue of their project, and no other', async () => {
      await connect('slack');
      const issue = await hub().newIssue();
      const answers = await startProviderServer(() => ({ status: 200, json: { ok: true } }));
      const press = (value: string, action_id: string) => {
        const payload = {
          type: 'block_actions',
          trigger_id: randomUUID(),
          response_url: `${answers.url}/actions/T1/1`,
          user: { id: 'U1', username: 'ann' },
          actions: [{ type: 'button', action_id, value }],
        };
        const text = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
        const type = { 'content-type': 'application/x-www-form-urlencoded' };
        return hub().receive(pathOf(integration), text, { ...slack(text), ...type });
      };
      expect((await press(issue.id, 'bugsage_resolve')).status).toBe('done');
      expect(await hub().issue(issue.id)).toMatchObject({ status: 'resolved', resolved_by: 'slack:ann' });
      const [foreign] = await hub().fixture.sql<{ id: string; status: string }[]>`
        SELECT id, status FROM issues WHERE project_id = ${FOREIGN_PROJECT} LIMIT 1`;
      expect((await press(foreign?.id ?? '', 'bugsage_ignore')).status).toBe('ignored');
      const [after] = await hub().fixture.sql<{ status: string }[]>`
        SELECT status FROM issues WHERE id = ${foreign?.id ?? null}`;
      expect(after?.status).toBe(foreign?.status);
      expect(answers.calls.map(({ path, body }) => [path, body['text']])).toEqual([
        ['/actions/T1/1', `BugSage: issue ${issue.number} is resolved.`],
      ]);
      await answers.stop();
    });

    it('of GitHub may be a form', async () => {
      await connect('github');
      const text = new URLSearchParams({ payload: anyBody() }).toString();
      const type = { 'content-type': 'application/x-www-form-urlencoded' };
      const answer = await send(pathOf(integration), text, { ...SIGN.github(text, SECRET), ...type });
      expect(answer.json()).toEqual({ status: 'accepted' });
    });

    it('have a bound, and say what is wrong with a signed body that is no JSON', async () => {
      await connect('github');
      const large = 'x'.repeat(INTEGRATION_LIMITS.webhookBytesMax + 1);
      expect((await send(pathOf(integration), large, SIGN.github(large, SECRET))).statusCode).toBe(413);
      const odd = await send(pathOf(integration), '[1', SIGN.github('[1', SECRET));
      expect(odd.json()).toMatchObject({ status: 400, code: 'invalid_json' });
      expect((await send('/api/v1/webhooks/bitbucket', '{}', {})).statusCode).toBe(400);
    });

    it('one App that serves two projects tells both, and one repository only its own', async () => {
      await connect('github');
      const { services } = hub().fixture;
      const settings = { repository: 'acme/other', api_url: null };
      const draft = { project_id: FOREIGN_PROJECT, kind: 'github' as const, name: 'Other', enabled: true };
      const more = { credentials: { token: 'x' }, webhookSecret: SECRET, created_by: 'x' };
      await services.integrations.create({ ...draft, settings, ...more });
      const issue = await hub().newIssue();
      const text = JSON.stringify({
        ref: 'refs/heads/main',
        commits: [{ id: 'ab'.repeat(20), message: `Fixes BUGSAGE-${issue.number}`, author: { name: 'Eve' } }],
        repository: { full_name: 'acme/other', default_branch: 'main' },
      });
      await send('/api/v1/webhooks/github', text, { ...SIGN.github(text, SECRET), 'x-github-event': 'push' });
      await hub().settled();
      expect(await stored()).toBe(2);
      expect(await hub().issue(issue.id)).toMatchObject({ status: 'detected' });
    });

    it('in a shape nobody knows wait as dead, for somebody who replays them', async () => {
      await connect('github');
      const text = JSON.stringify({ action: 'closed', repository: { full_name: 'acme/shop' } });
      const headers = { ...SIGN.github(text, SECRET), 'x-github-event': 'issues' };
      const dead = await hub().receive(pathOf(integration), text, headers);
      expect(dead).toMatchObject({ status: 'dead', topic: 'issues', attempts: 1 });
      expect(dead.note).toContain('another shape');
      const list = await hub().fixture.call({
        url: `/api/v1/projects/${OWN_PROJECT}/received-webhooks?status=dead`,
        as: 'viewer',
      });
      expect(list.json()).toMatchObject({ total: 1, webhooks: [{ id: dead.id }] });
      const replay = await hub().post(`projects/${OWN_PROJECT}/received-webhooks/${dead.id}/replay`);
      expect(replay.json()).toMatchObject({ status: 'pending' });
      expect((await hub().settled('dead'))[0]).toMatchObject({ id: dead.id, attempts: 2 });
    });

    it('are worked on again when it failed for a while, and once in the end', async () => {
      await connect('sentry');
      const { intake } = hub().parts;
      const { send: sendEvent } = intake;
      let left = 2;
      Object.assign(intake, {
        send: async (projectId: number, event: Record<string, unknown>) => {
          left -= 1;
          if (left >= 0)
            throw new ProviderError({ status: 503, retryable: true, message: 'The collector is away.' });
          await sendEvent(projectId, event);
        },
      });
      hub().sent.length = 0;
      const error = { event_id: 'bb78c1407cea4519aa397afc059c793d', issue_id: '117', level: 'fatal' };
      const text = JSON.stringify({ action: 'created', actor: { type: 'application' }, data: { error } });
      const headers = { ...SIGN.sentry(text, SECRET), 'sentry-hook-resource': 'error' };
      const done = await hub().receive(pathOf(integration), text, headers);
      Object.assign(intake, { send: sendEvent });
      expect(done).toMatchObject({ status: 'done', attempts: 3, note: 'event handed to the collector' });
      expect(hub().sent).toHaveLength(1);
    });
  });
}

/** The same signature with its last character missing. */
function shortened(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      name.includes('signature') ? value.slice(0, -1) : value,
    ]),
  );
}
