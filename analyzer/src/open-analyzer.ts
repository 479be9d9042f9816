import {
  openModel,
  openPostgresChannelStore,
  openPostgresIntegrationStore,
  openPostgresSecretStore,
  openSender,
  openSandbox,
  type Backends,
  type Subscription,
} from '@bugsage/backends';
import type { Configuration } from '@bugsage/core';
import type { Logger } from 'pino';
import { collectorUrl, createApi } from './api/index.ts';
import { pruneArtifacts } from './artifacts/prune-artifacts.ts';
import { createAnalyzerMetrics } from './metrics/analyzer-metrics.ts';
import { createIntegrator, integrationConsumers, openCollectorIntake } from './integrations/index.ts';
import { createNotifier } from './notify/notifier.ts';
import { pipeline } from './pipeline.ts';
import { similarityConsumer } from './similar/similarity-consumer.ts';
import { ANALYSIS_LEASE_SECONDS, createAnalyzeHandler, DELIVERIES_MAX } from './workers/analyze-issue.ts';
import { expireEvents } from './workers/expire-events.ts';
import { createFixHandler } from './workers/make-fix.ts';
import { startFixObserver } from './workers/observe-fixes.ts';
import { createPublishHandler } from './workers/publish-fix.ts';
import { pruneLeftovers } from './workers/prune-leftovers.ts';
import { createIssueSweeper } from './workers/sweep-issues.ts';
import { sweepAccounts } from './workers/sweep-accounts.ts';
import { sweepMoves } from './workers/sweep-moves.ts';

export type Analyzer = {
  readonly port: number;
  /** Which engines analyze and how fixes are run, for the start line. */
  readonly description: string;
  /** Lets the work in hand finish within its bound; can be called twice. */
  readonly stop: () => Promise<void>;
};

export type AnalyzerOptions = {
  readonly configuration: Configuration;
  readonly backends: Backends;
  readonly dataDirectory: string;
  readonly secretKey: string;
  readonly dashboardDirectory: string | null;
  readonly logger: Logger;
  /** Where this process reaches the collector; where SDKs send to when it is left out. */
  readonly collectorUrl?: string;
  /** Metrics of a collector in the same process, shown on the same page. */
  readonly moreMetrics?: () => Promise<string>;
};

/** Wires the analyzer: workers on the bus, and the API with the dashboard. */
export async function openAnalyzer(options: AnalyzerOptions): Promise<Analyzer> {
  const { backends, configuration, logger } = options;
  const sandbox = await openSandbox({ kind: configuration.BUGSAGE_SANDBOX });
  const model = await openModel(configuration);
  const leftovers = await pruneLeftovers(options.dataDirectory);
  if (leftovers > 0) logger.info({ leftovers }, 'checkouts of an interrupted verification removed');
  const metrics = createAnalyzerMetrics(logger);
  const secrets = openPostgresSecretStore(backends.sql, options.secretKey);
  const worker = {
    backends,
    configuration,
    dataDirectory: options.dataDirectory,
    secrets,
    model,
    logger,
    analyzed: metrics.analyzed,
  };
  const stages = {
    analyze: metrics.timed('analyze', createAnalyzeHandler(worker)),
    fix: metrics.timed('fix', createFixHandler({ ...worker, sandbox })),
    publish: metrics.timed('publish', createPublishHandler(worker)),
  };
  const subscriptions: Subscription[] = [];
  for (const consumer of [...pipeline(stages), similarityConsumer(backends)]) {
    const leaseMs = ANALYSIS_LEASE_SECONDS * 1_000;
    subscriptions.push(
      await backends.bus.consume({
        ...consumer,
        deliveriesMax: DELIVERIES_MAX,
        leaseMs,
        concurrency: configuration.BUGSAGE_WORKERS,
      }),
    );
  }
  const sweeper = createIssueSweeper({ ...backends, now: Date.now, logger });
  sweeper.start();
  const observer = startFixObserver(worker);
  const { sessions, audit, regroup } = backends;
  const { BUGSAGE_AUDIT_DAYS: auditDays, BUGSAGE_RETENTION_DAYS: retentionDays } = configuration;
  const sweeps = [
    sweepAccounts({ sessions, audit, auditDays, logger }),
    sweepMoves({ regroup, retentionDays, logger }),
  ];
  const expiry = expireEvents({
    ...backends,
    configuration,
    expired: metrics.expired,
    now: Date.now,
    logger,
  });
  for (const sweep of [...sweeps, expiry]) void sweep.runOnce();
  const channels = openPostgresChannelStore(backends.sql, options.secretKey);
  const sender = openSender(backends.outbound, configuration);
  const root = configuration.BUGSAGE_PUBLIC_URL?.replace(/\/+$/, '') ?? null;
  const notifier = createNotifier({
    ...backends,
    channels,
    sender,
    counted: metrics.attempted,
    root,
    now: Date.now,
    logger,
  });
  notifier.start();
  const integrations = openPostgresIntegrationStore(backends.sql, options.secretKey);
  const intake = openCollectorIntake({ configuration, accounts: backends.accounts });
  const integrationParts = {
    ...backends,
    integrations,
    intake,
    counted: metrics.attempted,
    root,
    now: Date.now,
    logger,
  };
  const stopping = new AbortController();
  for (const consumer of integrationConsumers(integrationParts, stopping.signal))
    subscriptions.push(await backends.bus.consume(consumer));
  const integrator = createIntegrator(integrationParts);
  integrator.start();
  const api = await createApi({
    ...backends,
    secrets,
    channels,
    integrations,
    configuration,
    collectorUrl: options.collectorUrl ?? collectorUrl(configuration).href,
    secretKey: options.secretKey,
    dashboardDirectory: options.dashboardDirectory,
    now: Date.now,
    // Requests are told by metrics; the log keeps what somebody should look at.
    logger: logger.child({ part: 'api' }, { level: quieter(logger.level) }),
    ready: async () => {
      const reasons = await backends.unreachable();
      return { ok: !reasons.some((reason) => reason.startsWith('Postgres')), reasons };
    },
    metrics: async () => (await metrics.text()) + ((await options.moreMetrics?.()) ?? ''),
  });
  await api.listen({ host: configuration.BUGSAGE_HOST, port: configuration.BUGSAGE_API_PORT });
  const pruning = pruneArtifacts({
    artifacts: backends.artifacts,
    configuration,
    onError: (error) => logger.warn({ error }, 'old source maps could not be removed'),
  });
  const address = api.server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : configuration.BUGSAGE_API_PORT,
    description: describe(model, sandbox),
    stop: async () => {
      stopping.abort();
      pruning.stop();
      for (const sweep of sweeps) sweep.stop();
      await api.close();
      await sweeper.stop();
      await expiry.stop();
      await notifier.stop();
      await integrator.stop();
      await observer.stop();
      await Promise.all(subscriptions.map((subscription) => subscription.stop()));
      await intake.close();
    },
  };
}

/** `info` of the server itself ("listening") repeats what the start lines say. */
function quieter(level: string): string {
  return level === 'info' ? 'warn' : level;
}

function describe(
  model: Awaited<ReturnType<typeof openModel>>,
  sandbox: Awaited<ReturnType<typeof openSandbox>>,
): string {
  const engines =
    model === null ? 'deterministic engine' : `deterministic engine, then ${model.provider} ${model.name}`;
  if (sandbox.kind === 'none') return `${engines} · fixes are not run: ${sandbox.reason ?? 'switched off'}`;
  return `${engines} · fixes run in ${sandbox.kind}`;
}
