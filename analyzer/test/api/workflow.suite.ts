import { describe, expect, it } from 'vitest';
import { placedEvent } from '../../../packages/backends/src/testing/placed-event.ts';
import type { Fixture } from './fixture.ts';

const MISSING = '00000000-0000-4000-8000-000000000000';

export function describeWorkflow(fixture: () => Fixture): void {
  const get = (path: string) => fixture().call({ url: `/api/v1/${path}`, as: 'viewer' });
  const post = (path: string, json: unknown) =>
    fixture().call({ method: 'POST', url: `/api/v1/${path}`, json, as: 'member' });

  describe('working on issues', () => {
    it('people write below an issue, and the history tells so', async () => {
      const path = `issues/${fixture().ids.issue}`;
      const added = await post(`${path}/comments`, { body: '  Seen in the cart.  ' });
      expect([added.statusCode, added.json()]).toMatchObject([
        201,
        { author: 'member@acme.example', body: 'Seen in the cart.', edited_at: null },
      ]);
      const { comments, total } = (await get(`${path}/comments`)).json<{
        comments: unknown[];
        total: number;
      }>();
      expect(comments.at(-1)).toEqual(added.json());
      expect(total).toBe(comments.length);
      const history = await get(`${path}/activity?limit=1`);
      expect(history.json()).toMatchObject({
        activity: [{ kind: 'commented', actor: 'member@acme.example', issue_id: fixture().ids.issue }],
        next_before: expect.any(Number),
      });
      expect((await post(`${path}/comments`, { body: '   ' })).statusCode).toBe(400);
    });

    it('the history is read page by page down to its beginning', async () => {
      const path = `issues/${fixture().ids.issue}/activity`;
      const kinds: string[] = [];
      let before: number | null = null;
      do {
        const answer = await get(`${path}?limit=3${before === null ? '' : `&before=${before}`}`);
        const page = answer.json<{ activity: { kind: string }[]; next_before: number | null }>();
        kinds.push(...page.activity.map(({ kind }) => kind));
        before = page.next_before;
      } while (before !== null);
      expect(kinds.at(-1)).toBe('created');
      expect(kinds.filter((kind) => kind === 'created')).toHaveLength(1);
    });

    it('many issues are changed at once, and what their state forbids is said', async () => {
      const { issue, other } = fixture().ids;
      await post('issues/bulk', { issue_ids: [issue], change: { status: 'resolved' } });
      const mixed = await post('issues/bulk', { issue_ids: [issue, other], change: { status: 'fixing' } });
      expect(mixed.json()).toMatchObject({
        changed: [other],
        failed: [{ issue_id: issue, code: 'invalid_transition' }],
      });
      const back = await post('issues/bulk', { issue_ids: [issue, other], change: { status: 'detected' } });
      expect(back.json()).toEqual({ changed: [issue, other], failed: [] });
    });

    it('nothing is changed when one of many does not exist', async () => {
      const { issue } = fixture().ids;
      const answer = await post('issues/bulk', {
        issue_ids: [issue, MISSING],
        change: { category: 'never' },
      });
      expect(answer.statusCode).toBe(404);
      expect((await get(`issues/${issue}`)).json()).not.toMatchObject({ category: 'never' });
    });

    it.each([
      [{ status: 'resolved', resolved_in_commit: 'HEAD' }, 400, 'invalid_request'],
      [{ status: 'resolved', resolution: 'in_release' }, 400, 'invalid_resolution'],
      [{ status: 'ignored', ignored_while: { minutes: 5 } }, 400, 'invalid_request'],
      [{ ignored_while: { events: 5 } }, 409, 'condition_without_status'],
    ])('%j is refused', async (json, status, code) => {
      const url = `/api/v1/issues/${fixture().ids.issue}`;
      const answer = await fixture().call({ method: 'PUT', url, json, as: 'member' });
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code]);
    });

    it('a deleted issue is gone with its events, and the same error opens a new one', async () => {
      const { call, services, sql } = fixture();
      const fingerprint = '6'.repeat(32);
      const happen = async (pos: number): Promise<string> => {
        const event = placedEvent({ pos, eventId: String(pos).repeat(32).slice(0, 32), fingerprint });
        await services.events.insert([event]);
        await fixture().backends.ingest.commit({
          events: [event],
          deadLetters: [],
          cursor: { collector: 'deleting', incarnation: 1, from: pos === 5 ? -1 : 5, to: pos },
        });
        const [row] = await sql<{ issue_id: string }[]>`
          SELECT issue_id FROM issue_fingerprints WHERE fingerprint = ${fingerprint}`;
        return row?.issue_id ?? '';
      };
      const charted = async (query = ''): Promise<number> => {
        const { buckets } = (await get(`analytics/timeline?days=1&project_id=1${query}`)).json<{
          buckets: { count: number }[];
        }>();
        return buckets.reduce((sum, { count }) => sum + count, 0);
      };
      const before = [await charted(), await charted('&query=is')];
      const first = await happen(5);
      expect([await charted(), await charted('&query=is')]).toEqual(before.map((count) => count + 1));
      const remove = () => call({ method: 'DELETE', url: `/api/v1/issues/${first}`, as: 'admin' });
      expect((await remove()).statusCode).toBe(204);
      expect((await remove()).statusCode).toBe(404);
      expect(await services.events.getEvent(1, '5'.repeat(32))).toBeNull();
      expect([await charted(), await charted('&query=is')]).toEqual(before);
      const second = await happen(6);
      expect(second).not.toBe(first);
      const { events } = (await get(`issues/${second}/events`)).json<{ events: { event_id: string }[] }>();
      expect(events.map((event) => event.event_id)).toEqual(['6'.repeat(32)]);
      expect(
        (await call({ method: 'DELETE', url: `/api/v1/issues/${second}`, as: 'admin' })).statusCode,
      ).toBe(204);
    });

    it('a build announces a release with its commits and deploys, as often as it likes', async () => {
      const body = {
        version: '@acme/shop@7.0.0',
        url: 'https://ci.example.com/7',
        commits: [{ sha: 'abcdef1234', author_email: 'ann@acme.example', message: 'Fix the cart' }],
      };
      const path = `projects/1/releases/${encodeURIComponent(body.version)}`;
      const first = await post('projects/1/releases', body);
      expect(first.json()).toMatchObject({ announced: true, commit_sha: 'abcdef1234', new_issues: 0 });
      expect((await post('projects/1/releases', body)).json()).toEqual(first.json());
      const deploy = await post(`${path}/deploys`, { environment: 'production' });
      expect(deploy.statusCode).toBe(201);
      expect((await get(path)).json()).toMatchObject({
        version: body.version,
        commits: [{ sha: 'abcdef1234', author_name: null, message: 'Fix the cart' }],
        deploys: [deploy.json()],
      });
      const listed = (await get('projects/1/releases?search=acme')).json<{
        releases: unknown[];
        total: number;
      }>();
      expect([listed.total, listed.releases]).toEqual([1, [{ ...first.json<object>(), health: null }]]);
      const odd = { version: 'x', url: 'javascript:alert(1)' };
      expect((await post('projects/1/releases', odd)).statusCode).toBe(400);
    });
  });
}
