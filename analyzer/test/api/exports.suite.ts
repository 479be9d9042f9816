import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { BugSageError } from '@bugsage/core';
import { describe, expect, it } from 'vitest';
import { placedEvent } from '../../../packages/backends/src/testing/placed-event.ts';
import { createApi } from '../../src/api/index.ts';
import type { Fixture } from './fixture.ts';
import { newPerson } from './fresh-resources.ts';
import { EVENT_IDS, OTHER_EVENT_ID } from './seed.ts';

const FORMULA = '=HYPERLINK("https://evil.example","click")';
/** More than a page. */
const ISSUES = 503;

export function describeExports(fixture: () => Fixture): void {
  const get = (path: string) => fixture().call({ url: `/api/v1/exports/${path}`, as: 'viewer' });

  /** A project with that many issues of one event each. */
  const fill = async (count: number, title: string): Promise<number> => {
    const { services, backends } = fixture();
    const { id } = await services.projects.create({ organizationId: 1, name: `Exported ${randomUUID()}` });
    const collector = randomUUID();
    const occurredAt = Date.now() - 60_000;
    const events = Array.from({ length: count }, (_, pos) => {
      const eventId = randomUUID().replaceAll('-', '');
      const placed = placedEvent({
        pos,
        eventId,
        projectId: id,
        title,
        occurredAt,
        tags: [['plan', FORMULA]],
      });
      return { ...placed, position: { ...placed.position, collector } };
    });
    await backends.events.insert(events);
    const cursor = { collector, incarnation: 1, from: -1, to: count - 1 };
    await backends.ingest.commit({ events, deadLetters: [], cursor });
    return id;
  };

  describe('exports', () => {
    it('hold every issue once, over any number of pages', async () => {
      const project = await fill(ISSUES, 'TypeError: exported');
      const answer = await get(`issues?format=json&project_id=${project}&limit=100000`);
      expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
      expect(answer.headers['content-disposition']).toBe('attachment; filename="issues.json"');
      const rows = answer.json<{ id: string; number: number }[]>();
      expect(rows).toHaveLength(ISSUES);
      expect(new Set(rows.map(({ id }) => id)).size).toBe(ISSUES);
      const events = (await get(`events?format=json&project_id=${project}&limit=100000`)).json<
        { event_id: string; issue_id: string }[]
      >();
      // All of one millisecond.
      expect(new Set(events.map((event) => event.event_id)).size).toBe(ISSUES);
      expect(new Set(events.map((event) => event.issue_id))).toEqual(new Set(rows.map(({ id }) => id)));
      expect((await get(`issues?format=json&project_id=${project}&limit=7`)).json()).toHaveLength(7);
      expect((await get(`issues?format=json&project_id=${project}&query=title:nothing`)).json()).toEqual([]);
    });

    it('are CSV in which nothing is a formula', async () => {
      const project = await fill(1, FORMULA);
      const issues = await get(`issues?project_id=${project}`);
      expect(issues.headers['content-type']).toBe('text/csv; charset=utf-8');
      const [header, row, rest] = issues.body.split('\r\n');
      expect(header).toContain('"id","number","project_id","title"');
      expect(row).toContain(`"'=HYPERLINK(""https://evil.example"",""click"")"`);
      expect(rest).toBe('');
      const events = await get(`events?project_id=${project}`);
      expect(`${issues.body}${events.body}`).not.toMatch(/(?:^|,|\n)"?[=+@]/);
    });

    it('show only what the caller may see', async () => {
      const ids = (await get('events?format=json'))
        .json<{ event_id: string }[]>()
        .map((event) => event.event_id);
      expect(ids).toEqual(expect.arrayContaining([...EVENT_IDS, OTHER_EVENT_ID]));
      expect(ids).not.toContain('8'.repeat(32));
      expect((await get('issues?project_id=2')).statusCode).toBe(404);
      expect((await get('issues?limit=100001')).statusCode).toBe(400);
      expect((await get('issues?limit=1e9')).statusCode).toBe(400);
      expect((await get('events?query=colour:red')).json()).toMatchObject({ code: 'invalid_search' });
    });

    it('that fail in the middle are cut, so that half a file is no file', async () => {
      const { services } = fixture();
      let pages = 0;
      const pageOfIssues: typeof services.issues.pageOfIssues = (...given) => {
        pages += 1;
        return pages < 2
          ? services.issues.pageOfIssues(...given)
          : Promise.reject(
              new BugSageError({ kind: 'unavailable', code: 'postgres_unavailable', message: 'x' }),
            );
      };
      const project = await fill(ISSUES, 'TypeError: cut');
      const api = await createApi({ ...services, issues: { ...services.issues, pageOfIssues } });
      await api.listen({ port: 0, host: '127.0.0.1' });
      const { port } = api.server.address() as AddressInfo;
      const { token } = await newPerson(fixture(), { organizationId: 1, role: 'viewer' });
      const headers = { authorization: `Bearer ${token}` };
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1/exports/issues?project_id=${project}`, {
        headers,
      });
      await expect(answer.text()).rejects.toThrow('terminated');
      // Its place is free again.
      pages = -1_000;
      for (let time = 0; time < 5; time += 1) {
        const again = await fetch(`http://127.0.0.1:${port}/api/v1/exports/issues?project_id=${project}`, {
          headers,
        });
        expect((await again.text()).split('\r\n')).toHaveLength(ISSUES + 2);
      }
      await api.close();
    });

    it('are two at once for one person', async () => {
      const { services } = fixture();
      const gate = Promise.withResolvers<never[]>();
      let asked = 0;
      const pageOfIssues = (): Promise<never[]> => {
        asked += 1;
        return gate.promise;
      };
      const api = await createApi({ ...services, issues: { ...services.issues, pageOfIssues } });
      const call = { url: '/api/v1/exports/issues', as: 'viewer' } as const;
      const running = [fixture().call(call, api), fixture().call(call, api)];
      await expect.poll(() => asked).toBe(2);
      expect((await fixture().call(call, api)).json()).toMatchObject({
        status: 429,
        code: 'too_many_exports',
      });
      gate.resolve([]);
      for (const answer of await Promise.all(running)) expect(answer.statusCode).toBe(200);
      await api.close();
    });
  });

  describe('statistics', () => {
    it('say how the events of a search spread over tags', async () => {
      const answer = await fixture().call({
        url: '/api/v1/analytics/tags?query=tags.browser:Chrome',
        as: 'viewer',
      });
      expect(answer.json()).toEqual({
        tags: [{ key: 'browser', values: [{ value: 'Chrome', count: EVENT_IDS.length }] }],
      });
    });

    it('count issues by project, platform and state', async () => {
      const project = await fill(3, 'TypeError: counted');
      const url = `/api/v1/issues/statistics/summary?project_id=${project}`;
      expect((await fixture().call({ url, as: 'viewer' })).json()).toMatchObject({
        total_issues: 3,
        new_issues: 3,
        resolved_issues: 0,
        by_project: { [project]: 3 },
        by_platform: { node: 3 },
        by_substatus: { new: 3 },
      });
    });
  });
}
