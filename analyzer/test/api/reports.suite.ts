import { randomUUID } from 'node:crypto';
import { DROP_REASONS, type Issue } from '@bugsage/core';
import { describe, expect, it } from 'vitest';
import { TRACE_TEXTS } from '../../../packages/stacktrace/test/trace-texts.ts';
import { createApi } from '../../src/api/index.ts';
import type { Fixture } from './fixture.ts';

type Reported = { event_id: string; issue: Issue; is_new: boolean };

const PYTHON = `Traceback (most recent call last):
  File "/srv/shop/cart.py", line 9, in total
    return price["net"]
KeyError: 'net'`;
const TRACES = {
  ...TRACE_TEXTS,
  python: PYTHON,
  javascript: `TypeError: x is not a function\n    at total (/srv/shop/cart.js:9:3)\n    at main (/srv/shop/main.js:2:1)`,
};

export function describeReports(fixture: () => Fixture): void {
  const freshProject = async () =>
    fixture().services.projects.create({ organizationId: 1, name: `Reports ${randomUUID()}` });
  const report = (json: object, as: 'member' | 'viewer' = 'member') =>
    fixture().call({ method: 'POST', url: '/api/v1/issues', json, as });

  describe('an issue reported through the API', () => {
    it.each(Object.entries(TRACES))('%s: is parsed, grouped, and again the same', async (_name, stack) => {
      const { id: project_id } = await freshProject();
      const first = await report({ project_id, stack_trace: stack });
      const { issue, event_id, is_new } = first.json<Reported>();
      expect([first.statusCode, is_new, issue.source, issue.event_count]).toEqual([201, true, 'api', 1]);
      const again = await report({ project_id, stack_trace: stack });
      expect([again.statusCode, again.json<Reported>().is_new]).toEqual([200, false]);
      expect(again.json<Reported>().issue).toMatchObject({ id: issue.id, event_count: 2 });
      const event = await fixture().call({
        url: `/api/v1/issues/${issue.id}/events/${event_id}`,
        as: 'viewer',
      });
      expect(event.json<{ event: { exceptions: unknown[] } }>().event.exceptions.length).toBeGreaterThan(0);
    });

    it('has type, frames, severity and words of the report', async () => {
      const { id: project_id } = await freshProject();
      const words = {
        title: 'Nightly import',
        description: 'Every **night**',
        category: 'import',
        assignee: 'ann@acme.example',
      };
      const given = {
        ...words,
        severity: 'critical',
        release: 'shop@2.1.0',
        environment: 'production',
        tags: { job: 'nightly' },
      };
      const answer = await report({ project_id, stack_trace: PYTHON, ...given });
      const { issue, event_id } = answer.json<Reported>();
      expect(issue).toMatchObject({
        ...words,
        type: 'KeyError',
        value: "'net'",
        platform: 'python',
        severity: 'critical',
        first_release: 'shop@2.1.0',
        last_environment: 'production',
        tags: { job: 'nightly' },
      });
      const { event } = (
        await fixture().call({ url: `/api/v1/issues/${issue.id}/events/${event_id}`, as: 'viewer' })
      ).json<{ event: { exceptions: { frames: object[] }[] } }>();
      expect(event.exceptions[0]?.frames.at(-1)).toMatchObject({
        function: 'total',
        filename: '/srv/shop/cart.py',
        lineno: 9,
        context_line: 'return price["net"]',
        in_app: true,
      });
      const second = await report({ project_id, stack_trace: PYTHON, title: 'Other words' });
      expect(second.json<Reported>().issue.title).toBe('Nightly import');
    });

    it('goes through the scrubber like every event', async () => {
      const { id: project_id } = await freshProject();
      const stack_trace = `Error: login with password=hunter2secret failed\n    at login (/srv/a.js:1:1)\n    at main (/srv/b.js:1:1)`;
      const answer = await report({ project_id, stack_trace, extra: { api_key: 'k-12345' } });
      expect(answer.statusCode).toBe(201);
      const { issue } = answer.json<Reported>();
      const event = await fixture().call({ url: `/api/v1/issues/${issue.id}/events/latest`, as: 'viewer' });
      expect(answer.body + event.body).not.toMatch(/hunter2secret|k-12345/);
    });

    it('is safe to repeat with its event id', async () => {
      const { id: project_id } = await freshProject();
      const body = { project_id, message: 'disk is full', event_id: randomUUID().replaceAll('-', '') };
      const [first, second] = [await report(body), await report(body)];
      expect([first.statusCode, second.statusCode]).toEqual([201, 200]);
      expect(second.json()).toMatchObject({ event_id: body.event_id, issue: { event_count: 1 } });
    });

    it('joins one issue when many report it at once', async () => {
      const { id: project_id } = await freshProject();
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => report({ project_id, stack_trace: PYTHON })),
      );
      expect(new Set(answers.map((answer) => answer.json<Reported>().issue.id)).size).toBe(1);
      const list = await fixture().call({ url: `/api/v1/issues?project_id=${project_id}`, as: 'viewer' });
      expect(list.json()).toMatchObject({ total: 1, issues: [{ event_count: 8 }] });
    });

    it.each([
      ['nothing to group by', {}, 400],
      ['only blanks', { stack_trace: ' ', message: '' }, 400],
      ['NUL', { message: 'a\0b' }, 400],
      ['a time that is none', { message: 'x', occurred_at: 'yesterday' }, 400],
      ['what follows from events alone', { message: 'x', event_count: 7 }, 400],
      ['a status', { message: 'x', status: 'resolved' }, 400],
      [
        'too deep values',
        { message: 'x', extra: { a: JSON.parse('['.repeat(99) + ']'.repeat(99)) as unknown } },
        400,
      ],
      ['a trace above its bound', { stack_trace: 'x'.repeat(600_000) }, 400],
      ['a body above its bound', { stack_trace: 'x'.repeat(900_000) }, 413],
    ])('is refused with %s', async (_name, fields, status) => {
      const { id: project_id } = await freshProject();
      const answer = await report({ project_id, ...fields });
      expect([answer.statusCode, answer.body.slice(0, 300)]).toEqual([status, expect.any(String)]);
    });

    it('says what the project filters', async () => {
      const { id: project_id } = await freshProject();
      const filters = {
        browser_extensions: false,
        crawlers: false,
        localhost: false,
        stale_chunks: false,
        browser_noise: false,
        rules: [{ field: 'release', glob: 'old@*' } as const],
      };
      await fixture().services.accounts.updateProject(project_id, { filters });
      // The collector reads filters every few seconds.
      await expect
        .poll(
          async () =>
            (await report({ project_id, message: 'x', release: 'old@1' })).json<{
              code?: string;
              detail?: string;
            }>(),
          {
            timeout: 30_000,
          },
        )
        .toMatchObject({ code: 'event_filtered', detail: `${DROP_REASONS.filtered_rule} (filtered_rule)` });
    });

    it('needs a key that is enabled, and a collector', async () => {
      const { id: project_id } = await freshProject();
      await fixture().sql`UPDATE ingest_keys SET enabled = false WHERE project_id = ${project_id}`;
      expect((await report({ project_id, message: 'x' })).json()).toMatchObject({
        status: 409,
        code: 'no_ingest_key',
      });
      const api = await createApi({ ...fixture().services, collectorUrl: 'http://127.0.0.1:9' });
      const call = {
        method: 'POST',
        url: '/api/v1/issues',
        json: { project_id: 1, message: 'x' },
        as: 'member',
      } as const;
      const answer = await fixture().call(call, api);
      expect(answer.json()).toMatchObject({ status: 503, code: 'collector_unavailable' });
      expect(answer.headers['retry-after']).toBe('5');
      await api.close();
    });

    it('is for members of the project', async () => {
      expect((await report({ project_id: 1, message: 'x' }, 'viewer')).statusCode).toBe(403);
      expect((await report({ project_id: 2, message: 'x' })).statusCode).toBe(404);
    });
  });
}
