import { describe, expect, it } from 'vitest';
import type { Role } from '@bugsage/backends';
import { createApiToken } from '../../src/api/auth/api-tokens.ts';
import type { ExampleName } from '../../src/api/openapi/example-ids.ts';
import type { Access, RouteRow } from '../../src/api/route-table.ts';
import { callOf, namesOf, ownedNamesOf, prepare } from './example-call.ts';
import type { Fixture } from './fixture.ts';
import { newPerson, type Person, type Side } from './fresh-resources.ts';
import { FOREIGN_PROJECT, OWN_PROJECT, PASSWORD } from './seed.ts';

const ROLES: readonly Role[] = ['viewer', 'member', 'admin', 'owner'];
/** Most of a call is waiting for the database. */
const AT_ONCE = 6;
/** Four calls of every route, and each of those that report an error waits until it is stored. */
const SLOW = { timeout: 180_000 };
const UNKNOWN_PROJECT = 999_999;
/** Of what a caller without any right must not see. */
const SECRETS = ['"name":"Shop"', `"project_id":${OWN_PROJECT},`];

/** Who may do what, over every route of the router, with the example each route declares. */
export function describeAccess(fixture: () => Fixture): void {
  const rows = () => fixture().api.routeTable;
  const closed = () => rows().filter((row) => row.access !== 'public');

  /** One line per route; those that are not as declared are the failures. */
  const failures = async (
    over: readonly RouteRow[],
    check: (row: RouteRow) => Promise<string | null>,
  ): Promise<string[]> => {
    const lines: string[] = [];
    const rest = [...over];
    const work = async (): Promise<void> => {
      for (let row = rest.pop(); row !== undefined; row = rest.pop()) {
        const wrong = await check(row);
        if (wrong !== null) lines.push(`${row.method} ${row.url}: ${wrong}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return lines;
  };

  const ask = async (row: RouteRow, role: Role | null, odd?: { name: ExampleName; side: Side }) => {
    const { made, organizationId } = await prepare(fixture(), row);
    const isOperator = role === null;
    const membership = isOperator ? null : { organizationId, role };
    const caller = await newPerson(fixture(), membership, { isOperator });
    return fixture().call(await callOf({ fixture: fixture(), row, caller, made, ...(odd && { odd }) }));
  };

  describe('access to every route', () => {
    it('covers the router', () => {
      const { api } = fixture();
      const printed = [...api.printRoutes({ commonPrefix: false }).matchAll(/\(([A-Z, ]+)\)/g)];
      const routed = printed.flatMap(([, methods]) => (methods ?? '').split(', '));
      // The pages register their root twice, with and without slash, and announce one of the two.
      expect(api.routeTable.length + 1).toBe(routed.length);
      for (const prefix of ['/api/v1/', '/api/0/'])
        expect(rows().filter(({ url }) => url.startsWith(prefix)).length).toBeGreaterThan(15);
      // What is not below /api is pages and operation, open to everybody.
      expect(rows().filter(({ url, access }) => !url.startsWith('/api') && access !== 'public')).toEqual([]);
    });

    it('needs a token unless the route is public', async () => {
      let tested = 0;
      const wrong = await failures(rows(), async (row) => {
        tested += 1;
        const { made } = await prepare(fixture(), row);
        const call = await callOf({ fixture: fixture(), row, caller: await owner(made), made });
        const { statusCode, body } = await fixture().call({ ...call, headers: {} });
        if (row.access === 'public') return body.includes('missing_token') ? 'closed' : null;
        const isClosed = statusCode === 401 && (row.method === 'HEAD' || body.includes('missing_token'));
        return isClosed ? null : `open: ${statusCode} ${body}`;
      });
      expect(wrong).toEqual([]);
      expect(tested).toBe(fixture().api.routeTable.length);
    });

    it.each(ROLES)('gives a %s what the route declares, 403 beyond', SLOW, async (role) => {
      const wrong = await failures(closed(), async (row) => {
        const { statusCode, body } = await ask(row, role);
        if (isAllowed(role, row.access)) {
          return isServed(statusCode) ? null : `${statusCode} ${body}`;
        }
        return statusCode === 403 && (row.method === 'HEAD' || /role_too_low|operator_only/.test(body))
          ? null
          : `${statusCode} ${body}`;
      });
      expect(wrong).toEqual([]);
    });

    it('gives an operator what is about the installation, and nobody’s projects', async () => {
      const wrong = await failures(closed(), async (row) => {
        const { statusCode, body } = await ask(row, null);
        const isOwn = row.access === 'operator' || row.access === 'signed_in';
        if (isOwn && !namesOf(row).includes('organization_id'))
          return isServed(statusCode) ? null : `${statusCode} ${body}`;
        const leak = SECRETS.find((text) => body.includes(text));
        return (statusCode === 404 || ownedNamesOf(row).length === 0) && leak === undefined
          ? null
          : `${statusCode} ${body}`;
      });
      expect(wrong).toEqual([]);
    });

    it.each(['owner', 'viewer'] as const)(
      'answers a stranger who is %s elsewhere as if it did not exist, and lists nothing',
      async (role) => {
        const wrong = await failures(closed(), async (row) => {
          const { made } = await prepare(fixture(), row);
          const caller = await newPerson(fixture(), { organizationId: 2, role });
          const call = await callOf({ fixture: fixture(), row, caller: await owner(made), made });
          const stranger = { ...call, headers: { authorization: `Bearer ${caller.token}` } };
          const { statusCode, body } = await fixture().call(stranger);
          const leak = SECRETS.find((text) => body.includes(text));
          if (leak !== undefined) return `leaks ${leak}`;
          if (row.access === 'operator') return statusCode === 403 ? null : `${statusCode} ${body}`;
          if (ownedNamesOf(row).length === 0) return isServed(statusCode) ? null : `${statusCode} ${body}`;
          return statusCode === 404 ? null : `${statusCode} ${body}`;
        });
        expect(wrong).toEqual([]);
      },
    );

    /** Somebody of the own side, so that sessions and tokens in the call belong to another person. */
    const owner = async (made: ReadonlyMap<ExampleName, string>): Promise<Person> =>
      newPerson(fixture(), { organizationId: Number(made.get('organization_id') ?? 1), role: 'owner' });

    it.each(ROLES)('answers each foreign id of a %s like one that does not exist', SLOW, async (role) => {
      let compared = 0;
      const allowed = closed().filter(({ access }) => access !== 'operator' && isAllowed(role, access));
      const wrong = await failures(allowed, async (row) => {
        for (const name of ownedNamesOf(row)) {
          const foreign = await ask(row, role, { name, side: 'foreign' });
          const unknown = await ask(row, role, { name, side: 'unknown' });
          compared += 1;
          // 409 where ids have to belong together anyway: a stranger’s answers like nobody’s.
          const isClosed = [404, 409].includes(foreign.statusCode);
          if (!isClosed || foreign.statusCode !== unknown.statusCode || foreign.body !== unknown.body)
            return `${name}: ${foreign.statusCode} ${foreign.body} ${unknown.body}`;
        }
        return null;
      });
      expect(wrong).toEqual([]);
      expect(compared).toBeGreaterThan(10);
    });

    it('gives API tokens what their scopes say, and nothing a person has to do', SLOW, async () => {
      const wrong = await failures(closed(), async (row) => {
        const { made, organizationId } = await prepare(fixture(), row);
        const caller = await newPerson(fixture(), { organizationId, role: 'owner' });
        const call = await callOf({ fixture: fixture(), row, caller, made });
        const answers: string[] = [];
        for (const scopes of [['artifacts'], ['read'], ['write'], ['admin']] as const) {
          const { token, hash, prefix } = createApiToken();
          const saved = {
            user_id: caller.id,
            name: 'x',
            prefix,
            hash,
            scopes,
            project_ids: null,
            expires_at: null,
          };
          await fixture().services.apiTokens.create(saved);
          const { statusCode } = await fixture().call({
            ...call,
            headers: { authorization: `Bearer ${token}` },
          });
          answers.push(
            statusCode === 403 ? 'no' : statusCode < 500 && statusCode !== 401 ? 'yes' : String(statusCode),
          );
        }
        const expected = expectedOfTokens(row);
        return answers.join() === expected.join() ? null : `${answers.join()}, expected ${expected.join()}`;
      });
      expect(wrong).toEqual([]);
    });

    it('shows a token for some projects only these', async () => {
      const caller = await newPerson(fixture(), { organizationId: 1, role: 'owner' });
      const { call, services } = fixture();
      const other = await services.projects.create({ organizationId: 1, name: `Other ${caller.id}` });
      const { token, hash, prefix } = createApiToken();
      const saved = {
        user_id: caller.id,
        name: 'x',
        prefix,
        hash,
        scopes: ['admin'],
        expires_at: null,
      } as const;
      await services.apiTokens.create({ ...saved, project_ids: [other.id] });
      const headers = { authorization: `Bearer ${token}` };
      expect((await call({ url: '/api/v1/projects', headers })).json()).toMatchObject({
        projects: [{ id: other.id }],
      });
      expect((await call({ url: `/api/v1/projects/${OWN_PROJECT}`, headers })).statusCode).toBe(404);
      expect((await call({ url: '/api/v1/issues', headers })).json()).toMatchObject({ total: 0 });
    });

    it.each(['/issues', '/errors', '/fixes', '/issues/statistics/summary', '/analytics/timeline'])(
      'answers 404 when %s is filtered by a foreign project, or one that does not exist',
      async (path) => {
        const { call } = fixture();
        const askFor = (id: number) => call({ url: `/api/v1${path}?project_id=${id}`, as: 'member' });
        const [foreign, missing] = await Promise.all([askFor(FOREIGN_PROJECT), askFor(UNKNOWN_PROJECT)]);
        expect(foreign.statusCode).toBe(404);
        expect(foreign.body).toBe(missing.body);
      },
    );

    it('counts a changed role at once', async () => {
      const { call, sql } = fixture();
      const review = {
        method: 'PUT',
        url: `/api/v1/issues/${fixture().ids.issue}`,
        json: { category: 'x' },
        as: 'member',
      } as const;
      expect((await call(review)).statusCode).toBe(200);
      await sql`UPDATE members SET role = 'viewer' WHERE user_id = (SELECT id FROM users WHERE email = 'member@acme.example')`;
      expect((await call(review)).statusCode).toBe(403);
      await sql`UPDATE members SET role = 'member' WHERE user_id = (SELECT id FROM users WHERE email = 'member@acme.example')`;
      expect((await call(review)).statusCode).toBe(200);
    });

    it('ends with the account', async () => {
      const { api, call, services, sql } = fixture();
      await sql`INSERT INTO users (email, name, password_hash)
        SELECT 'leaver@acme.example', 'Leaver', password_hash FROM users WHERE email = 'viewer@acme.example'`;
      const leaver = await services.users.findByEmail('leaver@acme.example');
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

/** Let in; what the example meets then may be in its way (409). */
function isServed(status: number): boolean {
  return status < 500 && ![401, 403, 404].includes(status);
}

function isAllowed(role: Role, access: Access): boolean {
  if (access === 'signed_in') return true;
  return access !== 'operator' && access !== 'public' && ROLES.indexOf(role) >= ROLES.indexOf(access);
}

/** For the scopes artifacts, read, write and admin in turn. The caller is owner, but no operator. */
function expectedOfTokens({ access, tokens }: RouteRow): readonly string[] {
  const least = { signed_in: 1, viewer: 1, member: 2, admin: 3, owner: 9, operator: 9, public: 0 }[access];
  const ofRoles = [1, 2, 3].map((rank) => (tokens !== 'refused' && rank >= least ? 'yes' : 'no'));
  return [tokens === 'artifacts' ? 'yes' : 'no', ...ofRoles];
}
