import { randomInt, randomUUID } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { createApi } from '../../src/api/index.ts';
import type { Call, Fixture } from './fixture.ts';
import { newPerson, type Person } from './fresh-resources.ts';
import { PASSWORD } from './seed.ts';

const someAddress = (): string => `198.18.${randomInt(256)}.${randomInt(256)}`;
const NEW_PASSWORD = 'another good password';

/** What people do with accounts, organizations and links, from the outside. */
export function describeAccounts(fixture: () => Fixture): void {
  const person = (role: 'viewer' | 'admin' | 'owner' = 'viewer', organizationId = 1) =>
    newPerson(fixture(), { organizationId, role });
  const as = (who: Person, call: Omit<Call, 'as' | 'headers'>) =>
    fixture().call({
      ...call,
      url: `/api/v1/${call.url}`,
      headers: { authorization: `Bearer ${who.token}` },
    });
  const post = (url: string, json: unknown) =>
    fixture().call({ method: 'POST', url: `/api/v1/${url}`, json, address: someAddress() });
  const login = (email: string, password = PASSWORD, otp?: string) =>
    fixture().call({
      method: 'POST',
      url: '/api/v1/auth/token',
      address: someAddress(),
      form: { username: email, password, ...(otp === undefined ? {} : { otp }) },
    });
  const freshOrganization = async () => {
    const owner = await newPerson(fixture(), null);
    const { id } = await fixture().services.organizations.create({ name: randomUUID(), ownerId: owner.id });
    return { id, owner };
  };
  const codeOf = (answer: { json: () => { code?: string } }) => answer.json().code;

  describe('passwords', () => {
    it('change with the present one, and end every other session, access tokens included', async () => {
      const ann = await person();
      const other = (await login(ann.email)).json<{ access_token: string }>();
      const change = (current_password: string) =>
        as(ann, {
          method: 'PUT',
          url: 'users/me/password',
          json: { current_password, new_password: NEW_PASSWORD },
        });
      expect(codeOf(await change('wrong'))).toBe('wrong_password');
      expect((await change(PASSWORD)).statusCode).toBe(204);
      expect((await as(ann, { url: 'users/me' })).statusCode).toBe(200);
      expect((await as({ ...ann, token: other.access_token }, { url: 'users/me' })).statusCode).toBe(401);
      expect((await login(ann.email)).statusCode).toBe(401);
      expect((await login(ann.email, NEW_PASSWORD)).statusCode).toBe(200);
    });

    it('are set by a link of an operator, once', async () => {
      const operator = await newPerson(fixture(), null, { isOperator: true });
      const ann = await person();
      const answer = await as(operator, { method: 'POST', url: `users/${ann.id}/password-reset` });
      const { url } = answer.json<{ url: string }>();
      expect(url).toMatch(/^http:\/\/localhost:80\/password#[0-9a-f]{64}$/);
      const json = { token: url.split('#')[1], password: NEW_PASSWORD };
      expect((await post('auth/password-reset', json)).statusCode).toBe(204);
      expect(codeOf(await post('auth/password-reset', json))).toBe('link_not_found');
      expect((await as(ann, { url: 'users/me' })).statusCode).toBe(401);
      expect((await login(ann.email, NEW_PASSWORD)).statusCode).toBe(200);
    });

    it.each([
      ['short', 'short'],
      ['one character again and again', 'aaaaaaaaaaaa'],
      ['endless', 'xyz'.repeat(400)],
    ])('are refused when they are %s', async (_name, password) => {
      const answer = await post('auth/password-reset', { token: 'x'.repeat(43), password });
      expect(answer.json()).toMatchObject({ status: 400, errors: [{ path: 'password' }] });
    });

    it('cannot be guessed through an open session', async () => {
      const ann = await person();
      const api = await createApi(fixture().services);
      const guess = () =>
        api.inject({
          method: 'POST',
          url: '/api/v1/users/me/totp',
          headers: { authorization: `Bearer ${ann.token}` },
          payload: { password: 'guess' },
        });
      const answers = await Promise.all(Array.from({ length: 12 }, guess));
      expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(2);
      await api.close();
    });
  });

  describe('a second factor', () => {
    const enable = async () => {
      const ann = await person();
      const begun = await as(ann, { method: 'POST', url: 'users/me/totp', json: { password: PASSWORD } });
      const { secret, uri } = begun.json<{ secret: string; uri: string }>();
      expect(uri).toMatch(/^otpauth:\/\/totp\/BugSage:/);
      const totp = new TOTP({ secret: Secret.fromBase32(secret) });
      // The step before: the code of now stays good for the login.
      const code = totp.generate({ timestamp: Date.now() - 30_000 });
      const confirmed = await as(ann, { method: 'POST', url: 'users/me/totp/confirm', json: { code } });
      expect(confirmed.statusCode).toBe(200);
      return { ann, totp, codes: confirmed.json<{ recovery_codes: string[] }>().recovery_codes };
    };

    it('is asked for after the password, and takes each code once', async () => {
      const { ann, totp } = await enable();
      expect((await as(ann, { url: 'users/me' })).json()).toMatchObject({ totp_enabled: true });
      expect(codeOf(await login(ann.email))).toBe('otp_required');
      expect(codeOf(await login(ann.email, 'wrong'))).toBe('invalid_credentials');
      expect(codeOf(await login(ann.email, PASSWORD, '000000'))).toBe('invalid_otp');
      const code = totp.generate();
      expect((await login(ann.email, PASSWORD, code)).statusCode).toBe(200);
      expect(codeOf(await login(ann.email, PASSWORD, code))).toBe('invalid_otp');
    });

    it('is replaced by a recovery code, once, however it is written', async () => {
      const { ann, codes } = await enable();
      expect(codes).toHaveLength(10);
      const code = (codes[0] ?? '').toUpperCase().replaceAll('-', ' ');
      expect((await login(ann.email, PASSWORD, code)).statusCode).toBe(200);
      expect(codeOf(await login(ann.email, PASSWORD, codes[0]))).toBe('invalid_otp');
    });

    it('does not count before it is confirmed, and is switched off with the password', async () => {
      const ann = await person();
      const begin = () => as(ann, { method: 'POST', url: 'users/me/totp', json: { password: PASSWORD } });
      await begin();
      expect((await login(ann.email)).statusCode).toBe(200);
      const wrong = await as(ann, { method: 'POST', url: 'users/me/totp/confirm', json: { code: '000000' } });
      expect(codeOf(wrong)).toBe('totp_not_confirmed');
      const enabled = await enable();
      const again = await as(enabled.ann, {
        method: 'POST',
        url: 'users/me/totp',
        json: { password: PASSWORD },
      });
      expect(codeOf(again)).toBe('totp_enabled');
      const off = (password: string) =>
        as(enabled.ann, { method: 'POST', url: 'users/me/totp/disable', json: { password } });
      expect((await off('wrong')).statusCode).toBe(403);
      expect((await off(PASSWORD)).statusCode).toBe(204);
      expect((await login(enabled.ann.email)).statusCode).toBe(200);
    });

    it('is sealed in the database', async () => {
      const { ann } = await enable();
      const [row] = await fixture().sql<
        { totp_secret: string }[]
      >`SELECT totp_secret FROM users WHERE id = ${ann.id}`;
      expect(row?.totp_secret).toMatch(/^v1\.[\w-]+$/);
    });

    it('bounds guesses of codes tighter than logins', async () => {
      const { ann } = await enable();
      const away = { ...fixture().services.users, findByEmail: async () => null };
      const api = await createApi({ ...fixture().services, users: away });
      const attempt = (index: number) =>
        api.inject({
          method: 'POST',
          url: '/api/v1/auth/token',
          remoteAddress: `198.51.100.${index}`,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          payload: new URLSearchParams({ username: ann.email, password: 'x', otp: '123456' }).toString(),
        });
      const answers = await Promise.all(Array.from({ length: 13 }, (_, index) => attempt(index)));
      expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(3);
      await api.close();
    });
  });

  describe('invitations', () => {
    const invite = async (json: Record<string, unknown> = { role: 'member' }) => {
      const { id, owner } = await freshOrganization();
      const answer = await as(owner, { method: 'POST', url: `organizations/${id}/invitations`, json });
      expect(answer.statusCode).toBe(201);
      const { url, id: invitationId } = answer.json<{ url: string; id: string }>();
      return { id, owner, invitationId, token: url.split('#')[1] ?? '' };
    };
    const accept = (token: string, more: Record<string, unknown> = {}) =>
      post('auth/invitations/accept', {
        token,
        email: `${randomUUID()}@acme.example`,
        name: 'Bob',
        password: NEW_PASSWORD,
        ...more,
      });

    it('make an account and a member, by the link alone, and are spent', async () => {
      const { id, owner, token } = await invite();
      const shown = await post('auth/invitations/show', { token });
      expect(shown.json()).toMatchObject({ role: 'member', email: null, invited_by: owner.email });
      const pair = (await accept(token)).json<{ access_token: string }>();
      const me = await as({ ...owner, token: pair.access_token }, { url: 'users/me' });
      expect(me.json()).toMatchObject({ organizations: [{ organization_id: id, role: 'member' }] });
      const replay = await accept(token);
      expect([replay.statusCode, codeOf(replay)]).toEqual([404, 'invitation_not_found']);
      expect((await post('auth/invitations/show', { token })).statusCode).toBe(404);
      const members = await as(owner, { url: `organizations/${id}/members` });
      expect(members.json<{ members: unknown[] }>().members).toHaveLength(2);
    });

    it('let one of two people with the same link in, and leave no account of the other', async () => {
      const { token } = await invite();
      const emails = [1, 2, 3].map(() => `${randomUUID()}@acme.example`);
      const answers = await Promise.all(emails.map((email) => accept(token, { email })));
      expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
      const [row] = await fixture().sql`SELECT count(*) AS users FROM users WHERE email = ANY(${emails})`;
      expect(row).toEqual({ users: 1 });
    });

    it('for one address are for nobody else', async () => {
      const email = `${randomUUID()}@acme.example`;
      const { token } = await invite({ role: 'viewer', email: email.toUpperCase() });
      expect(codeOf(await accept(token))).toBe('invitation_for_other');
      const eve = await person();
      const join = () => as(eve, { method: 'POST', url: 'users/me/invitations', json: { token } });
      expect(codeOf(await join())).toBe('invitation_for_other');
      expect((await accept(token, { email })).statusCode).toBe(200);
    });

    it('take in somebody who has an account already', async () => {
      const { id, token } = await invite();
      const ann = await person();
      expect(codeOf(await accept(token, { email: ann.email }))).toBe('email_taken');
      const joined = await as(ann, { method: 'POST', url: 'users/me/invitations', json: { token } });
      expect(joined.json()).toMatchObject({ organization_id: id });
      expect((await as(ann, { url: `organizations/${id}` })).statusCode).toBe(200);
      expect((await as(ann, { method: 'DELETE', url: `users/me/organizations/${id}` })).statusCode).toBe(204);
      expect((await as(ann, { url: `organizations/${id}` })).statusCode).toBe(404);
    });

    it('end when revoked, when their time is over, and with their organization', async () => {
      const revoked = await invite();
      const url = `organizations/${revoked.id}/invitations/${revoked.invitationId}`;
      expect((await as(revoked.owner, { method: 'DELETE', url })).statusCode).toBe(204);
      const late = await invite();
      await fixture().sql`UPDATE invitations SET expires_at = now() WHERE id = ${late.invitationId}`;
      const gone = await invite();
      await as(gone.owner, { method: 'DELETE', url: `organizations/${gone.id}` });
      for (const { token } of [revoked, late, gone]) expect((await accept(token)).statusCode).toBe(404);
    });

    it('give nobody a higher role than the one who invites has', async () => {
      const admin = await person('admin');
      const json = { role: 'owner' };
      const answer = await as(admin, { method: 'POST', url: 'organizations/1/invitations', json });
      expect([answer.statusCode, codeOf(answer)]).toEqual([403, 'role_too_low']);
    });
  });

  describe('members', () => {
    it('are neither raised above nor taken from by a lower role', async () => {
      const [admin, owner] = [await person('admin'), await person('owner')];
      const put = (who: Person, target: Person, role: string) =>
        as(who, { method: 'PUT', url: `organizations/1/members/${target.id}`, json: { role } });
      expect(codeOf(await put(admin, owner, 'viewer'))).toBe('role_too_low');
      expect(codeOf(await put(admin, admin, 'owner'))).toBe('role_too_low');
      const removal = await as(admin, { method: 'DELETE', url: `organizations/1/members/${owner.id}` });
      expect(codeOf(removal)).toBe('role_too_low');
      expect((await put(owner, admin, 'owner')).statusCode).toBe(200);
    });

    it('lose access with their membership at the next request, tokens included', async () => {
      const [viewer, owner] = [await person(), await person('owner')];
      const token = (
        await as(viewer, { method: 'POST', url: 'tokens', json: { name: 'x', scopes: ['read'] } })
      ).json<{ token: string }>().token;
      const project = (who: Person) => as(who, { url: 'projects/1' });
      expect((await project({ ...viewer, token })).statusCode).toBe(200);
      await as(owner, { method: 'DELETE', url: `organizations/1/members/${viewer.id}` });
      expect((await project(viewer)).statusCode).toBe(404);
      expect((await project({ ...viewer, token })).statusCode).toBe(404);
    });

    it('always include an owner', async () => {
      const { id, owner } = await freshOrganization();
      const url = `organizations/${id}/members/${owner.id}`;
      expect(codeOf(await as(owner, { method: 'PUT', url, json: { role: 'viewer' } }))).toBe('last_owner');
      expect(codeOf(await as(owner, { method: 'DELETE', url }))).toBe('last_owner');
    });
  });

  it('nothing can be assigned that the body does not offer', async () => {
    const owner = await person('owner');
    const attempts: readonly (readonly [Call['method'], string, Record<string, unknown>])[] = [
      ['PUT', 'users/me', { name: 'x', is_operator: true }],
      ['PUT', 'users/me', { name: 'x', email: 'admin@acme.example' }],
      ['PUT', 'projects/1', { name: 'x', organization_id: 2 }],
      ['PUT', `issues/${fixture().ids.issue}`, { category: 'x', event_count: 1 }],
      ['PUT', `issues/${fixture().ids.issue}`, { category: 'x', project_id: 2 }],
      ['POST', 'tokens', { name: 'x', scopes: ['read'], user_id: owner.id }],
      ['POST', 'tokens', { name: 'x', scopes: ['owner'] }],
      ['POST', 'organizations/1/invitations', { role: 'viewer', accepted_at: null }],
      ['PUT', 'organizations/1', { name: 'x', slug: 'default' }],
    ];
    for (const [method = 'PUT', url, json] of attempts) {
      const answer = await as(owner, { method, url, json });
      expect([url, answer.statusCode, codeOf(answer)]).toEqual([url, 400, 'invalid_request']);
    }
  });

  it.each([
    'limit=1000000000',
    'limit=0',
    'skip=-1',
    'skip=1e30',
    'limit=abc',
    'limit=1&limit=2',
    'limit=1.5',
  ])('pages have bounds: %s', async (query) => {
    const owner = await person('owner');
    const lists = ['issues', 'fixes', 'errors'];
    for (const list of lists) {
      expect((await as(owner, { url: `${list}?${query}` })).json()).toMatchObject({ status: 400 });
    }
    const log = query.replace('skip', 'before');
    expect((await as(owner, { url: `organizations/1/audit-log?${log}` })).json()).toMatchObject({
      status: 400,
    });
  });

  describe('projects', () => {
    it('are made with a DSN, lose their keys one by one, and end for everybody', async () => {
      const { id, owner } = await freshOrganization();
      const made = await as(owner, {
        method: 'POST',
        url: 'projects',
        json: { organization_id: id, name: 'Web' },
      });
      const project = made.json<{ id: number; dsn: string; ingest_keys: { public_key: string }[] }>();
      expect(project.dsn).toContain(project.ingest_keys[0]?.public_key);
      const again = await as(owner, {
        method: 'POST',
        url: 'projects',
        json: { organization_id: id, name: 'web' },
      });
      expect([again.statusCode, codeOf(again)]).toEqual([409, 'name_taken']);
      const keyUrl = `projects/${project.id}/keys/${project.ingest_keys[0]?.public_key}`;
      const limited = await as(owner, { method: 'PUT', url: keyUrl, json: { events_per_minute: 60 } });
      expect(limited.json()).toMatchObject({ enabled: true, events_per_minute: 60 });
      await as(owner, { method: 'PUT', url: keyUrl, json: { enabled: false } });
      expect((await as(owner, { url: `projects/${project.id}` })).json()).toMatchObject({
        dsn: null,
        ingest_keys: [{ enabled: false, events_per_minute: 60 }],
      });
      for (const json of [{}, { events_per_minute: -1 }])
        expect((await as(owner, { method: 'PUT', url: keyUrl, json })).statusCode).toBe(400);
      const quota = { events_per_minute: 6_000 };
      const organization = await as(owner, { method: 'PUT', url: `organizations/${id}`, json: quota });
      expect(organization.json()).toMatchObject(quota);
      expect((await as(owner, { method: 'DELETE', url: `projects/${project.id}` })).statusCode).toBe(204);
      expect((await as(owner, { url: `projects/${project.id}` })).statusCode).toBe(404);
    });

    it('of teams are closed to other members', async () => {
      const { id, owner } = await freshOrganization();
      const [inside, outside] = [await person('viewer', id), await person('viewer', id)];
      const { id: projectId } = (
        await as(owner, { method: 'POST', url: 'projects', json: { organization_id: id, name: 'Secret' } })
      ).json<{ id: number }>();
      const { id: teamId } = (
        await as(owner, { method: 'POST', url: `organizations/${id}/teams`, json: { name: 'Core' } })
      ).json<{ id: number }>();
      const team = `organizations/${id}/teams/${teamId}`;
      await as(owner, { method: 'PUT', url: `${team}/projects/${projectId}` });
      const answer = await as(owner, { method: 'PUT', url: `${team}/members/${inside.id}` });
      expect(answer.json()).toMatchObject({ members: [inside.id], projects: [projectId] });
      expect((await as(inside, { url: `projects/${projectId}` })).statusCode).toBe(200);
      expect((await as(outside, { url: `projects/${projectId}` })).statusCode).toBe(404);
      await as(owner, { method: 'DELETE', url: team });
      expect((await as(outside, { url: `projects/${projectId}` })).statusCode).toBe(200);
    });
  });

  describe('the audit log', () => {
    it('has logins, failed ones, and changes with names of fields but no values', async () => {
      const { id, owner } = await freshOrganization();
      await login(owner.email);
      await login(owner.email, 'wrong');
      await as(owner, { method: 'PUT', url: `organizations/${id}`, json: { name: 'Secret name' } });
      const refused = await person('viewer', id);
      await as(refused, { method: 'PUT', url: `organizations/${id}`, json: { name: 'No' } });
      const answer = await as(owner, { url: `organizations/${id}/audit-log` });
      const { entries } = answer.json<{ entries: { action: string; request_id: string }[] }>();
      expect(entries.map(({ action }) => action)).toEqual(['renameOrganization', 'loginFailed', 'login']);
      expect(entries[0]).toMatchObject({
        actor: owner.email,
        target: `organization_id=${id}`,
        details: { fields: ['name'] },
        address: '127.0.0.1',
      });
      expect(answer.body).not.toContain('Secret name');
      const page = await as(owner, { url: `organizations/${id}/audit-log?limit=2` });
      expect(page.json<{ entries: unknown[]; next_before: number }>().next_before).toBeGreaterThan(0);
    });

    it('names the token a program used', async () => {
      const owner = await person('owner');
      const { token, prefix } = (
        await as(owner, { method: 'POST', url: 'tokens', json: { name: 'CI', scopes: ['admin'] } })
      ).json<{ token: string; prefix: string }>();
      await as({ ...owner, token }, { method: 'PUT', url: 'projects/1', json: { fix_confidence_min: 0.7 } });
      const { entries } = (await as(owner, { url: 'organizations/1/audit-log?limit=1' })).json<{
        entries: unknown[];
      }>();
      expect(entries[0]).toMatchObject({ action: 'updateProject', actor: `${owner.email} (${prefix}…)` });
    });
  });

  it('an operator makes, changes and removes accounts, but not the last operator', async () => {
    const operator = await newPerson(fixture(), null, { isOperator: true });
    const email = `${randomUUID()}@acme.example`;
    const made = await as(operator, { method: 'POST', url: 'users', json: { email, name: 'Bob' } });
    const bob = made.json<{ id: string; has_password: boolean }>();
    expect([made.statusCode, bob.has_password]).toEqual([201, false]);
    expect((await login(email, 'anything')).statusCode).toBe(401);
    const list = (await as(operator, { url: 'users?limit=1000' })).json<{
      users: { id: string }[];
      total: number;
    }>();
    expect(list.users.map(({ id }) => id)).toContain(bob.id);
    expect(JSON.stringify(list)).not.toMatch(/scrypt|totp_secret/);
    expect((await as(operator, { method: 'DELETE', url: `users/${bob.id}` })).statusCode).toBe(204);
    expect((await as(operator, { method: 'DELETE', url: `users/${bob.id}` })).statusCode).toBe(404);
  });
}
