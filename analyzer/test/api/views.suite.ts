import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Fixture, Call } from './fixture.ts';
import type { UserName } from './seed.ts';

type View = { id: string; name: string; shared: boolean; owner: string };

export function describeViews(fixture: () => Fixture): void {
  const path = '/api/v1/organizations/1/views';
  const ask = (as: UserName, call: Partial<Call> = {}) => fixture().call({ url: path, as, ...call });
  const save = (as: UserName, json: object) =>
    ask(as, { method: 'POST', json: { name: randomUUID(), ...json } });
  const namesOf = async (as: UserName) =>
    (await ask(as)).json<{ views: View[] }>().views.map(({ name }) => name);

  describe('saved views', () => {
    it('are a person’s own unless they are shared', async () => {
      const own = (await save('viewer', { query: 'is:unresolved assignee:me' })).json<View>();
      const shared = (
        await save('member', { shared: true, kind: 'events', query: 'level:fatal' })
      ).json<View>();
      expect(await namesOf('viewer')).toEqual(expect.arrayContaining([own.name, shared.name]));
      expect(await namesOf('admin')).toContain(shared.name);
      expect(await namesOf('admin')).not.toContain(own.name);
      expect((await ask('admin', { method: 'DELETE', url: `${path}/${own.id}` })).statusCode).toBe(404);
      expect((await ask('viewer', { method: 'DELETE', url: `${path}/${shared.id}` })).statusCode).toBe(403);
      expect((await ask('stranger')).statusCode).toBe(404);
      const renamed = {
        method: 'PUT',
        url: `${path}/${shared.id}`,
        json: { name: `${shared.name} 2` },
      } as const;
      expect((await ask('admin', renamed)).json()).toMatchObject({
        name: `${shared.name} 2`,
        query: 'level:fatal',
      });
      expect((await ask('viewer', { method: 'DELETE', url: `${path}/${own.id}` })).statusCode).toBe(204);
      expect(await namesOf('viewer')).not.toContain(own.name);
    });

    it('are shared by members, not by viewers', async () => {
      expect((await save('viewer', { shared: true })).statusCode).toBe(403);
      const own = (await save('viewer', {})).json<View>();
      const share = { method: 'PUT', url: `${path}/${own.id}`, json: { shared: true } } as const;
      expect((await ask('viewer', share)).statusCode).toBe(403);
    });

    it('can be run: a search that cannot is refused, and a project of others is not there', async () => {
      expect((await save('viewer', { query: 'colour:red' })).json()).toMatchObject({
        code: 'invalid_search',
      });
      expect((await save('viewer', { kind: 'events', query: 'is:unresolved' })).json()).toMatchObject({
        code: 'invalid_search',
      });
      expect((await save('viewer', { project_id: 2 })).statusCode).toBe(404);
      expect((await save('viewer', { settings: { colour: 'red' } })).statusCode).toBe(400);
      expect((await save('viewer', { owner: 'x' })).statusCode).toBe(400);
    });

    it('have a name once', async () => {
      const name = randomUUID();
      const codes = [];
      for (const as of ['viewer', 'viewer', 'member'] as const)
        codes.push((await save(as, { name })).statusCode);
      expect(codes).toEqual([201, 409, 201]);
      const shared = async () =>
        (await save('member', { name, shared: true })).json<{ code?: string }>().code;
      expect([await shared(), await shared()]).toEqual([undefined, 'name_taken']);
    });
  });
}
