import { randomUUID } from 'node:crypto';
import type { Issue } from '@bugsage/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  jiraJson,
  jiraRoutes,
  touch,
  type JiraState,
  type JiraTicket,
} from '../../../packages/backends/src/testing/jira-routes.ts';
import {
  startProviderServer,
  type ProviderServer,
} from '../../../packages/backends/src/testing/provider-server.ts';
import { OWN_PROJECT } from '../api/seed.ts';
import { pathOf, sha256, type CreatedIntegration, type Hub } from './hub.ts';

const ROOT = '/rest/api/3/issue';

export function describeJira(hub: () => Hub): void {
  describe('jira', () => {
    let server: ProviderServer;
    let state: JiraState;
    let integration: CreatedIntegration;
    let issue: Issue;

    beforeEach(async () => {
      state = { tickets: [], now: Date.now };
      server = await startProviderServer(jiraRoutes(state, 'bot@acme.example:secret-of-jira'));
      integration = await hub().connect({
        kind: 'jira',
        name: 'Shop in Jira',
        settings: {
          url: server.url,
          project: 'SHOP',
          status_map: { 'In Progress': 'fixing', 'In Review': 'fixing', "Won't Do": 'ignored' },
          outgoing_status: { ignored: "Won't Do" },
        },
        credentials: { email: 'bot@acme.example', api_token: 'secret-of-jira' },
      });
      issue = await hub().newIssue();
    });
    afterEach(async () => {
      await hub().settled();
      await server.stop();
      await hub().fixture.sql`DELETE FROM integrations`;
    });

    const ask = () => hub().post(`issues/${issue.id}/links`, { integration_id: integration.id });
    const linked = async (): Promise<JiraTicket> => {
      await ask();
      await hub().runOnce();
      const [ticket] = state.tickets;
      if (ticket === undefined) throw new Error('No ticket was made.');
      server.calls.length = 0;
      return ticket;
    };
    const send = (body: object) => {
      const text = JSON.stringify({ timestamp: Date.now(), ...body });
      return hub().receive(pathOf(integration), text, {
        'x-atlassian-webhook-identifier': randomUUID(),
        'x-hub-signature': `sha256=${sha256(integration.webhook_secret, text)}`,
      });
    };
    const updated = (ticket: JiraTicket, field: 'status' | 'priority' | 'summary') =>
      send({
        webhookEvent: 'jira:issue_updated',
        issue_event_type_name: 'issue_generic',
        user: { accountId: '5b11', displayName: 'Bea' },
        issue: jiraJson(ticket),
        changelog: { id: '10100', items: [{ field, fieldtype: 'jira', fromString: 'x', toString: 'y' }] },
      });
    const move = async (ticket: JiraTicket, status: string) => {
      ticket.status = status;
      touch(state, ticket);
      return updated(ticket, 'status');
    };
    const here = async () => hub().issue(issue.id);

    it('gets one ticket with the priority of the severity, also when the answer got lost', async () => {
      await ask();
      server.fault = ({ method, path }) => (method === 'POST' && path === ROOT ? 'cut_after' : null);
      await hub().runOnce();
      server.fault = null;
      await hub().skipPauses();
      await hub().runOnce();
      await hub().runOnce();
      expect(state.tickets).toMatchObject([{ key: 'SHOP-1', summary: issue.title, priority: 'High' }]);
      expect((await hub().links(issue.id))[0]).toMatchObject({
        state: 'linked',
        key: 'SHOP-1',
        url: `${server.url}/browse/SHOP-1`,
        status: 'To Do',
      });
    });

    it('goes to Done with a comment when the issue is resolved here, and its echo does nothing', async () => {
      const ticket = await linked();
      await hub().put(issue.id, { status: 'resolved' });
      await hub().runOnce();
      expect(ticket.status).toBe('Done');
      expect(server.writes()).toEqual([`POST ${ROOT}/SHOP-1/comment`, `POST ${ROOT}/SHOP-1/transitions`]);
      expect(JSON.stringify(ticket.comments)).toContain('Resolved in BugSage');
      expect((await updated(ticket, 'status')).status).toBe('ignored');
      await hub().runOnce();
      expect(server.writes()).toHaveLength(2);
    });

    it('is commented once when the transition fails after the comment', async () => {
      const ticket = await linked();
      await hub().put(issue.id, { status: 'resolved' });
      server.fault = ({ method, path }) =>
        method === 'POST' && path.endsWith('/transitions') ? { status: 500 } : null;
      await hub().runOnce();
      expect(ticket.comments).toHaveLength(1);
      server.fault = null;
      await hub().skipPauses();
      await hub().runOnce();
      expect([ticket.status, ticket.comments.length]).toEqual(['Done', 1]);
    });

    it('maps many statuses to one, and puts none back', async () => {
      const ticket = await linked();
      await move(ticket, 'In Progress');
      expect(await here()).toMatchObject({ status: 'fixing' });
      expect((await move(ticket, 'In Review')).status).toBe('ignored');
      await hub().runOnce();
      expect([ticket.status, server.writes()]).toEqual(['In Review', []]);
      // The analyzer's own moves are no news over there.
      await hub().put(issue.id, { status: 'detected' });
      await hub().runOnce();
      expect([ticket.status, server.writes()]).toEqual(['In Review', []]);
      await move(ticket, "Won't Do");
      expect(await here()).toMatchObject({ status: 'ignored' });
      await move(ticket, 'In Progress');
      expect(await here()).toMatchObject({ status: 'fixing' });
      await move(ticket, 'Done');
      expect(await here()).toMatchObject({ status: 'resolved', resolved_by: 'jira:Bea' });
      await hub().runOnce();
      expect(server.writes()).toEqual([]);
    });

    it('goes where outgoing_status says, and says which way there is none', async () => {
      const ticket = await linked();
      await hub().put(issue.id, { status: 'ignored' });
      await hub().runOnce();
      expect(ticket.status).toBe("Won't Do");
      await hub().put(issue.id, { status: 'detected' });
      await hub().runOnce();
      expect(ticket.status).toBe('To Do');
      server.fault = ({ method, path }) =>
        method === 'GET' && path.endsWith('/transitions') ? { status: 200, json: { transitions: [] } } : null;
      await hub().put(issue.id, { status: 'resolved' });
      await hub().runOnce();
      expect((await hub().links(issue.id))[0]?.error).toContain('leads to "Done"');
    });

    it('shares the priority, as a severity', async () => {
      const ticket = await linked();
      await hub().put(issue.id, { severity: 'low' });
      await hub().runOnce();
      expect([ticket.priority, server.writes()]).toEqual(['Low', [`PUT ${ROOT}/SHOP-1`]]);
      ticket.priority = 'Lowest';
      touch(state, ticket);
      expect((await updated(ticket, 'priority')).status).toBe('ignored');
      ticket.priority = 'Highest';
      touch(state, ticket);
      await updated(ticket, 'priority');
      expect(await here()).toMatchObject({ severity: 'critical' });
      await hub().runOnce();
      expect(server.writes()).toHaveLength(1);
    });

    it('shares comments, each once', async () => {
      const ticket = await linked();
      await hub().post(`issues/${issue.id}/comments`, { body: 'Seen in *Safari*.' });
      await hub().runOnce();
      const [ours] = ticket.comments;
      const said = (comment: object) =>
        send({ webhookEvent: 'comment_created', issue: { id: '10000', key: 'SHOP-1' }, comment });
      const author = { displayName: 'Bea' };
      expect((await said({ ...ours, author })).status).toBe('ignored');
      await said({ id: '777', body: 'Plain words.', author });
      await said({ id: '777', body: 'Plain words.', author, updated: 'later' });
      const { comments } = await hub().fixture.services.comments.list(issue.id, { skip: 0, limit: 10 });
      expect(comments.map(({ author: by, body }) => [by.split('@')[0], body])).toEqual([
        ['admin', 'Seen in *Safari*.'],
        ['jira:Bea', 'Plain words.'],
      ]);
      await hub().runOnce();
      expect(ticket.comments).toHaveLength(1);
    });

    it('forgets the link of a deleted ticket, and hears nothing of other projects', async () => {
      const ticket = await linked();
      const other = { ...jiraJson(ticket), key: 'OTHER-1' };
      expect((await send({ webhookEvent: 'jira:issue_deleted', issue: other })).status).toBe('ignored');
      await send({ webhookEvent: 'jira:issue_deleted', issue: jiraJson(ticket) });
      expect(await hub().links(issue.id)).toEqual([]);
    });

    it('is asked to wait, and waits', async () => {
      await ask();
      server.fault = () => ({ status: 429, headers: { 'retry-after': '120' } });
      await hub().runOnce();
      const [task] = await hub().fixture.sql<{ wait: number }[]>`
        SELECT extract(epoch FROM next_attempt_at - now())::int AS wait FROM integration_tasks WHERE status = 'pending'`;
      expect(task?.wait).toBeGreaterThan(110);
    });

    it('says who we are when tested', async () => {
      const path = `projects/${OWN_PROJECT}/integrations/${integration.id}/test`;
      expect((await hub().post(path)).json()).toEqual({ ok: true, detail: 'Shop (SHOP) as Shop Bot' });
    });
  });
}
