import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { BugSageError } from '@bugsage/core';
import { createApi } from '../../src/api/index.ts';
import type { Fixture } from './fixture.ts';
import { INGEST_KEY } from './seed.ts';

type Health = {
  sessions: Record<string, number | null>;
  users: Record<string, number | null>;
  adoption: { sessions: number | null };
  buckets: { at: string; sessions: { total: number; crashed: number } }[];
};

export function describeHealth(fixture: () => Fixture): void {
  const get = (path: string) => fixture().call({ url: `/api/v1/projects/1/${path}`, as: 'viewer' });
  const send = async (release: string, environment: string, ends: readonly string[]) => {
    const started = new Date(Date.now() - 60_000).toISOString();
    const lines = ends.flatMap((status) => [
      '{"type":"session"}',
      JSON.stringify({ sid: randomUUID(), did: status, started, status, attrs: { release, environment } }),
    ]);
    const url = new URL(`/api/1/envelope/?sentry_key=${INGEST_KEY}`, fixture().services.collectorUrl);
    const answer = await fetch(url, { method: 'POST', body: ['{}', ...lines].join('\n') });
    expect(answer.status).toBe(200);
  };

  describe('the health of a release', () => {
    it('is told with its adoption and over time, by environment', async () => {
      const release = `web@${randomUUID()}`;
      await send(release, 'production', ['exited', 'exited', 'ok', 'crashed']);
      await send(release, 'staging', ['abnormal']);
      const healthOf = async (query: string) =>
        (await get(`releases/${release}/health?hours=24${query}`)).json<Health>();
      await expect.poll(async () => (await healthOf('')).sessions?.['total'], { timeout: 15_000 }).toBe(5);
      const all = await healthOf('');
      expect(all.sessions).toMatchObject({ healthy: 3, crashed: 1, abnormal: 1, crash_free_rate: 0.8 });
      expect(all.users).toEqual({
        total: 4,
        errored: 2,
        frozen: 0,
        crashed: 1,
        crash_free_rate: 0.75,
        frozen_rate: 0,
      });
      expect(all.adoption.sessions).toBeGreaterThan(0);
      expect(all.buckets.reduce((sum, { sessions }) => sum + sessions.total, 0)).toBe(5);
      const production = await healthOf('&environment=production');
      expect(production.sessions).toMatchObject({ total: 4, crashed: 1, crash_free_rate: 0.75 });
      const list = await get(`releases?search=${release}`);
      expect(list.json()).toMatchObject({
        releases: [
          {
            version: release,
            health: { sessions: 5, users: 4, crash_free_sessions: 0.8, crash_free_users: 0.75 },
          },
        ],
      });
    });

    it('is empty, not wrong, without sessions', async () => {
      const release = `web@${randomUUID()}`;
      await fixture().services.releases.announce({ project_id: 1, version: release });
      const health = (await get(`releases/${release}/health`)).json<Health>();
      expect(health.sessions).toMatchObject({ total: 0, crash_free_rate: null });
      expect(health.buckets.every(({ sessions }) => sessions.total === 0)).toBe(true);
      expect((await get(`releases?search=${release}`)).json()).toMatchObject({
        releases: [{ health: null }],
      });
      expect((await get(`releases/${randomUUID()}/health`)).statusCode).toBe(404);
    });

    it('costs the list of releases nothing while its store is away', async () => {
      const away = () =>
        Promise.reject(
          new BugSageError({ kind: 'unavailable', code: 'clickhouse_unavailable', message: 'x' }),
        );
      const { services, call } = fixture();
      const api = await createApi({
        ...services,
        releaseHealth: { ...services.releaseHealth, byRelease: away, ofProject: away },
      });
      const list = await call({ url: '/api/v1/projects/1/releases', as: 'viewer' }, api);
      expect(list.statusCode).toBe(200);
      await api.close();
    });
  });
}
