import { describe, expect, it } from 'vitest';
import type { Fixture } from './fixture.ts';
import { EVENT_IDS, FINGERPRINT, OTHER_EVENT_ID, OTHER_FINGERPRINT } from './seed.ts';

export function describeGrouping(fixture: () => Fixture): void {
  describe('merging issues', () => {
    const post = (path: string, json: unknown) =>
      fixture().call({ method: 'POST', url: `/api/v1/issues/${path}`, json, as: 'member' });
    const get = async (path: string) =>
      (await fixture().call({ url: `/api/v1/issues/${path}`, as: 'viewer' })).json();

    it('joins events, keeps the old link, and tells who did it and why', async () => {
      const { issue, other } = fixture().ids;
      const [before, otherBefore] = [await get(issue), await get(other)];
      const merged = await post(`${issue}/merge`, { issue_ids: [other], reason: 'one cause' });
      expect(merged.json()).toMatchObject({ id: issue, event_count: 4 });
      expect(await get(other)).toMatchObject({ id: issue, event_count: 4 });
      expect(
        (await get(`${issue}/events`)).events.map((row: { event_id: string }) => row.event_id),
      ).toContain(OTHER_EVENT_ID);
      const grouping = await get(`${issue}/grouping?event_id=${OTHER_EVENT_ID}`);
      expect(grouping).toMatchObject({
        event_id: OTHER_EVENT_ID,
        grouping: { fingerprint: OTHER_FINGERPRINT },
        merged: [{ id: other, merged_into: issue }],
      });
      expect(grouping.history[0]).toMatchObject({
        action: 'merged',
        actor: 'member@acme.example',
        from_issue: other,
        to_issue: issue,
        reason: 'one cause',
      });
      const back = await post(`${other}/unmerge`, { issue_id: other });
      expect(back.json()).toMatchObject({ id: other, event_count: 1 });
      const withoutTime = (answer: Record<string, unknown>) => ({ ...answer, updated_at: '' });
      expect([withoutTime(await get(issue)), withoutTime(await get(other))]).toEqual([
        withoutTime(before),
        withoutTime(otherBefore),
      ]);
      expect(await get(`${issue}/grouping`)).toMatchObject({
        event_id: EVENT_IDS.at(-1),
        fingerprints: [{ fingerprint: FINGERPRINT, event_count: 3 }],
        merged: [],
      });
    });

    it('says what is wrong with a request', async () => {
      const { issue, other } = fixture().ids;
      expect((await post(`${issue}/unmerge`, { issue_id: other })).json()).toMatchObject({
        status: 409,
        code: 'not_merged',
      });
      expect((await post(`${issue}/unmerge`, { fingerprints: [FINGERPRINT] })).json()).toMatchObject({
        status: 409,
        code: 'nothing_left',
      });
      expect((await post(`${issue}/unmerge`, {})).statusCode).toBe(400);
      expect((await post(`${issue}/merge`, { issue_ids: [issue] })).json()).toMatchObject({
        code: 'same_issue',
      });
      const unknown = '00000000-0000-4000-8000-000000000000';
      expect((await post(`${issue}/merge`, { issue_ids: [unknown] })).statusCode).toBe(404);
    });
  });

  describe('grouping rules', () => {
    const call = (method: 'POST' | 'PUT', path: string, json: unknown) =>
      fixture().call({ method, url: `/api/v1/projects/1/grouping-rules${path}`, json, as: 'admin' });

    it('name each wrong line', async () => {
      const answer = await call('PUT', '', {
        fingerprint_rules: 'error.type:A -> a\nnonsense\n',
        stack_trace_rules: '# fine\nfunction:x +nothing',
      });
      expect(answer.statusCode).toBe(400);
      expect(answer.json().errors.map(({ path }: { path: string }) => path)).toEqual([
        'fingerprint_rules.2',
        'stack_trace_rules.2',
      ]);
    });

    it('show what they would do before they do it, and are taken back', async () => {
      const { issue, other } = fixture().ids;
      const rule = { fingerprint_rules: 'level:error -> everything' };
      const tried = (await call('POST', '/dry-run', rule)).json();
      expect(tried).toMatchObject({ complete: true, joins: 1, splits: 0 });
      const touched = tried.issues.map((row: { issue: { id: string } }) => row.issue.id);
      // The larger issue keeps its events and takes the others.
      expect(touched).toContain(other);
      expect(touched).not.toContain(issue);
      const applied = await call('PUT', '', { ...rule, reason: 'one bucket' });
      expect(applied.json()).toMatchObject({
        current: { fingerprint_rules: rule.fingerprint_rules, created_by: 'admin@acme.example' },
      });
      expect((await call('POST', '/rollback', {})).json()).toMatchObject({ current: null });
      expect((await call('POST', '/rollback', {})).json()).toMatchObject({ code: 'no_grouping_rules' });
    });
  });
}
