import type { Mechanism, NormalizedEvent } from '@bugsage/core';
import { fingerprint, parseFingerprintRules } from '@bugsage/fingerprint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dryRun } from '../../analyzer/src/api/routes/dry-run.ts';
import { placedEvent } from '../../packages/backends/src/testing/placed-event.ts';
import { startTestBackends, type TestBackends } from '../../packages/backends/src/testing/test-backends.ts';
import { createProjectRules, createRuleChangeHandler } from '../src/regroup/index.ts';

const LEASE = { extend: async () => undefined };
const BY = { projectId: 1, by: 'ann@acme.example', days: 30 };

describe('grouping rules on stored events', () => {
  let engines: TestBackends;
  beforeAll(async () => {
    engines = await startTestBackends();
  });
  afterAll(() => engines.stop());

  it('split an issue, and give it back exactly when they are rolled back', async () => {
    const { backends } = engines;
    const rules = createProjectRules(backends.rules, () => undefined);
    await rules.refresh();
    const handle = createRuleChangeHandler({ backends, rules, now: Date.now });
    const given = ['pay', 'pay', 'search'].map((transaction, pos) => {
      const placed = placedEvent({ pos, eventId: String(pos).padStart(32, '0'), userId: `u${pos}` });
      const event: NormalizedEvent = { ...placed.event, transaction, exceptions: [TIMEOUT] };
      return { ...placed, event, grouping: rules.fingerprint(event) };
    });
    await backends.events.insert(given);
    const cursor = { collector: 'c1', incarnation: 1, from: -1, to: 2 };
    await backends.ingest.commit({ events: given, deadLetters: [], cursor });

    const issues = async () => {
      const { issues: rows } = await backends.issues.listIssues({ projectIds: [1] }, { skip: 0, limit: 10 });
      return rows
        .map(({ id, number, event_count: events, users_affected: users }) => ({ id, number, events, users }))
        .toSorted((a, b) => a.number - b.number);
    };
    const changed = async (): Promise<void> => {
      const message = {
        id: 'x',
        subject: 'grouping.rules_changed' as const,
        payload: { project_id: 1, days: 30, actor: BY.by, reason: 'test' },
      };
      // Twice, as a message that is delivered again.
      expect(await handle({ message, deliveries: 1 }, LEASE)).toMatchObject({ kind: 'retry' });
      expect(await handle({ message, deliveries: 2 }, LEASE)).toEqual({ kind: 'done' });
    };

    const before = await issues();
    expect(before).toMatchObject([{ number: 1, events: 3, users: 3 }]);
    await backends.rules.apply({
      ...BY,
      reason: 'by page',
      fingerprint_rules: 'error.type:TimeoutError -> timeout, {{ transaction }}',
      stack_trace_rules: '',
    });
    await changed();
    // The larger part keeps the issue and its link.
    expect(await issues()).toMatchObject([
      { id: before[0]?.id, number: 1, events: 2, users: 2 },
      { number: 2, events: 1, users: 1 },
    ]);
    expect((await backends.events.getEvent(1, '2'.padStart(32, '0')))?.grouping.parts).toContainEqual(
      expect.objectContaining({ name: 'rule', value: 'timeout' }),
    );

    await backends.rules.rollBack({ ...BY, reason: 'too fine' });
    await changed();
    expect(await issues()).toEqual(before);
    const { history } = await backends.grouping.describe(before[0]?.id ?? '', 50);
    expect(history.filter(({ action }) => action === 'moved').map(({ actor }) => actor)).toEqual(
      expect.arrayContaining([BY.by]),
    );
    // Once more: the issue the rule had opened gets its events back.
    await backends.rules.apply({
      ...BY,
      reason: 'by page after all',
      fingerprint_rules: 'error.type:TimeoutError -> timeout, {{ transaction }}',
      stack_trace_rules: '',
    });
    await changed();
    expect((await issues()).map(({ number, events }) => [number, events])).toEqual([
      [1, 2],
      [2, 1],
    ]);
  });

  it('do exactly what the dry run said', async () => {
    const { backends } = engines;
    const projectId = 2;
    await backends.sql`INSERT INTO projects (id, organization_id, name, slug) VALUES (2, 1, 'Second', 'second')`;
    const rules = createProjectRules(backends.rules, () => undefined);
    await rules.refresh();
    const given = Array.from({ length: 24 }, (_, index) => {
      const pos = 100 + index;
      const eventId = `d${String(index).padStart(31, '0')}`;
      const placed = placedEvent({ pos, projectId, eventId, userId: `u${index % 5}` });
      // Some are made up by SDKs: their events have a further key.
      const mechanism = index % 4 === 0 ? { ...MADE_UP, type: `caught by ${index % 3}` } : null;
      const event: NormalizedEvent = {
        ...placed.event,
        transaction: ['pay', 'search', 'list'][index % 3] ?? '',
        exceptions: [{ ...TIMEOUT, type: ['TimeoutError', 'PriceError'][index % 2] ?? '', mechanism }],
      };
      return { ...placed, event, grouping: rules.fingerprint(event) };
    });
    await backends.events.insert(given);
    const cursor = { collector: 'c2', incarnation: 1, from: -1, to: 200 };
    await backends.ingest.commit({ events: given, deadLetters: [], cursor });
    const counts = async (): Promise<Map<string, number>> => {
      const { issues } = await backends.issues.listIssues(
        { projectIds: [projectId] },
        { skip: 0, limit: 50 },
      );
      return new Map(issues.map((issue) => [issue.id, issue.event_count]));
    };
    const before = await counts();
    const text =
      'type:TimeoutError value:*answer* -> paying\ntype:*Error -> {{ default }}, {{ transaction }}\n';
    const parsed = parseFingerprintRules(text);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
    const tried = await dryRun(
      { ...backends, now: Date.now },
      {
        projectId,
        days: 30,
        fingerprint: (event) => fingerprint(event, { rules: { fingerprint: parsed.rules, stackTrace: [] } }),
      },
    );
    expect(tried).toMatchObject({ events_read: 24, complete: true });
    expect(tried.events_moved).toBeGreaterThan(5);

    const expected = new Map(before);
    const opened = new Map<string, number>();
    for (const { issue, moves } of tried.issues) {
      for (const { fingerprint: key, events, to } of moves) {
        expected.set(issue.id, (expected.get(issue.id) ?? 0) - events);
        if (to === null) opened.set(key, (opened.get(key) ?? 0) + events);
        else expected.set(to.id, (expected.get(to.id) ?? 0) + events);
      }
    }
    await backends.rules.apply({
      projectId,
      by: BY.by,
      days: 30,
      reason: 'test',
      fingerprint_rules: text,
      stack_trace_rules: '',
    });
    const handle = createRuleChangeHandler({ backends, rules, now: Date.now });
    const payload = { project_id: projectId, days: 30, actor: BY.by, reason: 'test' };
    const message = { id: 'y', subject: 'grouping.rules_changed' as const, payload };
    await handle({ message, deliveries: 2 }, LEASE);
    const after = await counts();
    const known = [...expected].filter(([, events]) => events > 0);
    expect(known.map(([id]) => [id, after.get(id)])).toEqual(known);
    const fresh = [...after].filter(([id]) => !before.has(id)).map(([, events]) => events);
    expect(fresh.toSorted((a, b) => a - b)).toEqual([...opened.values()].toSorted((a, b) => a - b));

    // One step back: every event is where it was.
    await backends.rules.rollBack({ projectId, by: BY.by, days: 30, reason: 'test' });
    await handle({ message, deliveries: 2 }, LEASE);
    expect(await counts()).toEqual(before);
  });
});

const MADE_UP: Mechanism = {
  type: 'generic',
  handled: true,
  synthetic: true,
  exception_id: null,
  parent_id: null,
  source: null,
  is_exception_group: false,
  data: null,
};

const TIMEOUT: NormalizedEvent['exceptions'][number] = {
  type: 'TimeoutError',
  value: 'no answer',
  module: null,
  mechanism: null,
  frames: [],
};
