import { BugSageError } from '@bugsage/core';
import { describe, expect, it } from 'vitest';
import { createApi } from '../../src/api/index.ts';
import { API_LIMITS } from '../../src/api/limits.ts';
import type { Fixture } from './fixture.ts';
import { PASSWORD, USERS } from './seed.ts';

const TOKEN = '/api/v1/auth/token';
const REFRESH = '/api/v1/auth/refresh';
const LOGOUT = '/api/v1/auth/logout';
/** What inject sends as Host. */
const OWN_ORIGIN = 'http://localhost:80';

export function describeAuth(fixture: () => Fixture): void {
  const refresh = (refreshToken: string) =>
    fixture().call({ method: 'POST', url: REFRESH, json: { refresh_token: refreshToken } });

  const cookieLogin = async (origin: string) => {
    const form = { username: USERS.viewer.email, password: PASSWORD };
    const answer = await fixture().call({ method: 'POST', url: TOKEN, form, headers: { origin } });
    return String(answer.headers['set-cookie'] ?? '');
  };
  const withCookie = (url: string, cookie: string, origin: string | null) =>
    fixture().call({
      method: 'POST',
      url,
      headers: { cookie: cookie.split(';')[0] ?? '', ...(origin === null ? {} : { origin }) },
    });
  describe('login', () => {
    it('gives a pair of tokens that work, and no cookie to a program', async () => {
      const { call } = fixture();
      const form = { grant_type: 'password', username: 'Member@ACME.example', password: PASSWORD, scope: '' };
      const answer = await call({ method: 'POST', url: TOKEN, form });
      expect(answer.statusCode).toBe(200);
      expect(answer.json()).toMatchObject({
        token_type: 'Bearer',
        expires_in: 1_800,
        refresh_expires_in: 2_592_000,
      });
      expect(answer.headers['set-cookie']).toBeUndefined();
      expect(answer.headers['cache-control']).toBe('no-store');
      const authorization = `Bearer ${answer.json<{ access_token: string }>().access_token}`;
      const me = await call({ url: '/api/v1/users/me', headers: { authorization } });
      expect(me.json()).toMatchObject({
        email: USERS.member.email,
        memberships: [{ organization_id: 1, project_id: 1, role: 'member' }],
      });
      expect(me.body).not.toContain('scrypt');
    });

    it('answers a wrong password and an unknown address alike', async () => {
      const { call } = fixture();
      const wrong = await call({
        method: 'POST',
        url: TOKEN,
        form: { username: USERS.member.email, password: 'no' },
      });
      const unknown = await call({
        method: 'POST',
        url: TOKEN,
        form: { username: 'nobody@acme.example', password: 'no' },
      });
      expect([wrong.statusCode, wrong.json()]).toEqual([
        401,
        expect.objectContaining({ code: 'invalid_credentials' }),
      ]);
      expect(unknown.body).toBe(wrong.body);
    });

    it.each([
      ['a repeated field', `username=a&username=b&password=${PASSWORD}`],
      ['no password', 'username=a'],
      ['an unknown field', 'username=a&password=b&role=owner'],
      ['another grant', 'grant_type=client_credentials&username=a&password=b'],
      ['a NUL', 'username=a%00&password=b'],
      ['a password of a megabyte', `username=a&password=${'b'.repeat(API_LIMITS.passwordLengthMax + 1)}`],
    ])('refuses a form with %s', async (_name, payload) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const answer = await fixture().api.inject({ method: 'POST', url: TOKEN, headers, payload });
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([400, 'invalid_request']);
    });

    it('is limited for each address, whatever it says about itself, and for each account', async () => {
      // A store that is away answers before a password is hashed, which would only take time here.
      const away = new BugSageError({ kind: 'unavailable', code: 'postgres_unavailable', message: 'Away.' });
      const users = { ...fixture().services.users, findByEmail: () => Promise.reject(away) };
      const api = await createApi({ ...fixture().services, users });
      const attempt = (remoteAddress: string, forwarded: string) =>
        api.inject({
          method: 'POST',
          url: TOKEN,
          remoteAddress,
          headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': forwarded },
          payload: 'username=target%40acme.example&password=guess',
        });
      const fromOne = await Promise.all(
        Array.from({ length: API_LIMITS.loginsPerAddressMax + 2 }, (_, index) =>
          attempt('192.0.2.1', `10.0.0.${index}`),
        ),
      );
      expect(fromOne.filter(({ statusCode }) => statusCode === 429)).toHaveLength(2);
      const refused = fromOne.find(({ statusCode }) => statusCode === 429);
      expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
      expect(refused?.json()).toMatchObject({ status: 429, code: 'too_many_logins' });
      const fromMany = await Promise.all(
        Array.from({ length: API_LIMITS.loginsPerAccountMax }, (_, index) =>
          attempt(`198.51.100.${index}`, ''),
        ),
      );
      // The refused ones above stopped at the address and did not count for the account.
      expect(fromMany.filter(({ statusCode }) => statusCode === 429)).toHaveLength(
        API_LIMITS.loginsPerAddressMax,
      );
      await api.close();
    });
  });

  describe('refresh', () => {
    it('trades a token once; using it again ends every session of the login', async () => {
      const first = await fixture().login('member');
      const second = await refresh(first.refresh_token);
      expect(second.statusCode).toBe(200);
      const reused = await refresh(first.refresh_token);
      expect([reused.statusCode, reused.json<{ code: string }>().code]).toEqual([
        401,
        'refresh_token_reused',
      ]);
      const successor = await refresh(second.json<{ refresh_token: string }>().refresh_token);
      expect(successor.statusCode).toBe(401);
    });

    it('lets exactly one of many refreshes at once win, and the winner goes on', async () => {
      const { refresh_token } = await fixture().login('member');
      const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(refresh_token)));
      const won = answers.filter(({ statusCode }) => statusCode === 200);
      expect(won).toHaveLength(1);
      const lost = answers.filter(({ statusCode }) => statusCode === 401);
      expect(lost.map((answer) => answer.json<{ code: string }>().code)).toEqual(
        Array.from({ length: 7 }, () => 'refresh_token_raced'),
      );
      const next = await refresh(won[0]?.json<{ refresh_token: string }>().refresh_token ?? '');
      expect(next.statusCode).toBe(200);
      // Later, the spent token can only come from a copy.
      expect((await refresh(refresh_token)).json()).toMatchObject({ code: 'refresh_token_reused' });
      expect((await refresh(next.json<{ refresh_token: string }>().refresh_token)).statusCode).toBe(401);
    });

    it('does not take an access token, nor the API a refresh token', async () => {
      const pair = await fixture().login('member');
      expect((await refresh(pair.access_token)).json()).toMatchObject({
        status: 401,
        code: 'invalid_refresh_token',
      });
      const headers = { authorization: `Bearer ${pair.refresh_token}` };
      const answer = await fixture().call({ url: '/api/v1/users/me', headers });
      expect(answer.json()).toMatchObject({ status: 401, code: 'invalid_token' });
    });

    it('refuses an access token that is past its time', async () => {
      const { services, login } = fixture();
      const { access_token } = await login('member');
      const later = await createApi({ ...services, now: () => Date.now() + 3_600_000 });
      const headers = { authorization: `Bearer ${access_token}` };
      const answer = await later.inject({ url: '/api/v1/users/me', headers });
      expect([answer.statusCode, answer.headers['www-authenticate']]).toEqual([
        401,
        'Bearer realm="bugsage"',
      ]);
      await later.close();
    });
  });

  describe('the cookie of a page', () => {
    it('is out of reach for scripts and other sites, and goes to the login routes only', async () => {
      const cookie = await cookieLogin(OWN_ORIGIN);
      expect(cookie).toMatch(/^bugsage_refresh=/);
      expect(cookie).toMatch(/; Path=\/api\/v1\/auth/);
      expect(cookie).toMatch(/; HttpOnly/);
      expect(cookie).toMatch(/; SameSite=Strict/);
    });

    it('refreshes and logs out for our own page', async () => {
      const cookie = await cookieLogin(OWN_ORIGIN);
      const refreshed = await withCookie(REFRESH, cookie, OWN_ORIGIN);
      expect(refreshed.statusCode).toBe(200);
      const next = String(refreshed.headers['set-cookie']);
      const out = await withCookie(LOGOUT, next, OWN_ORIGIN);
      expect([out.statusCode, out.body]).toEqual([204, '']);
      expect(String(out.headers['set-cookie'])).toMatch(/^bugsage_refresh=;/);
      expect((await withCookie(REFRESH, next, OWN_ORIGIN)).statusCode).toBe(401);
    });

    it.each([null, 'https://evil.example', 'http://localhost:81', 'https://localhost:80', 'null'])(
      'does nothing for the origin %j',
      async (origin) => {
        const cookie = await cookieLogin(OWN_ORIGIN);
        const answer = await withCookie(REFRESH, cookie, origin);
        expect(answer.json()).toMatchObject({ status: 401, code: 'missing_refresh_token' });
        expect((await withCookie(LOGOUT, cookie, origin)).statusCode).toBe(204);
        expect((await withCookie(REFRESH, cookie, OWN_ORIGIN)).statusCode).toBe(200);
      },
    );

    it('is not set for another site, which would log its visitor in as somebody else', async () => {
      expect(await cookieLogin('https://evil.example')).toBe('');
    });
  });

  describe('logout', () => {
    it('ends all sessions of the login, and can be repeated', async () => {
      const pair = await fixture().login('member');
      const out = () =>
        fixture().call({ method: 'POST', url: LOGOUT, json: { refresh_token: pair.refresh_token } });
      expect((await out()).statusCode).toBe(204);
      expect((await out()).statusCode).toBe(204);
      expect((await refresh(pair.refresh_token)).statusCode).toBe(401);
      const headers = { authorization: `Bearer ${pair.access_token}` };
      const answer = await fixture().call({ url: '/api/v1/users/me', headers });
      expect(answer.json()).toMatchObject({ status: 401, code: 'invalid_token' });
    });

    it('has nothing to do for a token that is not ours', async () => {
      const answer = await fixture().call({ method: 'POST', url: LOGOUT, json: { refresh_token: 'a.b.c' } });
      expect(answer.statusCode).toBe(204);
    });
  });
}
