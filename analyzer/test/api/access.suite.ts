import { describe, expect, it } from 'vitest';
import type { RouteRow } from '../../src/api/route-table.ts';
import type { Call, Fixture } from './fixture.ts';
import { FOREIGN_PROJECT, OWN_PROJECT, PASSWORD, type UserName } from './seed.ts';

/** A body each writing route accepts; `issue` is filled in. */
const BODIES: Readonly<Record<string, (issue: string, other: string) => unknown>> = {
  'PUT /projects/:project_id': () => ({ fix_confidence_min: 0.7 }),
  'PUT /issues/:issue_id': () => ({ category: 'cart' }),
  'PUT /errors/:issue_id': () => ({ category: 'cart' }),
  'POST /issues/:issue_id/analyze': () => ({ force: false }),
  'POST /errors/:issue_id/analyze': () => ({}),
  'POST /issues/:issue_id/merge': (_, other) => ({ issue_ids: [other] }),
  'POST /errors/:issue_id/merge': (_, other) => ({ issue_ids: [other] }),
  'POST /issues/:issue_id/unmerge': (_, other) => ({ issue_id: other, reason: 'another bug' }),
  'POST /errors/:issue_id/unmerge': (_, other) => ({ issue_id: other }),
  'POST /fixes': (issue) => ({ issue_id: issue }),
  'POST /fixes/:fix_id/review': () => ({ approved: true, notes: null }),
};

const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000';
const UNKNOWN_PROJECT = 999;

type Ids = { project: number; issue: string; other: string; fix: string };

/** Who may do what, over every route of the router. */
export function describeAccess(fixture: () => Fixture): void {
  const rows = () => fixture().api.routeTable.filter((row) => row.url.startsWith('/api'));
  const own = (): Ids => ({ project: OWN_PROJECT, ...fixture().ids });
  const unknown: Ids = { project: UNKNOWN_PROJECT, issue: UNKNOWN_ID, other: UNKNOWN_ID, fix: UNKNOWN_ID };

  const statuses = async (check: (row: RouteRow) => Promise<string>): Promise<string[]> => {
    const lines: string[] = [];
    for (const row of rows()) lines.push(`${row.method} ${row.url}: ${await check(row)}`);
    expect(lines).toHaveLength(rows().length);
    return lines;
  };

  describe('access to every route', () => {
    it('covers the router', () => {
      const { api } = fixture();
      const printed = [...api.printRoutes({ commonPrefix: false }).matchAll(/\(([A-Z, ]+)\)/g)];
      const routed = printed.flatMap(([, methods]) => (methods ?? '').split(', '));
      // The pages register their root twice, with and without slash, and announce one of the two.
      expect(api.routeTable.length + 1).toBe(routed.length);
      expect(rows().length).toBeGreaterThan(40);
    });

    it('needs a token unless the route is public', async () => {
      const answers = await statuses(async (row) => {
        const { statusCode, body } = await fixture().call(callOf(row, own()));
        if (row.access === 'public') return body.includes('missing_token') ? 'closed' : 'as declared';
        return statusCode === 401 && (row.method === 'HEAD' || body.includes('missing_token'))
          ? 'as declared'
          : 'open';
      });
      expect(answers.filter((line) => !line.endsWith('as declared'))).toEqual([]);
    });

    const roles: readonly UserName[] = ['viewer', 'member', 'admin'];
    it.each(roles)('gives a %s what the route declares, 403 beyond', async (role) => {
      const answers = await statuses(async (row) => {
        if (row.access === 'public') return 'as declared';
        const { statusCode, body } = await fixture().call({ ...callOf(row, own()), as: role });
        const isAllowed = !roles.slice(roles.indexOf(role) + 1).some((higher) => higher === row.access);
        if (isAllowed) return statusCode < 300 ? 'as declared' : `${statusCode} ${body}`;
        return statusCode === 403 && body.includes('role_too_low') ? 'as declared' : `${statusCode} ${body}`;
      });
      expect(answers.filter((line) => !line.endsWith('as declared'))).toEqual([]);
    });

    it('answers foreign ids as it answers ids that do not exist, and lists nothing foreign', async () => {
      const { call } = fixture();
      const answers = await statuses(async (row) => {
        if (row.access === 'public') return 'as declared';
        const foreign = await call({ ...callOf(row, own()), as: 'stranger' });
        if (namesResource(row)) {
          const missing = await call({ ...callOf(row, unknown), as: 'stranger' });
          const isSame = foreign.statusCode === 404 && foreign.body === missing.body;
          return isSame ? 'as declared' : `${foreign.statusCode} ${foreign.body} ${missing.body}`;
        }
        const leaks = [fixture().ids.issue, fixture().ids.fix, `"project_id":${OWN_PROJECT},`, 'Shop'];
        const leak = leaks.find((text) => foreign.body.includes(text));
        return foreign.statusCode === 200 && leak === undefined
          ? 'as declared'
          : `${foreign.statusCode} ${leak}`;
      });
      expect(answers.filter((line) => !line.endsWith('as declared'))).toEqual([]);
    });

    it.each(['/issues', '/errors', '/fixes', '/issues/statistics/summary', '/analytics/timeline'])(
      'answers 404 when %s is filtered by a foreign project, issue or one that does not exist',
      async (path) => {
        const { call } = fixture();
        const ask = (id: number) => call({ url: `/api/v1${path}?project_id=${id}`, as: 'member' });
        const [foreign, missing] = await Promise.all([ask(FOREIGN_PROJECT), ask(UNKNOWN_PROJECT)]);
        expect(foreign.statusCode).toBe(404);
        expect(foreign.body).toBe(missing.body);
      },
    );

    it('counts a changed role at once', async () => {
      const { call, sql } = fixture();
      const review = {
        method: 'PUT',
        url: `/api/v1/issues/${own().issue}`,
        json: { category: 'x' },
        as: 'member',
      } as const;
      expect((await call(review)).statusCode).toBe(200);
      await sql`UPDATE members SET role = 'viewer' WHERE role = 'member'`;
      expect((await call(review)).statusCode).toBe(403);
      await sql`UPDATE members SET role = 'member' WHERE user_id = (SELECT id FROM users WHERE email = 'member@acme.example')`;
      expect((await call(review)).statusCode).toBe(200);
    });

    it('ends with the account', async () => {
      const { api, call, services, sql } = fixture();
      await sql`INSERT INTO users (email, name, password_hash)
        SELECT 'leaver@acme.example', 'Leaver', password_hash FROM users WHERE email = 'viewer@acme.example'`;
      const leaver = await services.accounts.findUserByEmail('leaver@acme.example');
      const form = { username: 'leaver@acme.example', password: PASSWORD };
      const login = await call({ method: 'POST', url: '/api/v1/auth/token', form });
      const pair = login.json<{ access_token: string; refresh_token: string }>();
      const headers = { authorization: `Bearer ${pair.access_token}` };
      const list = () => api.inject({ url: '/api/v1/issues', headers });
      // No membership yet: nothing to see, and no failure.
      expect((await list()).json()).toMatchObject({ issues: [], total: 0, pages: 0 });
      expect((await api.inject({ url: '/api/v1/analytics/timeline', headers })).statusCode).toBe(200);
      await sql`DELETE FROM users WHERE id = ${leaver?.id ?? null}`;
      expect((await list()).json()).toMatchObject({ status: 401, code: 'invalid_token' });
      const json = { refresh_token: pair.refresh_token };
      expect((await call({ method: 'POST', url: '/api/v1/auth/refresh', json })).statusCode).toBe(401);
    });

    it('ignores a method override', async () => {
      const answer = await fixture().call({
        method: 'POST',
        url: `/api/v1/projects/${OWN_PROJECT}`,
        headers: { 'x-http-method-override': 'PUT' },
        json: { name: 'Taken' },
        as: 'viewer',
      });
      expect(answer.statusCode).toBe(404);
    });
  });
}

function callOf(row: RouteRow, ids: Ids): Call {
  const url = row.url
    .replace(':project_id', String(ids.project))
    .replace(':issue_id', ids.issue)
    .replace(':fix_id', ids.fix)
    .replace(':event_id', 'latest');
  const body = BODIES[`${row.method} ${row.url.replace('/api/v1', '')}`];
  const method = row.method as NonNullable<Call['method']>;
  return body === undefined ? { method, url } : { method, url, json: body(ids.issue, ids.other) };
}

function namesResource(row: RouteRow): boolean {
  return row.url.includes(':') || (row.url === '/api/v1/fixes' && row.method === 'POST');
}
