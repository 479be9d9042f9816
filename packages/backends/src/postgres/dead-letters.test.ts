import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DeadLetterStore } from '../ports/dead-letter-store.ts';
import type { IngestStore } from '../ports/ingest-store.ts';
import { placedEvent } from '../testing/placed-event.ts';
import { startTestPostgres, type TestPostgres } from '../testing/test-postgres.ts';
import { openPostgresIngestStore } from './ingest/postgres-ingest-store.ts';
import { openPostgresDeadLetterStore } from './postgres-dead-letter-store.ts';

const ID = 'e'.repeat(32);

describe('dead letters', () => {
  let database: TestPostgres;
  let letters: DeadLetterStore;
  let ingest: IngestStore;
  let pos = -1;

  beforeAll(async () => {
    database = await startTestPostgres();
    letters = openPostgresDeadLetterStore(database.sql);
    ingest = openPostgresIngestStore(database.sql);
  });
  afterAll(() => database.stop());
  beforeEach(async () => {
    await database.sql`TRUNCATE dead_letters, outbox, event_ids`;
  });

  const commit = async (
    events: Parameters<IngestStore['commit']>[0]['events'],
    dead: { eventId: string; error: string }[] = [],
  ): Promise<void> => {
    pos += 1;
    const position = { collector: 'c1', incarnation: 1, pos };
    await ingest.commit({
      events,
      deadLetters: dead.map(({ eventId, error }) => ({
        position,
        project_id: 1,
        event_id: eventId,
        payload: JSON.stringify({ event_id: eventId }),
        error,
      })),
      cursor: { collector: 'c1', incarnation: 1, from: pos - 1, to: pos },
    });
  };
  const states = async () => (await letters.list(10)).map(({ replay, attempts }) => ({ replay, attempts }));

  it('stay until the transaction that stores their event', async () => {
    await commit([], [{ eventId: ID, error: 'refused' }]);
    const [letter] = await letters.list(10);
    expect(await letters.replay([letter?.id ?? 0])).toEqual([letter?.id]);
    expect(await letters.drop('all')).toEqual([]);

    const appended: string[] = [];
    const append = async (payloads: readonly string[]) => void appended.push(...payloads);
    expect(await letters.takeRequested(10, append)).toBe(1);
    expect(await letters.takeRequested(10, append)).toBe(0);
    expect(appended).toEqual([JSON.stringify({ event_id: ID })]);
    expect(await states()).toEqual([{ replay: 'appended', attempts: 1 }]);

    await commit([placedEvent({ eventId: ID, pos: 100 })]);
    expect(await letters.list(10)).toEqual([]);
  });

  it('are one per event: a replay that fails again adds an attempt', async () => {
    await commit([], [{ eventId: ID, error: 'first' }]);
    await letters.replay('all');
    await letters.takeRequested(10, async () => undefined);
    await commit([], [{ eventId: ID, error: 'second' }]);
    const [letter] = await letters.list(10);
    expect(letter).toMatchObject({ attempts: 2, replay: null, error: 'second' });
    expect(await letters.drop([letter?.id ?? 0])).toEqual([letter?.id]);
  });

  it('wait on when the journal did not take them', async () => {
    await commit([], [{ eventId: ID, error: 'refused' }]);
    await letters.replay('all');
    const full = letters.takeRequested(10, () => Promise.reject(new Error('the journal is full')));
    await expect(full).rejects.toThrow('the journal is full');
    expect(await states()).toEqual([{ replay: 'requested', attempts: 1 }]);
  });

  it('cannot be replayed when they name no event', async () => {
    await commit([], [{ eventId: '', error: 'no JSON' }]);
    await commit([], [{ eventId: '', error: 'no JSON either' }]);
    expect(await letters.replay('all')).toEqual([]);
    expect(await letters.drop('all')).toHaveLength(2);
  });

  it('of the bus go back to it under a new id', async () => {
    const payload = { project_id: 1, issue_id: '11111111-1111-4111-8111-111111111111' };
    const [row] = await database.sql<{ id: number }[]>`
      INSERT INTO dead_letters (kind, reference, payload, error)
      VALUES ('message', 'analyzer:m1', ${JSON.stringify({ subject: 'issue.created', payload })}, 'failed')
      RETURNING id`;
    expect(await letters.replay('all')).toEqual([row?.id]);
    expect(await letters.list(10)).toEqual([]);
    const queued = await database.sql`SELECT id, subject, payload FROM outbox`;
    expect([...queued]).toEqual([{ id: `replay:${row?.id}`, subject: 'issue.created', payload }]);
  });
});
