import { randomUUID } from 'node:crypto';
import { ProviderError } from '@bugsage/backends';
import type { ImportState } from '@bugsage/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  startProviderServer,
  type ProviderServer,
} from '../../../packages/backends/src/testing/provider-server.ts';
import {
  sentryApiEvent,
  sentryRoutes,
  type SentryIssueRow,
} from '../../../packages/backends/src/testing/sentry-routes.ts';
import { placedEvent } from '../../../packages/backends/src/testing/placed-event.ts';
import { OWN_PROJECT } from '../api/seed.ts';
import { pathOf, sha256, type CreatedIntegration, type Hub } from './hub.ts';

const TOKEN = 'sntrys_0123456789';
const SECRET = 'client-secret-of-sentry';

export function describeSentry(hub: () => Hub): void {
  describe('sentry', () => {
    let server: ProviderServer;
    let integration: CreatedIntegration;
    const ids = Array.from({ length: 5 }, () => randomUUID().replaceAll('-', ''));
    const issues: SentryIssueRow[] = ids.map((id, index) => ({
      id: String(101 + index),
      title: 'Broken',
      // The events of the fourth are past their retention.
      event:
        index === 3
          ? null
          : sentryApiEvent({
              id,
              issueId: String(101 + index),
              type: `E${index}`,
              level: 'fatal',
              file: `f${index}.js`,
            }),
    }));

    beforeEach(async () => {
      hub().sent.length = 0;
      server = await startProviderServer(sentryRoutes(issues, { token: TOKEN, pageSize: 2 }));
      integration = await hub().connect({
        kind: 'sentry',
        name: 'Sentry',
        settings: { organization: 'acme', project: 'shop', url: server.url },
        credentials: { token: TOKEN },
        webhook_secret: SECRET,
      });
    });
    afterEach(async () => {
      await server.stop();
      await hub().fixture.sql`DELETE FROM integrations`;
    });

    const path = () => `projects/${OWN_PROJECT}/integrations/${integration.id}`;
    const start = () => hub().post(`${path()}/import`);
    const over = async (): Promise<ImportState> => {
      for (let round = 0; round < 800; round += 1) {
        const found = await hub().fixture.services.integrations.get(OWN_PROJECT, integration.id);
        if (found?.import != null && found.import.status !== 'running') return found.import;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      throw new Error('The import does not end.');
    };
    const sentIds = () => hub().sent.map((event) => event['event_id']);

    it('is imported page by page, each event in the shape of the ingest protocol', async () => {
      expect((await start()).json()).toMatchObject({ import: { status: 'running', issues: 0 } });
      expect(await over()).toMatchObject({ status: 'done', issues: 5, events: 4, skipped: 1, cursor: null });
      expect(sentIds()).toEqual(ids.filter((_, index) => index !== 3));
      expect(hub().sent[0]).toMatchObject({
        platform: 'node',
        level: 'fatal',
        release: 'shop@1.4.0',
        extra: { cart: 7 },
        tags: expect.arrayContaining([
          ['sentry_issue', '101'],
          ['browser', 'Firefox 140'],
        ]),
        request: { query_string: [['page', '2']] },
        exception: {
          values: [
            {
              type: 'E0',
              stacktrace: {
                frames: [
                  {
                    filename: 'f0.js',
                    lineno: 12,
                    in_app: true,
                    pre_context: ['export function total(cart) {'],
                    context_line: '  return cart.items.length;',
                    post_context: ['}'],
                  },
                ],
              },
            },
          ],
        },
      });
    });

    it('waits when it is asked to, and goes on at the same page', async () => {
      let limited = 2;
      server.fault = ({ query }) => {
        if (query.get('cursor') !== '0:2:0' || limited === 0) return null;
        limited -= 1;
        return { status: 429, headers: { 'retry-after': '1' }, json: { detail: 'slow down' } };
      };
      await start();
      expect(await over()).toMatchObject({ status: 'done', issues: 5, events: 4 });
      expect(limited).toBe(0);
      expect(new Set(sentIds()).size).toBe(4);
    });

    it('waits within a page, and asks for nothing of it again', async () => {
      let limited = 2;
      server.fault = ({ path: asked }) => {
        if (!asked.includes('/issues/102/') || limited === 0) return null;
        limited -= 1;
        const reset = String(Math.ceil(Date.now() / 1_000));
        const headers = { 'x-sentry-rate-limit-remaining': '0', 'x-sentry-rate-limit-reset': reset };
        return { status: 429, headers, json: { detail: 'slow down' } };
      };
      await start();
      expect(await over()).toMatchObject({ status: 'done', issues: 5, events: 4 });
      expect(server.calls.filter(({ path: asked }) => asked.includes('/issues/101/'))).toHaveLength(1);
      expect(server.calls.filter(({ path: asked }) => asked.includes('/issues/102/'))).toHaveLength(3);
      expect(sentIds()).toHaveLength(4);
    });

    it('that failed for good says why, and goes on where it was', async () => {
      server.fault = ({ query }) =>
        query.get('cursor') === '0:4:0' ? { status: 403, json: { detail: 'no permission' } } : null;
      await start();
      expect(await over()).toMatchObject({ status: 'failed', cursor: '0:4:0', issues: 4, events: 3 });
      const before = server.calls.length;
      server.fault = null;
      await start();
      expect(await over()).toMatchObject({ status: 'done', issues: 5, events: 4, error: null });
      expect(server.calls.slice(before).map(({ query }) => query.get('cursor'))[0]).toBe('0:4:0');
    });

    it('repeats a page when it was killed in it; the collector knows the events', async () => {
      const { intake } = hub().parts;
      const { send } = intake;
      let left = 1;
      Object.assign(intake, {
        send: async (projectId: number, event: Record<string, unknown>) => {
          await send(projectId, event);
          left -= 1;
          if (left === 0) throw new ProviderError({ status: null, retryable: true, message: 'killed' });
        },
      });
      await start();
      expect(await over()).toMatchObject({ status: 'done', issues: 5, events: 4 });
      Object.assign(intake, { send });
      expect(sentIds()).toHaveLength(5);
      expect(new Set(sentIds()).size).toBe(4);
    });

    it('without a token says that it needs one', async () => {
      await hub().fixture.sql`DELETE FROM integrations`;
      integration = await hub().connect({
        kind: 'sentry',
        name: 'Sentry',
        settings: { organization: 'acme', project: 'shop', url: server.url },
        credentials: {},
      });
      await start();
      expect(await over()).toMatchObject({ status: 'failed', error: expect.stringContaining('token') });
    });

    it('tests what the token opens', async () => {
      expect((await hub().post(`${path()}/test`)).json()).toEqual({ ok: true, detail: 'acme/shop' });
    });

    const receive = (resource: string, body: object) => {
      const text = JSON.stringify({ installation: { uuid: randomUUID() }, actor: { name: 'Bea' }, ...body });
      return hub().receive(pathOf(integration), text, {
        'request-id': randomUUID(),
        'sentry-hook-resource': resource,
        'sentry-hook-signature': sha256(SECRET, text),
      });
    };

    it('sends errors, alerts and new issues, and all of them arrive', async () => {
      const event = {
        event_id: ids[0],
        issue_id: '101',
        platform: 'javascript',
        level: 'warning',
        datetime: '2026-11-25T21:06:17.403000Z',
        tags: [['browser', 'Chrome 75.0.3770']],
        exception: { values: [{ type: 'ReferenceError', value: 'heck is not defined' }] },
      };
      await receive('error', { action: 'created', data: { error: event } });
      await receive('event_alert', { action: 'triggered', data: { event: { ...event, event_id: ids[1] } } });
      await receive('issue', { action: 'created', data: { issue: { id: '103', title: 'Broken' } } });
      expect(sentIds()).toEqual([ids[0], ids[1], ids[2]]);
      expect(hub().sent[0]).toMatchObject({
        level: 'warning',
        timestamp: '2026-11-25T21:06:17.403000Z',
        tags: [
          ['browser', 'Chrome 75.0.3770'],
          ['sentry_issue', '101'],
        ],
      });
    });

    it('resolves, archives and reopens the issue that has its events', async () => {
      const issue = await hub().newIssue();
      const fingerprint = randomUUID();
      const { backends, sql } = hub().fixture;
      await sql`INSERT INTO issue_fingerprints (project_id, fingerprint, issue_id, origin_issue_id, version)
        VALUES (${OWN_PROJECT}, ${fingerprint}, ${issue.id}, ${issue.id}, 'v1')`;
      const eventId = randomUUID().replaceAll('-', '');
      const tags = [['sentry_issue', '909']] as const;
      await backends.events.insert([
        placedEvent({ pos: 9_000, eventId, fingerprint, tags, projectId: OWN_PROJECT }),
      ]);
      const move = (action: string) => receive('issue', { action, data: { issue: { id: '909' }, action } });
      await move('resolved');
      expect(await hub().issue(issue.id)).toMatchObject({ status: 'resolved', resolved_by: 'sentry:Bea' });
      await move('unresolved');
      expect(await hub().issue(issue.id)).toMatchObject({ status: 'detected' });
      await move('archived');
      expect(await hub().issue(issue.id)).toMatchObject({ status: 'ignored' });
      expect((await receive('issue', { action: 'resolved', data: { issue: { id: '*' } } })).status).toBe(
        'ignored',
      );
    });

    it('switches the integration off when it was uninstalled there', async () => {
      await receive('installation', { action: 'deleted', data: { installation: { slug: 'bugsage' } } });
      const found = await hub().fixture.services.integrations.get(OWN_PROJECT, integration.id);
      expect(found).toMatchObject({ enabled: false });
    });
  });
}
