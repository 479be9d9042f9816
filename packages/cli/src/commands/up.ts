import { openAnalyzer, type Analyzer } from '@bugsage/analyzer';
import {
  ensureFirstAccounts,
  openBackends,
  openEngines,
  readConnection,
  returnMemory,
  writeConnection,
  type Connection,
  type FirstStart,
} from '@bugsage/backends';
import { openCollector, type Collector } from '@bugsage/collector';
import { readConfiguration, type Configuration } from '@bugsage/core';
import { buildDashboard } from '@bugsage/dashboard';
import { apiAddress, collectorAddress, dsnFor, reportAddress } from './addresses.ts';
import { readEnvironment } from './environment.ts';
import { openLogger } from './logger.ts';
import { Startup } from './startup.ts';
import { stopOnSignals } from './stop-on-signals.ts';

export type Role = 'all' | 'collector' | 'analyzer';

/** Starts a role and serves until a signal or a failed engine ends it. */
export async function up(role: Role): Promise<void> {
  const startup = new Startup(process.stdout);
  const configuration = readConfiguration(readEnvironment());
  const logger = openLogger(configuration);
  const lifetime = stopOnSignals({ onStopping: (reason) => startup.line(`Stopping: ${reason}`) });
  const onFailure = (description: string): void => lifetime.fail(description);

  const engines = await openEngines({
    configuration,
    mode: role === 'analyzer' ? 'attach' : 'own',
    onProgress: (line) => startup.step(line),
    onEngineEnded: (description) =>
      logger.error(
        { description },
        'an engine ended and is restarted; see docs/operating/failures/engine-ended.md',
      ),
    onDiskFull: (freeBytes) =>
      logger.error(
        { freeBytes },
        'the disk of the data directory is full; see docs/operating/failures/disk-full.md',
      ),
    onFailure,
  });
  lifetime.onStop(() => engines.stop());
  const { dataDirectory } = engines;
  startup.step('Opening the stores');
  const backends = await openBackends({
    configuration,
    engines,
    onRelayError: (error) => logger.warn({ error }, 'messages wait in the outbox and are sent again'),
  });
  lifetime.onStop(() => backends.close());
  if (!backends.hasWordIndex)
    logger.warn(
      'searches look at every issue: the database does not let us create pg_trgm; see docs/search.md',
    );
  const accounts = await ensureFirstAccounts(backends.sql, configuration);
  const earlier = await readConnection(dataDirectory).catch(() => null);
  backends.relay.start();

  let collector: Collector | null = null;
  if (role !== 'analyzer') {
    startup.step('Starting the collector');
    collector = await openCollector({ configuration, backends, logger, dataDirectory, onFailure });
    lifetime.onStop(collector.stop);
  }
  const collectorUrl = collectorAddress(configuration, collector, earlier);

  let analyzer: Analyzer | null = null;
  if (role !== 'collector') {
    const { outDir } = await buildDashboard({ log: (line) => startup.step(line) });
    startup.step('Starting the analyzer');
    analyzer = await openAnalyzer({
      // The port may have been chosen by the system; people are shown the address that works.
      configuration: { ...configuration, BUGSAGE_PUBLIC_COLLECTOR_URL: collectorUrl },
      collectorUrl: reportAddress(configuration, collector, collectorUrl),
      backends,
      logger,
      dataDirectory,
      secretKey: engines.secretKey,
      dashboardDirectory: outDir,
      ...(collector === null ? {} : { moreMetrics: collector.metrics }),
    });
    lifetime.onStop(analyzer.stop);
  }

  const connection: Connection = {
    pid: process.pid,
    apiUrl: apiAddress(configuration, analyzer, earlier),
    collectorUrl,
    dsn: dsnFor(collectorUrl, accounts.ingestKey),
    adminEmail: accounts.adminEmail,
    adminPassword: knownPassword(accounts, configuration, earlier),
  };
  await writeConnection(dataDirectory, connection);
  startup.ready([
    ...(analyzer === null ? [] : analyzerRows(connection, analyzer)),
    ...(collector === null ? [] : ([['Collector', `${collectorUrl}  (${collector.server})`]] as const)),
    ['DSN', connection.dsn],
    [
      'Engines',
      `${engines.descriptions.events} · ${engines.descriptions.issues} · bus ${engines.descriptions.bus}`,
    ],
    ['Data', dataDirectory],
  ]);
  returnMemory();
  process.exitCode = await lifetime.ended;
}

function analyzerRows(connection: Connection, analyzer: Analyzer): (readonly [string, string])[] {
  const password = connection.adminPassword ?? '(password as set before)';
  return [
    ['Dashboard', connection.apiUrl],
    ['API', `${connection.apiUrl}/docs`],
    ['Login', `${connection.adminEmail}  ${password}`],
    ['Analysis', analyzer.description],
  ];
}

/** It is stored hashed: only who generated or chose it can say it again. */
function knownPassword(
  accounts: FirstStart,
  configuration: Configuration,
  earlier: Connection | null,
): string | null {
  const remembered = earlier?.adminEmail === accounts.adminEmail ? earlier.adminPassword : null;
  return accounts.generatedPassword ?? configuration.BUGSAGE_ADMIN_PASSWORD ?? remembered;
}
