import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import pino from 'pino';
import { describe, expect, it } from 'vitest';
import { createApi } from '../../src/api/index.ts';
import type { Fixture } from './fixture.ts';
import { newPerson } from './fresh-resources.ts';

/** What would be run if any of it became a part of a statement. */
const INJECTIONS = [
  "' OR 1=1--",
  '{x:UInt32}',
  '`title`',
  "x') FORMAT JSON --",
  "x' INTO OUTFILE '/tmp/x",
  "url('http://169.254.169.254/')",
  "file('/etc/passwd')",
  'sleep(3)',
  'system.tables',
  "'; DROP TABLE issues; --",
  '$1',
  '\\',
  '%',
];

/** Bad inputs of the REST API by their numbers in the list; those of other suites are named in bad-inputs.test.ts. */
export function describeBadInputs(fixture: () => Fixture): void {
  const get = (path: string) => fixture().call({ url: `/api/v1/${path}`, as: 'viewer' });
  const status = async (path: string): Promise<number> => (await get(path)).statusCode;

  describe('bad inputs of the API', () => {
    it.each([
      'issues?limit=1e9',
      'issues?limit=1001',
      'issues?limit=0',
      'issues?skip=-1',
      'issues?skip=1e300',
      'issues?limit=1&limit=2',
      'search/events?limit=101',
      'search/events?before=forged',
      `search/events?before=1764127000123_${'g'.repeat(32)}`,
      `search/events?before=99999999999999_${'a'.repeat(32)}`,
      `search/events?before=1764127000123_${'a'.repeat(32)}_99999999999`,
      'search/events?before=-1',
      'exports/issues?limit=1e9',
      'analytics/top?limit=51',
    ])('66: %s is refused', async (path) => {
      expect(await status(path)).toBe(400);
    });

    it('66: many requests in one body are no request', async () => {
      const json = [{ url: '/api/v1/issues' }, { url: '/api/v1/issues' }];
      const answer = await fixture().call({ method: 'POST', url: '/api/v1/issues', json, as: 'member' });
      expect(answer.statusCode).toBe(400);
    });

    it('68: the DSN of an organization that is deleted takes nothing any more', async () => {
      const { services, call, sql } = fixture();
      const owner = await newPerson(fixture(), null);
      const organization = await services.organizations.create({
        name: `Gone ${randomUUID()}`,
        ownerId: owner.id,
      });
      const project = await services.projects.create({ organizationId: organization.id, name: 'Gone' });
      const [key] = await sql<
        { public_key: string }[]
      >`SELECT public_key FROM ingest_keys WHERE project_id = ${project.id}`;
      const send = async (): Promise<number> => {
        const path = `/api/${project.id}/store/?sentry_key=${key?.public_key}`;
        const url = new URL(path, services.collectorUrl);
        return (await fetch(url, { method: 'POST', body: '{"message":"m"}' })).status;
      };
      expect(await send()).toBe(200);
      const headers = { authorization: `Bearer ${owner.token}` };
      const removed = await call({
        method: 'DELETE',
        url: `/api/v1/organizations/${organization.id}`,
        headers,
      });
      expect(removed.statusCode).toBe(204);
      await expect.poll(send, { timeout: 15_000 }).toBe(403);
    });

    it.each(INJECTIONS)('69: %j is text wherever it stands', async (text) => {
      const value = encodeURIComponent(text);
      const quoted = encodeURIComponent(`"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`);
      for (const path of [
        'issues',
        'search/events',
        'exports/events',
        'analytics/timeline',
        'analytics/tags',
      ]) {
        expect([path, await status(`${path}?query=title:${quoted}`)]).toEqual([path, 200]);
        expect([
          path,
          await status(`${path}?query=tags.${encodeURIComponent(text.replaceAll(/\W/g, '_'))}:${quoted}`),
        ]).toEqual([path, 200]);
      }
      expect(await status(`issues?search=${value}`)).toBe(200);
      expect(await status(`issues?sort=${value}`)).toBe(400);
      expect(await status(`analytics/top?by=${value}`)).toBe(400);
      // A tag may have any name; it is bound.
      expect(await status(`analytics/top?by=${encodeURIComponent(`tags.${text}`)}`)).toBe(200);
      expect(await status(`issues?${value}=1`)).toBe(400);
      expect(await status(`projects/1/releases?search=${value}`)).toBe(200);
      expect(await status(`projects/1/releases/${value}/health`)).toBe(404);
    });

    it.each([
      ['10,000 alternatives', Array(10_000).fill('a').join(' OR ')],
      ['1,000 parentheses', `${'('.repeat(1_000)}a${')'.repeat(1_000)}`],
      ['20 times 5 stars', Array(20).fill('title:*a*a*a*a*a').join(' ')],
    ])('70: a search of %s is refused or answered, quickly', async (_name, text) => {
      const startedAt = process.cpuUsage();
      expect([200, 400]).toContain(await status(`issues?query=${encodeURIComponent(text)}`));
      expect([200, 400]).toContain(await status(`search/events?query=${encodeURIComponent(text)}`));
      expect(process.cpuUsage(startedAt).user).toBeLessThan(3_000_000);
    });

    it('70: an expression that backtracks is text', async () => {
      const answer = await get(`issues?query=${encodeURIComponent('"(a+)+$"')}`);
      expect(answer.json()).toMatchObject({ total: 0 });
      expect(await status(`issues?query=${encodeURIComponent('title:~(a+)+$')}`)).toBe(200);
    });

    it('71: wildcards of LIKE mean themselves', async () => {
      const all = (await get('issues')).json<{ total: number }>().total;
      const found = (await get(`issues?search=${encodeURIComponent('%'.repeat(200))}`)).json<{
        total: number;
      }>();
      expect(found.total).toBe(0);
      expect((await get('issues?search=%25')).json<{ total: number }>().total).toBeLessThan(all);
      expect(await status(`issues?search=${encodeURIComponent('%'.repeat(201))}`)).toBe(400);
    });

    it('74: nothing of a request makes a line of the log, or moves a terminal', async () => {
      const lines: string[] = [];
      const sink = new Writable({
        write: (chunk: Buffer, _encoding, done) => {
          lines.push(chunk.toString());
          done();
        },
      });
      const hostile = '\r\n{"level":"fatal","msg":"forged"}\u001B[2J\u001B]0;title\u0007';
      const accounts = {
        ...fixture().services.accounts,
        listProjects: () => Promise.reject(new Error(hostile)),
      };
      const api = await createApi({
        ...fixture().services,
        accounts,
        logger: pino({ level: 'trace' }, sink),
      });
      const headers = { 'x-request-id': 'x\u001B[2J', 'user-agent': '\u001B]0;t\u0007' };
      const path = `/api/v1/projects?${encodeURIComponent(hostile)}`;
      await fixture().call({ url: path, as: 'viewer', headers }, api);
      await fixture().call({ url: '/api/v1/projects', as: 'viewer', headers }, api);
      await api.close();
      const text = lines.join('');
      expect(text).toContain('forged');
      const controls = text.split('').filter((character) => character < ' ' && character !== '\n');
      expect(controls).toEqual([]);
      const written = text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { msg: string });
      expect(written.filter(({ msg }) => msg === 'forged')).toEqual([]);
    });
  });
}
