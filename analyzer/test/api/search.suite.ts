import { describe, expect, it } from 'vitest';
import type { Fixture } from './fixture.ts';
import { EVENT_IDS, OTHER_EVENT_ID } from './seed.ts';

type Events = {
  events: { event_id: string; issue_id: string | null; occurred_at: number }[];
  next_before: number | null;
};

export function describeSearch(fixture: () => Fixture): void {
  const get = (path: string) => fixture().call({ url: `/api/v1/${path}`, as: 'viewer' });
  const idsOf = (answer: Awaited<ReturnType<typeof get>>) =>
    answer.json<Events>().events.map((event) => event.event_id);

  describe('search of events', () => {
    it('finds events of own projects with their issue, newest first', async () => {
      const answer = await get('search/events?query=tags.browser:Chrome');
      expect(idsOf(answer)).toEqual(EVENT_IDS.toReversed());
      const { events, next_before } = answer.json<Events>();
      expect(new Set(events.map((event) => event.issue_id))).toEqual(new Set([fixture().ids.issue]));
      expect(next_before).toBeNull();
      expect(idsOf(await get('search/events'))).toContain(OTHER_EVENT_ID);
      expect(idsOf(await get('search/events'))).not.toContain('8'.repeat(32));
    });

    it('goes on where a page ended', async () => {
      const first = await get('search/events?query=tags.browser:Chrome&limit=2');
      const before = first.json<Events>().next_before;
      const rest = await get(`search/events?query=tags.browser:Chrome&limit=2&before=${before}`);
      expect([...idsOf(first), ...idsOf(rest)]).toEqual(EVENT_IDS.toReversed());
    });

    it.each([
      ['search/events?query=colour:red', 'there is no field \\"colour\\"'],
      ['issues?query=is:open', '\\"is:open\\" is not known. Allowed: unresolved'],
      ['search/events?query=%22open', 'no closing quote'],
      ['analytics/timeline?query=level:loud', '\\"level\\" is one of debug'],
    ])('%s is refused with what is allowed', async (path, words) => {
      const answer = await get(path);
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([400, 'invalid_search']);
      expect(answer.body).toContain(words);
    });
  });

  describe('analytics', () => {
    it('count what a search finds', async () => {
      const totalOf = async (path: string) => {
        const { buckets } = (await get(path)).json<{ buckets: { count: number }[] }>();
        return buckets.reduce((sum, { count }) => sum + count, 0);
      };
      expect(await totalOf('analytics/timeline?query=RangeError')).toBe(1);
      expect(await totalOf('analytics/timeline?query=tags.browser:Chrome')).toBe(EVENT_IDS.length);
    });

    it('list the most frequent values', async () => {
      expect((await get('analytics/top?by=tags.browser')).json()).toEqual({
        by: 'tags.browser',
        values: [{ value: 'Chrome', count: 3, users: 0 }],
      });
      expect((await get('analytics/top?by=payload')).statusCode).toBe(400);
    });
  });
}
