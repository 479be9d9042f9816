import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Fixture } from './fixture.ts';
import { newPerson } from './fresh-resources.ts';

type Owners = {
  owners: { owner: string; name: string | null }[];
  source: string | null;
  rule: object | null;
};

export function describeOwnership(fixture: () => Fixture): void {
  const stack = (file: string) =>
    `Error: ${randomUUID()}\n    at total (/srv/shop/${file}:9:3)\n    at main (/srv/shop/src/main.js:2:1)`;
  const fresh = async () => {
    const { services, call } = fixture();
    const { id } = await services.projects.create({ organizationId: 1, name: `Owned ${randomUUID()}` });
    const admin = await newPerson(fixture(), { organizationId: 1, role: 'admin' });
    const headers = { authorization: `Bearer ${admin.token}` };
    return {
      id,
      admin,
      set: (json: object) => call({ method: 'PUT', url: `/api/v1/projects/${id}/ownership`, json, headers }),
      validate: (json: object) =>
        call({ method: 'POST', url: `/api/v1/projects/${id}/ownership/validate`, json, headers }),
      get: () => call({ url: `/api/v1/projects/${id}/ownership`, headers }),
      ownersOf: async (file: string) => {
        const json = { project_id: id, stack_trace: stack(file) };
        const reported = await call({ method: 'POST', url: '/api/v1/issues', json, headers });
        const issue = reported.json<{ issue: { id: string } }>().issue.id;
        return (await call({ url: `/api/v1/issues/${issue}/owners`, headers })).json<Owners>();
      },
    };
  };

  describe('ownership', () => {
    it('says who owns an issue, and because of which rule', async () => {
      const { id, admin, set, get, ownersOf } = await fresh();
      const team = await fixture().services.teams.create(1, `Checkout ${randomUUID()}`);
      await fixture().services.teams.setProject({
        organizationId: 1,
        teamId: team.id,
        belongs: true,
        projectId: id,
      });
      const rules = `# who\npath:src/cart/* ${admin.email} #${team.slug}`;
      expect((await get()).json()).toMatchObject({
        rules: '',
        auto_assign: 'off',
        updated_by: null,
        problems: [],
      });
      expect((await set({ rules, codeowners: '*.js @nobody-knows\n' })).json()).toMatchObject({
        rules,
        updated_by: admin.email,
        problems: [{ in: 'codeowners', line: 1, message: expect.stringContaining('@nobody-knows') }],
      });
      expect(await ownersOf('src/cart/total.js')).toEqual({
        owners: [
          { owner: admin.email, kind: 'user', name: 'Fresh' },
          { owner: `#${team.slug}`, kind: 'team', name: team.name },
        ],
        source: 'ownership_rules',
        rule: { line: 2, text: `path:src/cart/* ${admin.email} #${team.slug}` },
      });
      expect(await ownersOf('src/order.js')).toEqual({ owners: [], source: null, rule: null });
      await set({ codeowners: '/src/ @fresh\n', mappings: { '@fresh': admin.email } });
      expect(await ownersOf('src/order.js')).toMatchObject({
        owners: [{ owner: admin.email }],
        source: 'codeowners',
      });
      // What was left out stayed.
      expect((await get()).json()).toMatchObject({ rules });
    });

    it.each([
      ['a stranger', 'path:x somebody@else.example', 'Line 1: somebody@else.example is no member'],
      ['an unknown team', 'path:x #nobody', 'Line 1: #nobody is no team'],
      ['no owner', '\npath:x', 'Line 2: It names no owner'],
    ])('refuses rules with %s', async (_name, rules, message) => {
      const { set, validate, get } = await fresh();
      const answer = await set({ rules });
      expect(answer.json()).toMatchObject({
        status: 400,
        errors: [{ path: 'rules', message: expect.stringContaining(message) }],
      });
      expect((await get()).json()).toMatchObject({ rules: '' });
      expect((await validate({ rules })).json()).toMatchObject({ problems: [{ in: 'ownership_rules' }] });
    });

    it('of another organization’s people says nothing', async () => {
      const { validate } = await fresh();
      const answer = await validate({ rules: 'path:x owner@other.example' });
      const unknown = await validate({ rules: 'path:x owner@nowhere.example' });
      expect(answer.body.replace('@other', '@nowhere')).toBe(unknown.body);
    });

    it('tells the commits an analysis suspected', async () => {
      const { ids, services, call } = fixture();
      const suspects = () => call({ url: `/api/v1/issues/${ids.other}/suspect-commits`, as: 'viewer' });
      expect((await suspects()).json()).toEqual({ commit: null, exact: false, found_at: null, suspects: [] });
      const suspect = {
        commit: 'a'.repeat(40),
        author_name: 'Ann\0',
        author_email: 'ann@acme.example',
        authored_at: '2026-11-20T10:00:00.000Z',
        subject: '<img src=x>',
        path: 'src/cart.js',
        reason: 'changed the line',
      };
      const code = { commit: 'b'.repeat(40), exact: true, suspects: [suspect], places: [] };
      expect(await services.ownership.setCode(ids.other, code)).toBe(true);
      expect((await suspects()).json()).toMatchObject({
        exact: true,
        suspects: [{ ...suspect, author_name: 'Ann' }],
      });
      expect(await services.ownership.setCode(randomUUID(), code)).toBe(false);
    });
  });
}
