import { FINGERPRINT_VERSIONS, fingerprint, type VersionsInUse } from '@bugsage/fingerprint';
import type { NormalizedEvent, PlacedEvent } from '@bugsage/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placedEvent } from '../../../packages/backends/src/testing/placed-event.ts';
import {
  startTestPostgres,
  type TestPostgres,
} from '../../../packages/backends/src/testing/test-postgres.ts';
import { openPostgresIngestStore } from '../../../packages/backends/src/postgres/ingest/postgres-ingest-store.ts';
import { openPostgresIssueStore } from '../../../packages/backends/src/postgres/postgres-issue-store.ts';
import { openPostgresRegroupStore } from '../../../packages/backends/src/postgres/grouping/move-events.ts';
import { openPostgresGroupingStore } from '../../../packages/backends/src/postgres/grouping/postgres-grouping-store.ts';

const SCOPE = { projectIds: [1] };
const { bs1 } = FINGERPRINT_VERSIONS;
const BEFORE: VersionsInUse = { current: bs1, earlier: [] };
/** What `bs1` joins and parts, under keys of its own. */
const AFTER: VersionsInUse = {
  current: {
    ...bs1,
    id: 'later',
    fingerprint: (event) => {
      const grouping = bs1.fingerprint(event);
      return {
        ...grouping,
        version: 'later',
        fingerprint: grouping.fingerprint.split('').toReversed().join(''),
      };
    },
  },
  earlier: [bs1],
};

describe('an upgrade of the fingerprint', () => {
  let database: TestPostgres;
  let pos = -1;
  let cursor = -1;
  beforeAll(async () => {
    database = await startTestPostgres();
  });
  afterAll(() => database.stop());

  const place = (value: string, versions: VersionsInUse, userId = 'u1'): PlacedEvent => {
    pos += 1;
    const placed = placedEvent({ pos, eventId: pos.toString(16).padStart(32, '0'), userId });
    const event: NormalizedEvent = {
      ...placed.event,
      exceptions: [{ type: 'TypeError', value, module: null, mechanism: null, frames: [] }],
    };
    return { ...placed, event, grouping: fingerprint(event, { versions }) };
  };
  const store = async (...events: readonly PlacedEvent[]) => {
    const range = { collector: 'c1', incarnation: 1, from: cursor, to: pos };
    await openPostgresIngestStore(database.sql).commit({ events, deadLetters: [], cursor: range });
    cursor = pos;
    return events;
  };
  const issues = async () => {
    const { issues: rows } = await openPostgresIssueStore(database.sql).listIssues(SCOPE, {
      skip: 0,
      limit: 50,
    });
    return rows.toSorted((a, b) => a.number - b.number);
  };
  const counts = async () =>
    (await issues()).map(({ number, value, event_count: events, users_affected: users }) => ({
      number,
      value,
      events,
      users,
    }));

  it('goes on with the issues of the version before, and keeps numbers and decisions exact', async () => {
    await store(place('no cart', BEFORE), place('no order', BEFORE, 'u2'));
    const [cart, order] = await issues();
    // Both versions run beside each other while collectors are replaced.
    await store(place('no cart', AFTER, 'u3'), place('no order', AFTER), place('no cart', BEFORE));
    await store(place('no seat', AFTER), place('no seat', BEFORE, 'u2'));
    expect(await counts()).toEqual([
      { number: 1, value: 'no cart', events: 3, users: 2 },
      { number: 2, value: 'no order', events: 2, users: 2 },
      { number: 3, value: 'no seat', events: 2, users: 2 },
    ]);

    const grouping = openPostgresGroupingStore(database.sql);
    const decision = { by: 'anna@acme.test', reason: 'one bug' };
    const before = await counts();
    await grouping.merge(SCOPE, { into: cart?.id ?? '', issueIds: [order?.id ?? ''], ...decision });
    await store(place('no order', AFTER, 'u9'));
    expect((await counts())[0]).toMatchObject({ number: 1, events: 6, users: 4 });
    await grouping.unmerge(SCOPE, { issueId: order?.id ?? '', ...decision });
    await store(place('no order', BEFORE, 'u9'));
    expect(await counts()).toEqual([
      before[0],
      { number: 2, value: 'no order', events: 4, users: 3 },
      before[2],
    ]);

    const { fingerprints, history } = await grouping.describe(cart?.id ?? '', 50);
    const carts = [BEFORE, AFTER].map((versions) => place('no cart', versions).grouping);
    const eventsOf = new Map(fingerprints.map((one) => [one.fingerprint, [one.version, one.event_count]]));
    expect(carts.map(({ fingerprint: key }) => eventsOf.get(key))).toEqual([
      ['bs1', 2],
      ['later', 1],
    ]);
    expect(eventsOf.size).toBe(2);
    expect(history.filter(({ action }) => action === 'assigned')).toHaveLength(2);
  });

  it('moves stored events to the issue that any of their keys has', async () => {
    const [old] = await store(place('no ticket', BEFORE));
    const [other] = await store(place('no hall', BEFORE));
    if (old === undefined || other === undefined) throw new Error('Nothing was stored.');
    const count = (await issues()).length;
    // What the event is now taken for: its own key is new, another one leads to the issue of tickets.
    const to = { ...fingerprint(old.event, { versions: AFTER }), title: 'TypeError: no ticket' };
    await openPostgresRegroupStore(database.sql).move({
      projectId: 1,
      actor: 'symbolicate',
      reason: 'test',
      moves: [
        {
          eventId: other.event.event_id,
          revision: 1,
          from: other.grouping.fingerprint,
          to,
          occurredAt: other.event.occurred_at,
          timesSeen: 1,
          userHash: null,
          release: null,
          environment: null,
        },
      ],
    });
    const rows = await issues();
    expect(rows).toHaveLength(count);
    const ofTickets = rows.find(({ value }) => value === 'no ticket');
    expect(rows.map(({ event_count: events }) => events).slice(-2)).toEqual([2, 0]);
    const found = await openPostgresIssueStore(database.sql).issuesOfFingerprints([
      { project_id: 1, fingerprint: to.fingerprint },
    ]);
    expect([...found.values()]).toEqual([ofTickets?.id]);
  });

  it('never leaves an issue with keys alone', async () => {
    const [event] = await store(place('no light', AFTER));
    const issue = (await issues()).at(-1);
    const split = openPostgresGroupingStore(database.sql).split(SCOPE, {
      issueId: issue?.id ?? '',
      fingerprints: [event?.grouping.fingerprint ?? ''],
      by: 'anna@acme.test',
      reason: 'x',
    });
    await expect(split).rejects.toMatchObject({ code: 'nothing_left' });
  });
});
