import type { Issue } from '@bugsage/core';
import { array, assert, asyncProperty, constantFrom } from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jiraRoutes, type JiraState } from '../../../packages/backends/src/testing/jira-routes.ts';
import {
  startProviderServer,
  type ProviderCall,
  type ProviderRoutes,
  type ProviderServer,
} from '../../../packages/backends/src/testing/provider-server.ts';
import {
  gitHubTracker,
  gitLabTracker,
  type TrackerState,
} from '../../../packages/backends/src/testing/tracker-routes.ts';
import type { IntegrationParts } from '../../src/integrations/integration-parts.ts';
import type { CreatedIntegration, Hub } from './hub.ts';

const TOKEN = 'ghp_0123456789abcdefghij';

/** What the trackers have in common: how many issues and comments are there, and which of them are closed. */
type Tracker = {
  readonly routes: ProviderRoutes;
  readonly body: (url: string) => object;
  readonly issues: () => number;
  /** Of all issues. */
  readonly comments: () => number;
  readonly closed: () => number;
};

const TRACKERS: Readonly<Record<'github' | 'gitlab' | 'jira', () => Tracker>> = {
  github: () => {
    const state: TrackerState = { issues: [], commits: [], now: Date.now };
    const settings = (url: string) => ({ repository: 'acme/shop', api_url: url });
    const body = (url: string) => ({
      kind: 'github',
      name: 'x',
      settings: settings(url),
      credentials: { token: TOKEN },
    });
    return { routes: gitHubTracker(state, TOKEN), body, ...countsOf(state) };
  },
  gitlab: () => {
    const state: TrackerState = { issues: [], commits: [], now: Date.now };
    const settings = (url: string) => ({ project: 'acme/shop', url });
    const body = (url: string) => ({
      kind: 'gitlab',
      name: 'x',
      settings: settings(url),
      credentials: { token: TOKEN },
    });
    return { routes: gitLabTracker(state, TOKEN), body, ...countsOf(state) };
  },
  jira: () => {
    // Search never learns of what was made last.
    const state: JiraState = { tickets: [], now: Date.now, unindexed: 1 };
    return {
      routes: jiraRoutes(state, 'bot@acme.example:secret-of-jira'),
      body: (url) => ({
        kind: 'jira',
        name: 'x',
        settings: { url, project: 'SHOP' },
        credentials: { email: 'bot@acme.example', api_token: 'secret-of-jira' },
      }),
      issues: () => state.tickets.length,
      comments: () => state.tickets.flatMap(({ comments }) => comments).length,
      closed: () => state.tickets.filter(({ status }) => status === 'Done').length,
    };
  },
};

function countsOf({ issues }: TrackerState): Pick<Tracker, 'issues' | 'comments' | 'closed'> {
  return {
    issues: () => issues.length,
    comments: () => issues.flatMap(({ comments }) => comments).length,
    closed: () => issues.filter(({ isClosed }) => isClosed).length,
  };
}

const FAULTS = ['none', 'answer lost', 'refused for now', 'died before', 'died after'] as const;
type Fault = (typeof FAULTS)[number] | 'no answer';

export function describeTrackerDoubt(hub: () => Hub): void {
  describe.each(['github', 'gitlab', 'jira'] as const)('%s, of which nobody knows what it did', (kind) => {
    let server: ProviderServer;
    let tracker: Tracker;
    let integration: CreatedIntegration;
    let issue: Issue;

    beforeEach(() => begin());
    afterEach(() => end());
    const begin = async (): Promise<void> => {
      tracker = TRACKERS[kind]();
      server = await startProviderServer(tracker.routes);
      integration = await hub().connect(tracker.body(server.url));
      issue = await hub().newIssue();
    };
    const end = async (): Promise<void> => {
      await server.stop();
      await hub().fixture.sql`DELETE FROM integrations`;
    };

    const isWrite = ({ method, path }: ProviderCall): boolean =>
      method !== 'GET' && !/\/(search\/jql|bulkfetch)$/.test(path);
    const round = async (fault: Fault): Promise<void> => {
      const { parts } = hub();
      const dies = { settle: () => Promise.reject(new Error('killed')) };
      const dead: Partial<IntegrationParts> =
        fault === 'died before'
          ? { tasks: { ...parts.tasks, ...dies, begin: () => Promise.reject(new Error('killed')) } }
          : fault === 'died after'
            ? { tasks: { ...parts.tasks, ...dies } }
            : {};
      server.fault = (call) => {
        if (!isWrite(call)) return null;
        if (fault === 'answer lost') return 'cut_after';
        if (fault === 'no answer') return 'hold_after';
        return fault === 'refused for now' ? { status: 503, json: {} } : null;
      };
      await hub()
        .runOnce({ ...parts, ...dead })
        .catch((error: unknown) => {
          if (!String(error).includes('killed')) throw error;
        });
      await hub().skipPauses();
    };
    const open = () => hub().fixture.sql<{ status: string }[]>`
      SELECT status FROM integration_tasks WHERE status IN ('pending', 'sending')`;
    const untilOver = async (): Promise<void> => {
      for (let rounds = 0; rounds < 30; rounds += 1) {
        await round('none');
        if ((await open()).length === 0) return;
      }
      throw new Error('It does not end.');
    };
    const statuses = async (): Promise<string[]> =>
      (await hub().fixture.sql<{ status: string }[]>`SELECT DISTINCT status FROM integration_tasks`).map(
        ({ status }) => status,
      );
    const ask = () => hub().post(`issues/${issue.id}/links`, { integration_id: integration.id });
    const say = () => hub().post(`issues/${issue.id}/comments`, { body: 'Only in Safari.' });
    const resolve = () => hub().put(issue.id, { status: 'resolved' });

    it.each(['answer lost', 'no answer', 'refused for now', 'died before', 'died after'] as const)(
      'has one issue, one comment and one closing: %s each time',
      async (fault) => {
        await ask();
        await round(fault);
        await untilOver();
        expect(tracker.issues()).toBe(1);
        expect((await hub().links(issue.id))[0]).toMatchObject({ state: 'linked', error: null });
        await say();
        await round(fault);
        await untilOver();
        expect(tracker.comments()).toBe(1);
        await resolve();
        await round(fault);
        await untilOver();
        expect([tracker.issues(), tracker.comments(), tracker.closed()]).toEqual([1, 2, 1]);
        expect(await statuses()).toEqual(['sent']);
      },
    );

    it('is asked only when it had time to finish, and is said to be in doubt until then', async () => {
      await ask();
      const { parts } = hub();
      server.fault = (call) => (isWrite(call) ? 'cut_after' : null);
      await hub().runOnce(parts);
      const [task] = await hub().fixture.sql<{ wait: number; status: string }[]>`
        SELECT extract(epoch FROM next_attempt_at - now())::int AS wait, status FROM integration_tasks`;
      expect(task).toMatchObject({ status: 'sending' });
      expect(task?.wait).toBeGreaterThan(110);
      await untilOver();
    });

    it('is asked first when a person asks again for what may be there', async () => {
      await ask();
      await round('answer lost');
      server.fault = () => ({ status: 403, json: { message: 'no more' } });
      await hub().runOnce();
      const [link] = await hub().links(issue.id);
      expect(link).toMatchObject({ state: 'failed', error: expect.stringContaining('It may have arrived') });
      expect(await statuses()).toEqual(['unknown']);
      await ask();
      await untilOver();
      expect(tracker.issues()).toBe(1);
      expect((await hub().links(issue.id))[0]).toMatchObject({ id: link?.id, state: 'linked' });
    });

    it('ends with one of each, whatever goes wrong in whatever order', async () => {
      const faults = array(constantFrom(...FAULTS), { maxLength: 6 });
      const property = asyncProperty(faults, async (sequence) => {
        await end();
        await begin();
        await ask();
        await say();
        await resolve();
        for (const fault of sequence) await round(fault);
        await untilOver();
        expect([tracker.issues(), tracker.closed()]).toEqual([1, 1]);
        expect(tracker.comments()).toBe(2);
        expect(await statuses()).toEqual(['sent']);
      });
      await assert(property, { numRuns: 6 });
    }, 60_000);
  });
}
