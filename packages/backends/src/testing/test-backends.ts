import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration, type Configuration } from '@bugsage/core';
import { ensureFirstAccounts, type FirstStart } from '../accounts/first-start.ts';
import { openClickHouse } from '../clickhouse/clickhouse-client.ts';
import { openBackends, type Backends } from '../open-backends.ts';
import { openEngines, type Engines } from '../open-engines.ts';

export type TestBackends = {
  readonly backends: Backends;
  readonly engines: Engines;
  readonly configuration: Configuration;
  readonly accounts: FirstStart;
  /** Rows of an event id as they were inserted: a row that was written twice counts twice. */
  countRows(eventId: string): Promise<number>;
  stop(): Promise<void>;
};

/** Tests count rows and issues; those about limits set their own. */
const NO_LIMITS = { BUGSAGE_ISSUE_EVENTS_PER_MINUTE: '0', BUGSAGE_NEW_ISSUES_PER_MINUTE: '0' };

/** The whole embedded wiring in a folder of its own: real Postgres, real ClickHouse, real bus. */
export async function startTestBackends(environment: Record<string, string> = {}): Promise<TestBackends> {
  const directory = await mkdtemp(join(tmpdir(), 'bugsage-data-'));
  const configuration = readConfiguration({ ...NO_LIMITS, ...environment, BUGSAGE_DATA_DIR: directory });
  const fail = (description: string): never => {
    throw new Error(description);
  };
  const engines = await openEngines({
    configuration,
    mode: 'own',
    onProgress: () => undefined,
    onEngineEnded: fail,
    onFailure: fail,
  });
  const backends = await openBackends({
    configuration,
    engines,
    onRelayError: (error) => fail(String(error)),
  });
  const accounts = await ensureFirstAccounts(backends.sql, configuration);
  return {
    backends,
    engines,
    configuration,
    accounts,
    countRows: async (eventId) => {
      const client = openClickHouse(engines.clickhouseUrl);
      const query = 'SELECT toUInt32(count()) AS rows FROM events WHERE event_id = {eventId:String}';
      const result = await client.query({ query, query_params: { eventId }, format: 'JSONEachRow' });
      const [row] = await result.json<{ rows: number }>();
      await client.close();
      return row?.rows ?? 0;
    },
    stop: async () => {
      await backends.close();
      await engines.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
