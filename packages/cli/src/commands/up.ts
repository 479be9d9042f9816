import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { openAnalyzer, type Analyzer } from '@bugsage/analyzer';
import {
  ensureFirstAccounts,
  openBackends,
  openEngines,
  readConnection,
  writeConnection,
  type Connection,
  type FirstStart,
} from '@bugsage/backends';
import { openCollector, type Collector } from '@bugsage/collector';
import { formatDsn, readConfiguration, type Configuration } from '@bugsage/core';
import { buildDashboard } from '@bugsage/dashboard';
import pino from 'pino';
import { Startup } from './startup.ts';
import { stopOnSignals } from './stop-on-signals.ts';

export type Role = 'all' | 'collector' | 'analyzer';

/** Starts a role and serves until a signal or a failed engine ends it. */
export async function up(role: Role): Promise<void> {
  const startup = new Startup(process.stdout);
  const configuration = readConfiguration({ ...readDotEnv(), ...process.env });
  const logger = pino({
    level: configuration.BUGSAGE_LOG_LEVEL,
    serializers: { error: pino.stdSerializers.err },
  });
  const lifetime = stopOnSignals({ onStopping: (reason) => startup.line(`Stopping: ${reason}`) });

  const engines = await openEngines({
    configuration,
    mode: role === 'analyzer' ? 'attach' : 'own',
    onProgress: (line) => startup.step(line),
    onFailure: (description) => lifetime.fail(description),
  });
  lifetime.onStop(() => engines.stop());
  startup.step('Opening the stores');
  const backends = await openBackends({
    configuration,
    engines,
    onRelayError: (error) => logger.warn({ error }, 'messages wait in the outbox and are sent again'),
  });
  lifetime.onStop(() => backends.close());
  const accounts = await ensureFirstAccounts(backends.sql, configuration);
  backends.relay.start();

  const shared = { configuration, backends, logger, dataDirectory: engines.dataDirectory };
  let collector: Collector | null = null;
  if (role !== 'analyzer') {
    startup.step('Starting the collector');
    collector = await openCollector({ ...shared, onFailure: (description) => lifetime.fail(description) });
    lifetime.onStop(collector.stop);
  }
  let analyzer: Analyzer | null = null;
  if (role !== 'collector') {
    const { outDir } = await buildDashboard({ log: (line) => startup.step(line) });
    startup.step('Starting the analyzer');
    const collectorMetrics = collector?.metrics;
    analyzer = await openAnalyzer({
      ...shared,
      secretKey: engines.secretKey,
      dashboardDirectory: outDir,
      ...(collectorMetrics === undefined ? {} : { moreMetrics: collectorMetrics }),
    });
    lifetime.onStop(analyzer.stop);
  }

  const earlier = await readConnection(engines.dataDirectory).catch(() => null);
  const urls = publicUrls(configuration, {
    collectorPort: collector?.port,
    apiPort: analyzer?.port,
    earlier,
  });
  const connection = {
    pid: process.pid,
    ...urls,
    dsn: dsnFor(urls.collectorUrl, accounts.ingestKey),
    adminEmail: accounts.adminEmail,
    adminPassword: knownPassword(accounts, configuration, earlier),
  };
  await writeConnection(engines.dataDirectory, connection);
  startup.ready([
    ['Dashboard', analyzer === null ? null : urls.apiUrl],
    ['API', analyzer === null ? null : `${urls.apiUrl}/docs`],
    [
      'Login',
      analyzer === null
        ? null
        : `${accounts.adminEmail}  ${connection.adminPassword ?? '(password as set before)'}`,
    ],
    ['Collector', collector === null ? null : `${urls.collectorUrl}  (${collector.server})`],
    ['DSN', connection.dsn],
    [
      'Engines',
      `${engines.descriptions.events} · ${engines.descriptions.issues} · bus ${engines.descriptions.bus}`,
    ],
    ['Analysis', analyzer?.description ?? null],
    ['Data', engines.dataDirectory],
  ]);
  process.exitCode = await lifetime.ended;
}

/** `.env` of the folder the command was started in; the environment wins over it. */
function readDotEnv(): Record<string, string | undefined> {
  try {
    return parseEnv(readFileSync('.env', 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

/** The other half of a two-process installation keeps the address it wrote itself. */
function publicUrls(
  configuration: Configuration,
  given: { collectorPort: number | undefined; apiPort: number | undefined; earlier: Connection | null },
): { apiUrl: string; collectorUrl: string } {
  const host = isAnyAddress(configuration.BUGSAGE_HOST) ? 'localhost' : configuration.BUGSAGE_HOST;
  const url = (port: number): string => `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const own = (port: number | undefined): string | undefined => (port === undefined ? undefined : url(port));
  const { earlier } = given;
  return {
    apiUrl:
      configuration.BUGSAGE_PUBLIC_URL ??
      own(given.apiPort) ??
      earlier?.apiUrl ??
      url(configuration.BUGSAGE_API_PORT),
    collectorUrl:
      configuration.BUGSAGE_PUBLIC_COLLECTOR_URL ??
      own(given.collectorPort) ??
      earlier?.collectorUrl ??
      url(configuration.BUGSAGE_COLLECTOR_PORT),
  };
}

function dsnFor(collectorUrl: string, key: string): string {
  const { origin, pathname } = new URL(collectorUrl);
  return formatDsn({ origin, pathPrefix: pathname.replace(/\/+$/, ''), key, projectId: 1 });
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

function isAnyAddress(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}
