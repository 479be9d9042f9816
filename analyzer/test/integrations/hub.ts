import { createHmac, randomUUID } from 'node:crypto';
import type { Outbound } from '@bugsage/backends';
import type { Integration, Issue, IssueLink, ReceivedWebhook } from '@bugsage/core';
import type { LightMyRequestResponse } from 'fastify';
import pino from 'pino';
import { createIntegrator, integrationConsumers } from '../../src/integrations/index.ts';
import type { IntegrationParts } from '../../src/integrations/integration-parts.ts';
import { startFixture, type Fixture } from '../api/fixture.ts';
import { OWN_PROJECT } from '../api/seed.ts';

/** Calls of the product end sooner in tests. */
const TIMEOUT_MS = 400;

export type CreatedIntegration = Integration & { webhook_url: string; webhook_secret: string | null };

/** The API with its workers for integrations, all on real engines. */
export type Hub = {
  readonly fixture: Fixture;
  readonly parts: IntegrationParts;
  /** Events that were handed to the collector. */
  readonly sent: Record<string, unknown>[];
  connect(body: object): Promise<CreatedIntegration>;
  /** An issue of its own, as events would have made it. */
  newIssue(): Promise<Issue>;
  issue(id: string): Promise<Issue>;
  put(issueId: string, json: object): Promise<void>;
  post(path: string, json?: object): Promise<LightMyRequestResponse>;
  links(issueId: string): Promise<IssueLink[]>;
  /** Plans and does what is due; with `parts` as a test wants them. */
  runOnce(parts?: IntegrationParts): Promise<void>;
  /** As if the pauses were over. */
  skipPauses(): Promise<void>;
  /** Sends a webhook and waits until it was worked on. */
  receive(path: string, text: string, headers: Record<string, string>): Promise<ReceivedWebhook>;
  settled(status?: ReceivedWebhook['status']): Promise<ReceivedWebhook[]>;
  stop(): Promise<void>;
};

export async function startHub(): Promise<Hub> {
  const fixture = await startFixture({ BUGSAGE_OUTBOUND_ALLOW: '127.0.0.1' });
  const { services, backends } = fixture;
  const sent: Record<string, unknown>[] = [];
  const outbound: Outbound = {
    ...services.outbound,
    request: (url, request) => services.outbound.request(url, { ...request, timeoutMs: TIMEOUT_MS }),
  };
  const parts: IntegrationParts = {
    ...backends,
    outbound,
    integrations: services.integrations,
    intake: {
      send: async (_projectId, event) => {
        sent.push({ ...event });
      },
    },
    root: 'https://bugs.example.com',
    now: Date.now,
    logger: pino({ level: 'silent' }),
  };
  for (const consumer of integrationConsumers(parts, new AbortController().signal))
    await backends.bus.consume(consumer);
  backends.relay.start();
  const call = (method: 'POST' | 'PUT', url: string, json?: object) =>
    fixture.call({ method, url: `/api/v1/${url}`, as: 'admin', ...(json === undefined ? {} : { json }) });
  const issue = async (id: string): Promise<Issue> => {
    const found = await services.issues.getIssue({ projectIds: [OWN_PROJECT] }, id);
    if (found === null) throw new Error('The issue is gone.');
    return found;
  };
  const settled = async (status?: ReceivedWebhook['status']): Promise<ReceivedWebhook[]> => {
    for (let round = 0; round < 400; round += 1) {
      backends.relay.wake();
      const { webhooks } = await services.received.list(OWN_PROJECT, { skip: 0, limit: 100 });
      const isOver = webhooks.every((webhook) => webhook.status !== 'pending');
      if (isOver) return status === undefined ? webhooks : webhooks.filter((one) => one.status === status);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error('Webhooks are still waiting.');
  };
  return {
    fixture,
    parts,
    sent,
    connect: async (body) => {
      const answer = await call('POST', `projects/${OWN_PROJECT}/integrations`, body);
      if (answer.statusCode !== 201) throw new Error(answer.body);
      return answer.json();
    },
    newIssue: async () => {
      const id = randomUUID();
      await fixture.sql`
        INSERT INTO issues (id, number, project_id, title, type, value, culprit, severity, source, platform, first_seen, last_seen)
        SELECT ${id}, (SELECT max(number) + 1 FROM issues), project_id, title, type, value, culprit, 'high', source, platform,
          first_seen, last_seen FROM issues WHERE project_id = ${OWN_PROJECT} ORDER BY number LIMIT 1`;
      return issue(id);
    },
    issue,
    put: async (issueId, json) => {
      const answer = await call('PUT', `issues/${issueId}`, json);
      if (answer.statusCode !== 200) throw new Error(answer.body);
    },
    post: (path, json) => call('POST', path, json),
    links: (issueId) => services.links.ofIssue(issueId),
    runOnce: (given = parts) => createIntegrator(given).runOnce(),
    skipPauses: async () => {
      await fixture.sql`UPDATE integration_tasks SET next_attempt_at = now()
        WHERE status IN ('pending', 'sending')`;
    },
    receive: async (path, text, headers) => {
      const answer = await fixture.api.inject({
        method: 'POST',
        url: path,
        headers: { 'content-type': 'application/json', ...headers },
        payload: text,
      });
      if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${answer.body}`);
      const [newest] = await settled();
      if (newest === undefined) throw new Error('The webhook is not in the log.');
      return newest;
    },
    settled,
    stop: () => fixture.stop(),
  };
}

export function pathOf(integration: CreatedIntegration): string {
  return new URL(integration.webhook_url).pathname + new URL(integration.webhook_url).search;
}

export function sha256(secret: string | null, text: string): string {
  return createHmac('sha256', secret ?? '')
    .update(text)
    .digest('hex');
}
