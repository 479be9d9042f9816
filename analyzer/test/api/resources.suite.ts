import type { BusMessage } from '@bugsage/core';
import { describe, expect, it } from 'vitest';
import type { Fixture } from './fixture.ts';
import { DIFF, EVENT_IDS, FINGERPRINT, INGEST_KEY, OTHER_EVENT_ID } from './seed.ts';

type Page = { issues: { id: string; title: string }[]; total: number };

export function describeResources(fixture: () => Fixture): void {
  const get = (path: string) => fixture().call({ url: `/api/v1/${path}`, as: 'member' });
  const issuePath = () => `issues/${fixture().ids.issue}`;

  const put = (json: unknown) =>
    fixture().call({ method: 'PUT', url: `/api/v1/${issuePath()}`, json, as: 'member' });

  describe('projects', () => {
    it('come with the DSN apps need', async () => {
      const answer = await get('projects/1');
      const dsn = `http://${INGEST_KEY}@127.0.0.1:8001/1`;
      expect(answer.json()).toMatchObject({
        id: 1,
        dsn,
        ingest_keys: [{ public_key: INGEST_KEY, dsn, enabled: true }],
      });
      expect((await get('projects')).json()).toMatchObject({ projects: [{ id: 1, name: 'Shop' }] });
    });

    it('keep what an admin changes', async () => {
      const repository = { url: 'https://git.example.com/shop.git', root: 'web', test_command: 'npm test' };
      const url = '/api/v1/projects/1';
      const changed = await fixture().call({ method: 'PUT', url, json: { repository }, as: 'admin' });
      expect([changed.statusCode, changed.json<{ repository: unknown }>().repository]).toEqual([
        200,
        repository,
      ]);
      const removed = await fixture().call({ method: 'PUT', url, json: { repository: null }, as: 'admin' });
      expect(removed.json()).toMatchObject({ repository: null, name: 'Shop' });
    });

    it('keep a quota and inbound filters', async () => {
      const url = '/api/v1/projects/1';
      const filters = { browser_noise: true, rules: [{ field: 'release', glob: 'dev-*' }] };
      const json = { events_per_minute: 600, filters };
      const changed = await fixture().call({ method: 'PUT', url, json, as: 'admin' });
      expect(changed.json()).toMatchObject({ ...json, filters: { ...filters, crawlers: false } });
      const undone = { events_per_minute: null, filters: {} };
      const restored = await fixture().call({ method: 'PUT', url, json: undone, as: 'admin' });
      expect(restored.json()).toMatchObject({
        events_per_minute: null,
        filters: { browser_noise: false, rules: [] },
      });
    });

    it('refuse a repository that would run something', async () => {
      const json = { repository: { url: 'ext::sh -c id' } };
      const answer = await fixture().call({ method: 'PUT', url: '/api/v1/projects/1', json, as: 'admin' });
      expect(answer.json()).toMatchObject({ status: 400, errors: [{ in: 'body', path: 'repository.url' }] });
    });
  });

  describe('issues', () => {
    it('are listed in pages', async () => {
      const first = (await get('issues?limit=1')).json<Page>();
      expect(first).toMatchObject({ total: 2, page: 1, size: 1, pages: 2 });
      const second = (await get('issues?limit=1&skip=1')).json<Page>();
      expect(second).toMatchObject({ total: 2, page: 2 });
      expect(new Set([...first.issues, ...second.issues].map(({ id }) => id)).size).toBe(2);
      expect((await get('errors?limit=1')).body).toBe((await get('issues?limit=1')).body);
    });

    it.each([
      ['severity=high', 2],
      ['severity=low', 0],
      ['status=detected', 2],
      ['source=sentry', 2],
      ['source=otlp', 0],
      ['project_id=1', 2],
      ['search=RangeError', 1],
      ['search=cart%20is%20100%25', 1],
      ['search=%25', 1],
      ['query=is:unresolved', 2],
      ['query=!RangeError%20has:release', 1],
      ['query=assignee:me', 0],
      ["search='%20OR%201%3D1--", 0],
      ['search=_', 0],
      ['date_from=2000-01-01', 2],
      ['date_to=2000-01-01', 0],
      ['date_from=2000-01-01T00:00:00%2B02:00&sort=event_count&status=detected', 2],
    ])('are filtered by %s', async (query, total) => {
      const answer = await get(`issues?${query}`);
      expect([answer.statusCode, answer.json<Page>().total]).toEqual([200, total]);
    });

    it.each([
      ['unknown=1', 'unknown'],
      ['limit=0', 'limit'],
      ['limit=1001', 'limit'],
      ['limit=1e9', 'limit'],
      ['limit=1&limit=2', 'limit'],
      ['skip=-1', 'skip'],
      ['skip=1.5', 'skip'],
      ['status=done', 'status'],
      ['sort=title;DROP', 'sort'],
      ['project_id=x', 'project_id'],
      ['project_id=99999999999', 'project_id'],
      ['date_from=yesterday', 'date_from'],
      ['search=%00', 'search'],
      [`search=${'a'.repeat(201)}`, 'search'],
    ])('refuse the query %s', async (query, path) => {
      const answer = await get(`issues?${query}`);
      expect(answer.json()).toMatchObject({
        status: 400,
        code: 'invalid_request',
        errors: [{ in: 'query', path }],
      });
    });

    it('are changed by people, along the transition table', async () => {
      const resolved = await put({
        status: 'resolved',
        resolved_in_release: '2.0.0',
        assignee: 'a@acme.example',
      });
      expect(resolved.json()).toMatchObject({
        status: 'resolved',
        resolved_by: 'member@acme.example',
        assignee: 'a@acme.example',
      });
      const refused = await put({ status: 'fixing' });
      expect(refused.json()).toMatchObject({ status: 409, code: 'invalid_transition' });
      expect((await put({ status: 'detected' })).json()).toMatchObject({
        status: 'detected',
        resolved_at: null,
      });
    });

    it.each([
      [{}],
      [{ event_count: 0 }],
      [{ project_id: 2 }],
      [{ substatus: 'new' }],
      [{ title: '' }],
      [{ title: 'a\u0000b' }],
      [{ ignored_until: 'tomorrow' }],
      [[]],
      [null],
      ['text'],
    ])('refuse the change %j', async (json) => {
      const answer = await fixture().call({
        method: 'PUT',
        url: `/api/v1/${issuePath()}`,
        json,
        as: 'member',
      });
      expect(answer.json()).toMatchObject({ status: 400, code: 'invalid_request' });
    });

    it('are counted in the summary, of one project or all', async () => {
      const summary = (await get('issues/statistics/summary?days=7')).json();
      expect(summary).toMatchObject({
        days: 7,
        total_issues: 2,
        total_events: 4,
        fixes_by_status: { ready: 1 },
      });
      expect((await get('issues/statistics/summary?days=7&project_id=1')).json()).toEqual(summary);
    });
  });

  describe('events', () => {
    it('are listed newest first and paged', async () => {
      const first = (await get(`${issuePath()}/events?limit=2`)).json<{
        events: { event_id: string }[];
        next_before: number;
      }>();
      expect(first.events.map((row) => row.event_id)).toEqual([EVENT_IDS[2], EVENT_IDS[1]]);
      const second = (await get(`${issuePath()}/events?limit=2&before=${first.next_before}`)).json();
      expect(second).toMatchObject({ events: [{ event_id: EVENT_IDS[0] }], next_before: null });
    });

    it('are shown whole, by id or as the latest', async () => {
      const one = await get(`${issuePath()}/events/${EVENT_IDS[0]}`);
      expect(one.json()).toMatchObject({
        event: { event_id: EVENT_IDS[0] },
        grouping: { fingerprint: FINGERPRINT },
      });
      expect((await get(`${issuePath()}/events/latest`)).json()).toMatchObject({
        event: { event_id: EVENT_IDS[2] },
      });
    });

    it('are not shown below an issue they are not in', async () => {
      const answer = await get(`${issuePath()}/events/${OTHER_EVENT_ID}`);
      expect(answer.json()).toMatchObject({ status: 404, code: 'event_not_found' });
      expect((await get(`${issuePath()}/events/not-an-id`)).statusCode).toBe(400);
    });

    it('explain their grouping, tags and times', async () => {
      expect((await get(`${issuePath()}/grouping`)).json()).toMatchObject({
        event_id: EVENT_IDS[2],
        fingerprints: [{ fingerprint: FINGERPRINT }],
        grouping: { version: 'bs1' },
      });
      const { tags } = (await get(`${issuePath()}/tags`)).json<{ tags: unknown[] }>();
      expect(tags).toContainEqual({ key: 'browser', values: [{ value: 'Chrome', count: 3 }] });
      for (const [path, count] of [
        [`${issuePath()}/timeline?hours=2`, 3],
        ['analytics/timeline?days=1', 4],
      ] as const) {
        const series = (await get(path)).json<{
          bucket_seconds: number;
          buckets: { at: string; count: number }[];
        }>();
        expect(series.buckets.reduce((sum, bucket) => sum + bucket.count, 0)).toBe(count);
        expect(series.buckets.length).toBeGreaterThan(50);
      }
    });
  });

  describe('analyses and fixes', () => {
    it('an analysis is asked for over the bus', async () => {
      const { bus } = fixture().services;
      const seen = Promise.withResolvers<BusMessage>();
      const subscription = await bus.consume({
        consumer: 'analysis-asked-for',
        subjects: ['analysis.requested'],
        deliveriesMax: 1,
        leaseMs: 10_000,
        concurrency: 1,
        handle: async ({ message }) => {
          if (message.subject === 'analysis.requested' && message.payload.force) seen.resolve(message);
          return { kind: 'done' };
        },
      });
      const url = `/api/v1/${issuePath()}/analyze`;
      const answer = await fixture().call({ method: 'POST', url, json: { force: true }, as: 'member' });
      expect([answer.statusCode, answer.headers.location]).toEqual([202, `/api/v1/${issuePath()}/analysis`]);
      expect((await seen.promise).payload).toMatchObject({ issue_id: fixture().ids.issue, force: true });
      await subscription.stop();
      expect((await fixture().call({ method: 'POST', url, as: 'member' })).statusCode).toBe(202);
    });

    it('the newest analysis is shown, 404 until there is one', async () => {
      expect((await get(`${issuePath()}/analysis`)).json()).toMatchObject({ confidence_score: 0.9 });
      const { issues } = (await get('issues?search=RangeError')).json<Page>();
      const missing = await get(`issues/${issues[0]?.id}/analysis`);
      expect(missing.json()).toMatchObject({ status: 404, code: 'analysis_not_found' });
    });

    it('fixes are listed, shown and downloaded', async () => {
      const { fix, issue } = fixture().ids;
      expect((await get(`fixes?issue_id=${issue}&status=ready`)).json()).toMatchObject({
        total: 1,
        fixes: [{ id: fix }],
      });
      expect((await get(`fixes/${fix}`)).json()).toMatchObject({ id: fix, code_diff: DIFF });
      const patch = await get(`fixes/${fix}/patch`);
      expect(patch.body).toContain('Subject: [PATCH] Guard x\n');
      expect(patch.body).toContain(DIFF);
      expect(patch.headers['content-type']).toBe('text/x-diff; charset=utf-8');
      expect(patch.headers['content-disposition']).toBe(`attachment; filename="bugsage-${fix}.patch"`);
    });

    it('a review says who and when', async () => {
      const url = `/api/v1/fixes/${fixture().ids.fix}/review`;
      const json = { approved: false, notes: 'The cart is never empty.' };
      const answer = await fixture().call({ method: 'POST', url, json, as: 'admin' });
      expect(answer.json()).toMatchObject({
        review_approved: false,
        review_notes: json.notes,
        reviewed_by: 'admin@acme.example',
        reviewed_at: expect.any(String),
      });
    });

    it('a new fix is pending; it cannot be reviewed and has no patch', async () => {
      const { issues } = (await get('issues?search=RangeError')).json<Page>();
      const json = { issue_id: issues[0]?.id };
      const created = await fixture().call({ method: 'POST', url: '/api/v1/fixes', json, as: 'member' });
      expect(created.json()).toMatchObject({
        status: 'pending',
        type: 'manual',
        title: 'Fix for RangeError: other',
      });
      expect(created.statusCode).toBe(202);
      const { id } = created.json<{ id: string }>();
      expect(created.headers.location).toBe(`/api/v1/fixes/${id}`);
      const again = await fixture().call({ method: 'POST', url: '/api/v1/fixes', json, as: 'member' });
      expect(again.json()).toMatchObject({ id });
      const review = {
        method: 'POST',
        url: `/api/v1/fixes/${id}/review`,
        json: { approved: true },
        as: 'member',
      } as const;
      expect((await fixture().call(review)).json()).toMatchObject({
        status: 409,
        code: 'fix_not_reviewable',
      });
      expect((await get(`fixes/${id}/patch`)).json()).toMatchObject({ status: 404, code: 'patch_not_found' });
    });
  });
}
