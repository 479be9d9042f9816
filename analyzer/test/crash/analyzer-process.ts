/** An analyzer on the engines of the test that started it, to be killed. Says `ready` when it works. */
import { openBackends } from '@bugsage/backends';
import { readConfiguration } from '@bugsage/core';
import pino from 'pino';
import { openAnalyzer } from '../../src/index.ts';

const environment = process.env;
const configuration = readConfiguration(environment);
const backends = await openBackends({
  configuration,
  engines: {
    databaseUrl: environment['TEST_DATABASE_URL'] ?? '',
    clickhouseUrl: environment['TEST_CLICKHOUSE_URL'] ?? '',
  },
  onRelayError: (error) => {
    throw error;
  },
});
backends.relay.start();
await openAnalyzer({
  configuration,
  backends,
  dataDirectory: configuration.BUGSAGE_DATA_DIR,
  secretKey: 'k'.repeat(32),
  dashboardDirectory: null,
  logger: pino({ level: 'silent' }),
});
process.stdout.write('ready\n');
