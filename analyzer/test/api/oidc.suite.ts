import { randomInt, randomUUID } from 'node:crypto';
import { readConfiguration } from '@bugsage/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApi, type Api, type ApiServices } from '../../src/api/index.ts';
import type { Fixture } from './fixture.ts';
import { CLIENT, startIdentityProvider, type IdentityProvider } from './identity-provider.ts';
import { USERS } from './seed.ts';

const ORIGIN = 'http://localhost:80';
/** Logins of one address are limited; these are many people. */
const address = (): string => `192.0.2.${randomInt(1, 255)}`;
const LOGIN = '/api/v1/auth/oidc/login';

export function describeOidc(fixture: () => Fixture): void {
  describe('sign-in at an identity provider', () => {
    let provider: IdentityProvider;
    let api: Api;
    let now: number;

    const open = (environment: Record<string, string> = {}, more: Partial<ApiServices> = {}): Promise<Api> =>
      createApi({
        ...fixture().services,
        configuration: readConfiguration({
          BUGSAGE_OIDC_ISSUER: provider.issuer,
          BUGSAGE_OIDC_CLIENT_ID: CLIENT.id,
          BUGSAGE_OIDC_CLIENT_SECRET: CLIENT.secret,
          BUGSAGE_OIDC_NAME: 'Acme ID',
          ...environment,
        }),
        now: () => now,
        ...more,
      });

    beforeAll(async () => {
      now = Date.now();
      provider = await startIdentityProvider('http://localhost/api/v1/auth/oidc/callback');
      api = await open();
    });
    afterAll(async () => {
      await api.close();
      await provider.stop();
    });

    const persona = (email: string, isVerified = true): string => {
      const subject = randomUUID();
      provider.personas.set(subject, { email, email_verified: isVerified, name: 'Ann Example' });
      return subject;
    };
    /** The way to the provider: where the browser is sent, and the cookie it keeps. */
    const begin = async (target: Api) => {
      const answer = await target.inject({ url: LOGIN, remoteAddress: address() });
      expect(answer.statusCode).toBe(302);
      const [cookie = ''] = String(answer.headers['set-cookie']).split(';');
      return { url: String(answer.headers.location), cookie };
    };
    const finish = async (target: Api, back: string, cookie: string) => {
      const { pathname, search } = new URL(back);
      const answer = await target.inject({
        url: pathname + search,
        headers: { cookie },
        remoteAddress: address(),
      });
      expect(answer.statusCode).toBe(302);
      const cookies = [answer.headers['set-cookie'] ?? []].flat();
      const session = cookies.find((line) => /^bugsage_refresh=[^;]/.test(line)) ?? null;
      return { location: String(answer.headers.location), session };
    };
    const travel = async (subject: string, target = api) => {
      const { url, cookie } = await begin(target);
      return finish(target, await provider.signIn(url, subject), cookie);
    };
    const who = async (session: string | null, target = api) => {
      const headers = { cookie: session?.split(';')[0] ?? '', origin: ORIGIN };
      const pair = await target.inject({ method: 'POST', url: '/api/v1/auth/refresh', headers });
      const authorization = `Bearer ${pair.json<{ access_token: string }>().access_token}`;
      return (await target.inject({ url: '/api/v1/users/me', headers: { authorization } })).json<{
        id: string;
        email: string;
        organizations: unknown[];
      }>();
    };

    it('is offered by its name', async () => {
      const answer = await api.inject({ url: '/api/v1/auth/methods' });
      expect(answer.json()).toEqual({ password: true, oidc: { name: 'Acme ID' } });
      expect((await fixture().call({ url: '/api/v1/auth/methods' })).json()).toMatchObject({ oidc: null });
      expect((await fixture().call({ url: LOGIN })).json()).toMatchObject({ code: 'oidc_not_configured' });
    });

    it('asks with PKCE, state and nonce, and keeps them in a cookie no page can read', async () => {
      const answer = await api.inject({ url: LOGIN });
      const asked = new URL(String(answer.headers.location)).searchParams;
      expect(asked.get('code_challenge_method')).toBe('S256');
      expect(asked.get('code_challenge')).toMatch(/^[\w-]{43}$/);
      expect(asked.get('state')).toMatch(/^[\w-]{20,}$/);
      expect(asked.get('nonce')).toMatch(/^[\w-]{20,}$/);
      const cookie = String(answer.headers['set-cookie']);
      expect(cookie).toMatch(/HttpOnly/);
      expect(cookie).toMatch(/SameSite=Lax/);
      expect(cookie).not.toContain(asked.get('state'));
    });

    it('signs a known person in, and knows them by their subject when the address changes', async () => {
      const subject = persona(USERS.member.email);
      const first = await travel(subject);
      expect(first.location).toBe(`${ORIGIN}/`);
      expect(first.session).toMatch(/HttpOnly; SameSite=Strict/);
      const me = await who(first.session);
      expect(me.email).toBe(USERS.member.email);
      provider.personas.set(subject, { email: 'new@acme.example', email_verified: true, name: 'Ann' });
      expect((await who((await travel(subject)).session)).id).toBe(me.id);
    });

    it.each([
      ['nobody here has the address', () => persona('nobody@acme.example'), 'oidc_unknown_user'],
      ['the address is not verified', () => persona(USERS.admin.email, false), 'oidc_unknown_user'],
    ])('lets nobody in when %s', async (_name, subject, code) => {
      const { location, session } = await travel(subject());
      expect(location).toBe(`${ORIGIN}/?sign_in_error=${code}`);
      expect(session).toBeNull();
    });

    it('makes accounts where the operator allows it, for the domains allowed', async () => {
      const target = await open({
        BUGSAGE_OIDC_SIGN_UP_ROLE: 'viewer',
        BUGSAGE_OIDC_SIGN_UP_DOMAINS: 'acme.example',
      });
      const { session } = await travel(persona(`${randomUUID()}@acme.example`), target);
      expect(await who(session, target)).toMatchObject({
        organizations: [{ organization_id: 1, role: 'viewer' }],
      });
      for (const email of ['eve@evil.example', 'eve@acme.example.evil.example', 'eve@notacme.example'])
        expect((await travel(persona(email), target)).session).toBeNull();
      await target.close();
    });

    it.each([
      'no cookie',
      'the cookie of another attempt',
      'a forged cookie',
      'another state',
      'another code',
    ])('refuses what comes back with %s', async (what) => {
      const { url, cookie } = await begin(api);
      const back = new URL(await provider.signIn(url, persona(USERS.member.email)));
      const other = (await begin(api)).cookie;
      if (what === 'another state') back.searchParams.set('state', 'x'.repeat(43));
      if (what === 'another code') back.searchParams.set('code', 'x'.repeat(43));
      const cookies: Record<string, string> = {
        'no cookie': '',
        'the cookie of another attempt': other,
        'a forged cookie': `${cookie.slice(0, -4)}AAAA`,
      };
      const { location, session } = await finish(api, back.href, cookies[what] ?? cookie);
      expect(location).toBe(`${ORIGIN}/?sign_in_error=oidc_refused`);
      expect(session).toBeNull();
    });

    it('takes an answer once, and in time', async () => {
      const subject = persona(USERS.member.email);
      const { url, cookie } = await begin(api);
      const back = await provider.signIn(url, subject);
      expect((await finish(api, back, cookie)).session).not.toBeNull();
      expect((await finish(api, back, cookie)).session).toBeNull();
      const late = await begin(api);
      const lateBack = await provider.signIn(late.url, subject);
      now += 601_000;
      expect((await finish(api, lateBack, late.cookie)).location).toContain('oidc_refused');
      now -= 601_000;
    });

    it('says so when the person declined, and when the provider is away', async () => {
      const { cookie } = await begin(api);
      const declined = await finish(
        api,
        `${ORIGIN}/api/v1/auth/oidc/callback?error=access_denied&state=x`,
        cookie,
      );
      expect(declined.location).toContain('sign_in_error=oidc_refused');
      const away = await open({ BUGSAGE_OIDC_ISSUER: 'http://127.0.0.1:9/' });
      const answer = await away.inject({ url: LOGIN });
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([503, 'unavailable']);
      await away.close();
    });

    it('is in the audit log', async () => {
      await travel(persona(USERS.owner.email));
      const { entries } = (
        await fixture().call({ url: '/api/v1/organizations/1/audit-log?limit=5', as: 'owner' })
      ).json<{ entries: unknown[] }>();
      expect(entries).toContainEqual(
        expect.objectContaining({
          action: 'login',
          actor: USERS.owner.email,
          details: { method: 'oidc', issuer: provider.issuer },
        }),
      );
    });
  });
}
