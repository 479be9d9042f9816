import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration } from '@bugsage/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApi, type Api } from '../../src/api/index.ts';
import type { Fixture } from './fixture.ts';

const PAGE = { accept: 'text/html' };

export function describeSite(fixture: () => Fixture): void {
  const withConfiguration = (environment: Record<string, string>) =>
    createApi({ ...fixture().services, configuration: readConfiguration(environment) });
  const healthOf = async (ok: boolean, reasons: string[]) => {
    const api = await createApi({ ...fixture().services, ready: async () => ({ ok, reasons }) });
    const answer = await api.inject({ url: '/health' });
    await api.close();
    return [answer.statusCode, answer.json<unknown>()];
  };
  describe('the dashboard', () => {
    let directory: string;
    let api: Api;

    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), 'bugsage-dashboard-'));
      await mkdir(join(directory, 'assets'));
      await writeFile(join(directory, 'index.html'), '<!doctype html><title>BugSage</title>');
      await writeFile(join(directory, 'assets', 'app-1a2b.js'), 'export {};');
      api = await createApi({ ...fixture().services, dashboardDirectory: directory });
    });

    afterAll(async () => {
      await api.close();
      await rm(directory, { recursive: true, force: true });
    });

    it.each(['/', '/issues/12', '/projects/1/settings?tab=dsn'])('serves its page at %s', async (url) => {
      const answer = await api.inject({ url, headers: PAGE });
      expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-cache']);
      expect(answer.body).toContain('<title>BugSage</title>');
    });

    it('lets files with a hash in their name be kept', async () => {
      const answer = await api.inject({ url: '/assets/app-1a2b.js' });
      expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    });

    it('runs no script that is not a file of ours, and is in no frame', async () => {
      const policy = String(
        (await api.inject({ url: '/', headers: PAGE })).headers['content-security-policy'],
      );
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
    });

    it.each([
      '/assets/missing.js',
      '/api/v1/missing',
      '/api',
      '/..%2f..%2fetc/passwd',
      '/%2e%2e/%2e%2e/etc/passwd',
    ])('is not the answer to %s', async (url) => {
      const answer = await api.inject({ url });
      expect(answer.body).not.toContain('<title>');
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    });

    it('does not hide a missing route from a browser', async () => {
      expect((await api.inject({ url: '/api/v1/missing', headers: PAGE })).statusCode).toBe(404);
    });
  });

  describe('operation', () => {
    it('says what is degraded, and 503 when it cannot serve', async () => {
      expect(await healthOf(true, [])).toEqual([200, { status: 'ok', reasons: [] }]);
      const reasons = ['The event store does not answer.'];
      expect(await healthOf(true, reasons)).toEqual([200, { status: 'degraded', reasons }]);
      expect(await healthOf(false, reasons)).toEqual([503, { status: 'unavailable', reasons }]);
    });

    it('hands out metrics as Prometheus reads them', async () => {
      const answer = await fixture().call({ url: '/metrics' });
      expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
      expect(answer.body).toBe('# TYPE up gauge\nup 1\n');
    });
  });

  describe('other origins and names', () => {
    it('are not allowed by default', async () => {
      expect(await allowedOrigin(fixture().api, 'https://app.example.com')).toBeUndefined();
    });

    it('are allowed by their exact name, without cookies', async () => {
      const api = await withConfiguration({ BUGSAGE_CORS_ORIGINS: 'https://app.example.com' });
      expect(await allowedOrigin(api, 'https://app.example.com')).toBe('https://app.example.com');
      for (const origin of [
        'https://evil-app.example.com',
        'https://app.example.com.evil',
        'null',
        'http://app.example.com',
      ]) {
        expect(await allowedOrigin(api, origin)).toBeUndefined();
      }
      const preflight = await api.inject({
        method: 'OPTIONS',
        url: '/api/v1/issues',
        headers: { origin: 'https://app.example.com', 'access-control-request-method': 'PUT' },
      });
      expect(preflight.statusCode).toBe(204);
      expect(preflight.headers['access-control-allow-credentials']).toBeUndefined();
      await api.close();
    });

    it('with a star still come without cookies', async () => {
      const api = await withConfiguration({ BUGSAGE_CORS_ORIGINS: '*' });
      expect(await allowedOrigin(api, 'https://any.example')).toBe('*');
      await api.close();
    });

    it('are refused as host names when trusted ones are set', async () => {
      const api = await withConfiguration({ BUGSAGE_TRUSTED_HOSTS: 'bugs.example.com' });
      const statusOf = async (host: string) =>
        (await api.inject({ url: '/health', headers: { host } })).statusCode;
      expect(await statusOf('bugs.example.com:8000')).toBe(200);
      expect(await statusOf('rebound.attacker.example')).toBe(400);
      await api.close();
    });

    it('the cookie is for https only where the public address is', async () => {
      const api = await withConfiguration({ BUGSAGE_PUBLIC_URL: 'https://bugs.example.com/' });
      const answer = await api.inject({
        method: 'POST',
        url: '/api/v1/auth/token',
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://bugs.example.com' },
        payload: 'username=viewer%40acme.example&password=correct+horse+battery',
      });
      expect(String(answer.headers['set-cookie'])).toContain('; Secure');
      expect(answer.headers['strict-transport-security']).toBeDefined();
      await api.close();
    });
  });
}

async function allowedOrigin(api: Api, origin: string): Promise<unknown> {
  const answer = await api.inject({ url: '/health', headers: { origin } });
  return answer.headers['access-control-allow-origin'];
}
