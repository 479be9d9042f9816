import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureFirstAccounts, openBackends, openEngines } from '@bugsage/backends';
import { openCollector } from '@bugsage/collector';
import { readConfiguration } from '@bugsage/core';
import pino from 'pino';
import { BENCHMARK_KEY } from '../event.ts';
import { reportUsage } from './report-usage.ts';

/** The whole collector on embedded engines: every acknowledged event is also fingerprinted and stored. */
const configuration = readConfiguration({
  BUGSAGE_DATA_DIR: await mkdtemp(join(tmpdir(), 'bugsage-bench-')),
  BUGSAGE_COLLECTOR_PORT: '0',
  BUGSAGE_INGEST_KEY: BENCHMARK_KEY,
  // One client, one issue, as fast as it goes: exactly what limits are against.
  BUGSAGE_PROJECT_EVENTS_PER_MINUTE: '0',
  BUGSAGE_ISSUE_EVENTS_PER_MINUTE: '0',
  BUGSAGE_NEW_ISSUES_PER_MINUTE: '0',
});
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
const backends = await openBackends({ configuration, engines, onRelayError: (error) => fail(String(error)) });
await ensureFirstAccounts(backends.sql, configuration);
const collector = await openCollector({
  configuration,
  backends,
  dataDirectory: engines.dataDirectory,
  logger: pino({ level: 'warn' }),
  onFailure: fail,
});
process.on('disconnect', () => void engines.stop());
reportUsage(collector.port, () => collector.backlog());
