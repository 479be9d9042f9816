import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IngestStore } from '../../ports/ingest-store.ts';
import { placedEvent } from '../../testing/placed-event.ts';
import { startTestPostgres, type TestPostgres } from '../../testing/test-postgres.ts';
import { openPostgresIngestStore } from './postgres-ingest-store.ts';

describe('the transaction that stores a batch', () => {
  let database: TestPostgres;
  let store: IngestStore;

  beforeAll(async () => {
    database = await startTestPostgres();
    store = openPostgresIngestStore(database.sql);
  });
  afterAll(() => database.stop());

  let pos = 0;
  const nextId = (): string => (pos += 1).toString(16).padStart(32, '0');
  let cursor = -1;
  const commit = async (
    events: Parameters<IngestStore['commit']>[0]['events'],
    sampled = new Set<number>(),
  ) => {
    const to = Math.max(cursor, ...events.map((event) => event.position.pos));
    const result = await store.commit({
      events,
      sampled,
      deadLetters: [],
      cursor: { collector: 'c1', incarnation: 1, from: cursor, to },
    });
    cursor = to;
    return result;
  };

  it('opens one issue per fingerprint and counts its events and users', async () => {
    const fingerprint = 'a'.repeat(32);
    const events = ['u1', 'u2', 'u1', null].map((userId) => {
      const eventId = nextId();
      return placedEvent({ pos, eventId, fingerprint, userId });
    });
    expect(await commit(events)).toEqual({
      accepted: 4,
      sampled: 0,
      duplicates: 0,
      issuesCreated: 1,
      issuesRegressed: 0,
    });
    const [issue] = await database.sql`SELECT * FROM issues`;
    expect(issue).toMatchObject({
      number: 1,
      event_count: 4,
      users_affected: 2,
      status: 'detected',
      severity: 'high',
    });
    const outbox = await database.sql`SELECT subject, payload FROM outbox`;
    expect([...outbox]).toEqual([
      { subject: 'issue.created', payload: { project_id: 1, issue_id: issue?.['id'] } },
    ]);
  });

  it('forgets event ids after the window, a bounded number at once, and then knows them no more', async () => {
    const events = Array.from({ length: 5 }, () =>
      placedEvent({ pos, eventId: nextId(), fingerprint: 'f'.repeat(32) }),
    );
    await commit(events);
    const ids = events.map(({ event }) => event);
    await database.sql`UPDATE event_ids SET received_at = '2001-01-01' WHERE event_id = ANY(${ids.map(({ event_id }) => event_id)}::text[])`;
    const window = Date.UTC(2002, 0);
    expect(await store.forgetEventIds(Date.UTC(2000, 0), 100)).toBe(0);
    expect(await store.forgetEventIds(window, 3)).toBe(3);
    expect((await store.knownEventIds(ids)).size).toBe(2);
    expect([await store.forgetEventIds(window, 3), await store.forgetEventIds(window, 3)]).toEqual([2, 0]);
    // Later than the window, the same id is a new event.
    const again = events.map((placed) => ({ ...placed, position: { ...placed.position, pos: (pos += 1) } }));
    expect(await commit(again)).toMatchObject({ accepted: 5, duplicates: 0 });
  });

  it('counts an event id once, in one batch and across batches', async () => {
    const eventId = nextId();
    const event = placedEvent({ pos, eventId, fingerprint: 'b'.repeat(32) });
    const again = { ...event, position: { ...event.position, pos: (pos += 1) } };
    expect(await commit([event, again])).toMatchObject({ accepted: 1, duplicates: 1, issuesCreated: 1 });
    const later = { ...event, position: { ...event.position, pos: (pos += 1) } };
    expect(await commit([later])).toMatchObject({ accepted: 0, duplicates: 1, issuesCreated: 0 });
    expect([
      ...(await store.knownEventIds([
        { project_id: 1, event_id: eventId },
        { project_id: 2, event_id: eventId },
      ])),
    ]).toEqual([`1:${eventId}`]);
  });

  it('finds an issue by any fingerprint of the event', async () => {
    const first = placedEvent({ pos: pos + 1, eventId: nextId(), fingerprint: 'c'.repeat(32) });
    await commit([first]);
    const second = placedEvent({
      pos: pos + 1,
      eventId: nextId(),
      fingerprint: 'd'.repeat(32),
      alternatives: ['c'.repeat(32)],
    });
    expect(await commit([second])).toMatchObject({ issuesCreated: 0 });
    const third = placedEvent({ pos: pos + 1, eventId: nextId(), fingerprint: 'd'.repeat(32) });
    expect(await commit([third])).toMatchObject({ issuesCreated: 0 });
  });

  it('reopens a resolved issue that is seen again, once', async () => {
    const fingerprint = 'e'.repeat(32);
    await commit([
      placedEvent({ pos: pos + 1, eventId: nextId(), fingerprint, occurredAt: Date.now() - 60_000 }),
    ]);
    await database.sql`UPDATE issues SET status = 'resolved', resolved_at = now() - interval '10 seconds'
      WHERE id = (SELECT issue_id FROM issue_fingerprints WHERE fingerprint = ${fingerprint})`;
    const late = placedEvent({
      pos: pos + 1,
      eventId: nextId(),
      fingerprint,
      occurredAt: Date.now() - 50_000,
    });
    expect(await commit([late])).toMatchObject({ issuesRegressed: 0 });
    const seen = placedEvent({ pos: pos + 1, eventId: nextId(), fingerprint, occurredAt: Date.now() });
    expect(await commit([seen])).toMatchObject({ issuesRegressed: 1 });
    const again = placedEvent({ pos: pos + 1, eventId: nextId(), fingerprint, occurredAt: Date.now() });
    expect(await commit([again])).toMatchObject({ issuesRegressed: 0 });
  });

  it('counts events whose payload is not stored, and says how many', async () => {
    const fingerprint = 'f'.repeat(31) + '0';
    const events = ['u1', 'u2', 'u3'].map((userId) => {
      const eventId = nextId();
      return placedEvent({ pos, eventId, fingerprint, userId });
    });
    const [first, second] = [events.slice(0, 2), events.slice(1)];
    // The second one comes twice: a repeat is no sampled event.
    expect(await commit(first, new Set([first[1]?.position.pos ?? 0]))).toMatchObject({
      accepted: 2,
      sampled: 1,
    });
    expect(await commit(second, new Set(second.map(({ position }) => position.pos)))).toMatchObject({
      accepted: 1,
      sampled: 1,
      duplicates: 1,
    });
    const [issue] = await database.sql`
      SELECT issues.event_count, users_affected, metadata FROM issues
      JOIN issue_fingerprints ON issue_id = issues.id WHERE fingerprint = ${fingerprint}`;
    expect(issue).toEqual({ event_count: 3, users_affected: 3, metadata: { sampled_events: 2 } });
  });

  it('knows which fingerprints have an issue, and counts new issues by the minute', async () => {
    const projectId = 2;
    const minute = 29_000_000;
    const inMinute = (offset: number, fingerprint: string, alternatives: readonly string[] = []) =>
      // Received a second after it happened.
      placedEvent({
        projectId,
        pos: pos + 1,
        eventId: nextId(),
        fingerprint,
        alternatives,
        occurredAt: (minute + offset) * 60_000,
      });
    const [one, two, three] = ['5', '6', '7'].map((digit) => digit.repeat(32)) as [string, string, string];
    const state = async (...fingerprints: string[]) => {
      const { known, windows } = await store.readNewIssues(fingerprints.map((key) => inMinute(0, key)));
      return { known: [...known].toSorted(), window: windows.get(projectId) };
    };
    expect(await state(one)).toEqual({ known: [], window: { minute: 0, count: 0 } });
    await commit([inMinute(0, one, [two]), inMinute(0, three), inMinute(0, one)]);
    expect(await state(one, two, 'none')).toEqual({
      known: [`2:${one}`, `2:${two}`],
      window: { minute, count: 2 },
    });
    await commit([inMinute(0, one), inMinute(1, '8'.repeat(32)), inMinute(0, '9'.repeat(32))]);
    expect((await state(one)).window).toEqual({ minute: minute + 1, count: 2 });
  });

  it('changes nothing when the cursor has moved', async () => {
    const event = placedEvent({ pos: pos + 1, eventId: nextId(), fingerprint: '1'.repeat(32) });
    const stale = { collector: 'c1', incarnation: 1, from: cursor - 1, to: cursor + 5 };
    await expect(store.commit({ events: [event], deadLetters: [], cursor: stale })).rejects.toMatchObject({
      code: 'cursor_moved',
    });
    expect((await store.knownEventIds([event.event])).size).toBe(0);
    expect(await store.readCursor('c1', 1)).toBe(cursor);
    expect(await store.readCursor('c1', 2)).toBe(-1);
  });

  it('lets two collectors that see a new error at once open one issue', async () => {
    const fingerprint = '2'.repeat(32);
    const results = await Promise.all(
      ['x', 'y'].map((collector) => {
        const placed = placedEvent({ pos: 0, eventId: nextId(), fingerprint });
        const event = { ...placed, position: { collector, incarnation: 1, pos: 0 } };
        return store.commit({
          events: [event],
          deadLetters: [],
          cursor: { collector, incarnation: 1, from: -1, to: 0 },
        });
      }),
    );
    expect(results.reduce((sum, result) => sum + result.issuesCreated, 0)).toBe(1);
  });
});
