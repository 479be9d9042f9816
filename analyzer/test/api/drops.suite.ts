import { describe, expect, it } from 'vitest';
import type { Fixture } from './fixture.ts';

const HOUR_MS = 3_600_000;

export function describeDrops(fixture: () => Fixture): void {
  describe('what was dropped', () => {
    it('is told by hour and reason, as far back as asked, to people of the project', async () => {
      const { drops } = fixture().services;
      const hour = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
      const long = { project_id: 1, hour: hour - 30 * HOUR_MS, reason: 'too_large', events: 2 } as const;
      await drops.add([long, { project_id: 1, hour, reason: 'rate_limited_project', events: 7 }]);
      const ask = async (query: string) => {
        const answer = await fixture().call({ url: `/api/v1/projects/1/drops${query}`, as: 'viewer' });
        return answer.json<{ drops: { reason: string; events: number }[] }>().drops;
      };
      expect(await ask('')).toEqual([
        {
          hour: new Date(hour).toISOString(),
          reason: 'rate_limited_project',
          explanation: 'The quota of the project was used up; the client was told how long to wait.',
          events: 7,
        },
      ]);
      expect((await ask('?hours=48')).map(({ reason }) => reason)).toEqual([
        'too_large',
        'rate_limited_project',
      ]);
    });

    it('a rule needs what its trigger compares with, and only that', async () => {
      const body = { name: 'Jump', triggers: ['velocity'] };
      const answer = await fixture().call({
        method: 'POST',
        url: '/api/v1/projects/1/alerts',
        json: { ...body, channel_ids: ['00000000-0000-4000-8000-000000000000'] },
        as: 'member',
      });
      expect(answer.statusCode).toBe(400);
      expect(JSON.stringify(answer.json())).toContain('velocity');
    });
  });
}
