import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { BugSageError } from '@bugsage/core';
import { describe, expect, it } from 'vitest';
import { createApi } from '../../src/api/index.ts';
import { problemSchema } from '../../src/api/problem/problem.ts';
import type { Call, Fixture } from './fixture.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

export function describeProblems(fixture: () => Fixture): void {
  const idFor = async (id: string) =>
    (await fixture().call({ url: '/health', headers: { 'x-request-id': id } })).headers['x-request-id'];
  describe('every failure is a problem document', () => {
    const calls: readonly (readonly [string, Call, number, string])[] = [
      ['an unknown route', { url: '/api/v1/nothing', as: 'viewer' }, 404, 'route_not_found'],
      ['an unknown page without dashboard', { url: '/nothing' }, 404, 'route_not_found'],
      [
        'a method that is not there',
        { method: 'PATCH', url: '/api/v1/issues', json: {} },
        404,
        'route_not_found',
      ],
      ['a path that is no URL', { url: '/api/v1/%zz' }, 400, 'invalid_url'],
      ['an id that is none', { url: "/api/v1/issues/1'--", as: 'viewer' }, 400, 'invalid_request'],
      ['no token', { url: '/api/v1/issues' }, 401, 'missing_token'],
      [
        'basic authentication',
        { url: '/api/v1/issues', headers: { authorization: 'Basic YTpi' } },
        401,
        'missing_token',
      ],
      [
        'an unknown query parameter',
        { url: '/api/v1/users/me?expand=1', as: 'viewer' },
        400,
        'invalid_request',
      ],
      [
        'a body that is no JSON',
        { method: 'POST', url: '/api/v1/auth/refresh', headers: JSON_TYPE },
        400,
        'invalid_json',
      ],
      ['JSON for a form', { method: 'POST', url: '/api/v1/auth/token', json: {} }, 400, 'invalid_request'],
      [
        'a form for JSON',
        { method: 'POST', url: '/api/v1/auth/refresh', form: { refresh_token: 'x' } },
        415,
        'unsupported_media_type',
      ],
    ];
    it.each(calls)('%s', async (_name, call, status, code) => {
      const answer = await fixture().call(call);
      expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
      const problem = problemSchema.parse(answer.json());
      expect([answer.statusCode, problem.status, problem.code]).toEqual([status, status, code]);
      expect(problem.type).toBe(`urn:bugsage:problem:${code}`);
    });

    it.each([
      ['truncated JSON', '{"refresh_token":', 400, 'invalid_json'],
      ['a prototype', '{"__proto__": {"refresh_token": "x"}}', 400, 'invalid_json'],
      ['a body above the bound', `{"refresh_token": "${'x'.repeat(70_000)}"}`, 413, 'body_too_large'],
      ['deep nesting', '['.repeat(30_000) + ']'.repeat(30_000), 400, 'invalid_request'],
      ['an array', '[]', 400, 'invalid_request'],
      ['an unknown field', '{"refresh_token": "x", "user_id": 1}', 400, 'invalid_request'],
    ])('%s', async (_name, payload, status, code) => {
      const answer = await fixture().api.inject({
        method: 'POST',
        url: '/api/v1/auth/refresh',
        headers: JSON_TYPE,
        payload,
      });
      expect([answer.statusCode, problemSchema.parse(answer.json()).code]).toEqual([status, code]);
    });

    it('names the allowed fields', async () => {
      const answer = await fixture().call({ url: '/api/v1/issues?sevrity=high', as: 'viewer' });
      expect(answer.json()).toMatchObject({
        detail: expect.stringContaining('Allowed: severity, status, source, project_id'),
        errors: [{ in: 'query', path: 'sevrity', allowed: expect.arrayContaining(['severity', 'limit']) }],
      });
    });

    it.each([
      [
        'a store that is away',
        new BugSageError({ kind: 'unavailable', code: 'postgres_unavailable', message: 'secret' }),
        503,
        'unavailable',
      ],
      ['a bug', new Error('secret'), 500, 'internal_error'],
    ])('%s, without a word about the inside', async (_name, error, status, code) => {
      const accounts = { ...fixture().services.accounts, listProjects: () => Promise.reject(error) };
      const api = await createApi({ ...fixture().services, accounts });
      const answer = await fixture().call({ url: '/api/v1/projects', as: 'viewer' }, api);
      expect([answer.statusCode, problemSchema.parse(answer.json()).code]).toEqual([status, code]);
      expect(answer.body).not.toContain('secret');
      expect(answer.headers['retry-after']).toBe(status === 503 ? '5' : undefined);
      await api.close();
    });

    it.each([
      ['bytes that are not HTTP', 'nonsense\r\n\r\n', 400],
      ['headers above the bound', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    ])('%s', async (_name, bytes, status) => {
      const api = await createApi(fixture().services);
      await api.listen({ port: 0, host: '127.0.0.1' });
      const { port } = api.server.address() as AddressInfo;
      const socket = connect(port, '127.0.0.1');
      socket.end(bytes);
      const answer = await text(socket);
      expect(answer.startsWith(`HTTP/1.1 ${status} `)).toBe(true);
      expect(problemSchema.parse(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).status).toBe(status);
      await api.close();
    });
  });

  it('a request id is taken over when it is harmless, else made', async () => {
    expect(await idFor('trace-12345678')).toBe('trace-12345678');
    expect(await idFor('"},{"level":"fatal')).toMatch(/^[0-9a-f-]{36}$/);
  });
}
