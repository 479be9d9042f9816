import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placedEvent } from '../testing/placed-event.ts';
import { startTestBackends, type TestBackends } from '../testing/test-backends.ts';

describe('writing events again', () => {
  let engines: TestBackends;
  beforeAll(async () => {
    engines = await startTestBackends();
  });
  afterAll(() => engines.stop());

  it('replaces an event under another fingerprint, once, however often it is repeated', async () => {
    const { events, rewrite } = engines.backends;
    const given = Array.from({ length: 5 }, (_, pos) =>
      placedEvent({
        pos,
        eventId: String(pos).padStart(32, '0'),
        fingerprint: 'a'.repeat(32),
        userId: `u${pos}`,
        release: pos === 4 ? 'other' : '1.0.0',
        occurredAt: Date.now() - pos * 1_000,
      }),
    );
    await events.insert(given);
    const page = { projectId: 1, from: 0, limit: 2 };
    const first = await rewrite.pageForMaps({ ...page, release: '1.0.0', debugIds: [] });
    expect(first.map(({ position, revision }) => [position.pos, revision])).toEqual([
      [0, 0],
      [1, 0],
    ]);
    const last = first.at(-1);
    const before = { receivedAt: last?.event.received_at ?? 0, eventId: last?.event.event_id ?? '' };
    const second = await rewrite.pageForMaps({ ...page, before, release: '1.0.0', debugIds: [] });
    expect(second.map(({ position }) => position.pos)).toEqual([2, 3]);
    const moved = first.map((event) => ({
      ...event,
      revision: event.revision + 1,
      grouping: { ...event.grouping, fingerprint: 'b'.repeat(32) },
    }));
    await rewrite.replace(moved);
    await rewrite.replace(moved);
    const [id] = first.map(({ event }) => event.event_id);
    expect((await events.getEvent(1, id ?? ''))?.grouping.fingerprint).toBe('b'.repeat(32));
    const old = await rewrite.remaining(1, 'a'.repeat(32));
    expect([old.events, old.users.size]).toEqual([3, 3]);
    expect((await rewrite.remaining(1, 'b'.repeat(32))).events).toBe(2);
    const all = await rewrite.page({ ...page, limit: 10 });
    expect(all.map(({ revision }) => revision)).toEqual([1, 1, 0, 0, 0]);
    const range = { collector: 'c1', incarnation: 1, from: 0, to: 10 };
    expect(await events.presentPositions(range)).toEqual(new Set([0, 1, 2, 3, 4]));
  });
});
