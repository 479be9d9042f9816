import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureFirstAccounts, openBackends, openEngines, type Backends } from '@bugsage/backends';
import { readConfiguration, type Configuration } from '@bugsage/core';
import { BENCHMARK_KEY } from '../event.ts';

/** Postgres and ClickHouse as a single server embeds them, in a folder of their own. */
export async function openEmbedded(): Promise<{
  configuration: Configuration;
  dataDirectory: string;
  backends: Backends;
  stop: () => Promise<void>;
}> {
  const configuration = readConfiguration({
    BUGSAGE_DATA_DIR: await mkdtemp(join(tmpdir(), 'bugsage-bench-')),
    BUGSAGE_COLLECTOR_PORT: '0',
    BUGSAGE_INGEST_KEY: BENCHMARK_KEY,
    // One client, few issues, as fast as it goes: exactly what limits are against.
    BUGSAGE_PROJECT_EVENTS_PER_MINUTE: '0',
    BUGSAGE_ISSUE_EVENTS_PER_MINUTE: '0',
    BUGSAGE_NEW_ISSUES_PER_MINUTE: '0',
  });
  const engines = await openEngines({
    configuration,
    mode: 'own',
    onProgress: () => undefined,
    onEngineEnded: fail,
    onFailure: fail,
  });
  const onRelayError = (error: unknown): never => fail(String(error));
  const backends = await openBackends({ configuration, engines, onRelayError });
  await ensureFirstAccounts(backends.sql, configuration);
  const { dataDirectory } = engines;
  const stop = async (): Promise<void> => {
    await backends.close();
    await engines.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  };
  return { configuration, dataDirectory, backends, stop };
}

export function fail(description: string): never {
  throw new Error(description);
}
