import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readEngineUrls, type EngineUrls } from '@bugsage/backends';
import { openJournal } from '@bugsage/collector/journal';
import { afterEach, describe, expect, it } from 'vitest';
import { openPostgres } from '../../../backends/src/postgres/postgres-client.ts';
import { readDelivered, type Delivered } from '../../../backends/src/testing/read-delivered.ts';
import { runCommand } from './command-line.ts';
import { openExperiment, rounds, type Experiment } from './experiment.ts';
import { until } from './until.ts';

const TIMEOUT_MS = rounds(120_000, 300_000);
const PER_SECOND = 100;

type Letter = { id: number; event_id: string; attempts: number; replay: string | null; error: string };

describe('a record that no engine takes', () => {
  let experiment: Experiment | undefined;
  afterEach(async () => {
    await experiment?.remove();
    experiment = undefined;
  });

  it(
    'F22 becomes a dead letter, is replayed and dropped by the command line, and holds nobody up',
    async () => {
      experiment = await openExperiment('F22 poison');
      const { dataDirectory } = experiment;
      const load = experiment.startLoad({ perSecond: PER_SECOND });
      await experiment.untilAcknowledged(PER_SECOND);
      const poison = randomBytes(16).toString('hex');
      await experiment.server.stop();
      await appendPoison(dataDirectory, poison);
      await experiment.restart();
      await experiment.untilAcknowledged(PER_SECOND);
      const letters = async (): Promise<Letter[]> => {
        const { output } = await runCommand(dataDirectory, 'dlq', 'list', '--json');
        return JSON.parse(output) as Letter[];
      };
      await until('the poison is a dead letter', async () => (await letters()).length === 1);
      const [letter] = await letters();
      expect(letter).toMatchObject({ event_id: poison, attempts: 1, replay: null });
      const id = String(letter?.id);

      const shown = await runCommand(dataDirectory, 'dlq', 'show', id);
      expect(shown.output).toContain(poison);
      const replayed = await runCommand(dataDirectory, 'dlq', 'replay', '--all', '--json');
      expect(JSON.parse(replayed.output)).toEqual({ replayed: [letter?.id] });
      // It is as bad as before: the same letter, tried twice, and the cursor is past it again.
      await until('it failed again', async () => (await letters())[0]?.attempts === 2);
      expect(await letters()).toHaveLength(1);

      const verdict = await experiment.conclude();
      expect(verdict).toMatchObject({
        lost: 0,
        dup: 0,
        phantom: 0,
        dlq: 1,
        stored: load.sent.size - load.refused(),
      });
      // What a fixed version would make of it: stored once, and the letter is gone in the same moment.
      await mendLetter(dataDirectory, poison);
      expect((await runCommand(dataDirectory, 'dlq', 'replay', id)).code).toBe(0);
      await until('the mended event is stored', async () => (await letters()).length === 0);
      expect((await delivered(dataDirectory)).rows.get(poison)).toBe(1);

      const gone = await runCommand(dataDirectory, 'dlq', 'drop', id);
      expect([gone.code, gone.errors]).toEqual([1, expect.stringContaining(id)]);
      expect((await runCommand(dataDirectory, 'dlq', 'drop')).code).toBe(2);
    },
    TIMEOUT_MS,
  );
});

async function engines(dataDirectory: string): Promise<EngineUrls> {
  const urls = await readEngineUrls(dataDirectory);
  if (urls === null) throw new Error('No engines run.');
  return urls;
}

async function delivered(dataDirectory: string): Promise<Delivered> {
  return readDelivered(await engines(dataDirectory));
}

async function mendLetter(dataDirectory: string, eventId: string): Promise<void> {
  const sql = openPostgres((await engines(dataDirectory)).databaseUrl, { connectionsMax: 1 });
  await sql`UPDATE dead_letters SET payload = replace(payload, '1e+300', ${String(Date.now())})
    WHERE event_id = ${eventId}`;
  await sql.end();
}

/** Behind the receiver's back, as a version of it with a bug might have done. */
async function appendPoison(dataDirectory: string, eventId: string): Promise<void> {
  const journal = await openJournal({ directory: join(dataDirectory, 'journal') });
  const record = {
    event_id: eventId,
    project_id: 1,
    ingest_key: 'a'.repeat(32),
    source: 'sentry',
    received_at: 1e300,
    sent_at: null,
    remote_address: null,
    user_agent: null,
    times_seen: 1,
    payload: {},
  };
  await journal.append([Buffer.from(JSON.stringify(record))]);
  await journal.close();
}
