import type { NormalizedEvent } from '@bugsage/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
});

const TIMEOUT: NormalizedEvent['exceptions'][number] = {
  type: 'TimeoutError',
  value: 'no answer',
  module: null,
  mechanism: null,
  frames: [],
};
