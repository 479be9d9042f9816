import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { Backends } from '@bugsage/backends';
import type { Configuration } from '@bugsage/core';
import type { Logger } from 'pino';
import { forgetEventIds } from './dedupe/forget-event-ids.ts';
import { createFilter } from './filter/index.ts';
import { startServer } from './http/index.ts';
import { openJournal } from './journal/index.ts';
import { createIngestKeyCache } from './keys/ingest-key-cache.ts';
import { createQuota, createSessionQuota, createSettingsCache } from './limit/index.ts';
import { createCollectorMetrics } from './metrics/collector-metrics.ts';
import { collectorOperations } from './operations.ts';
import { createClientLossCounter } from './outcomes/client-loss-counter.ts';
import { createDropLedger } from './outcomes/drop-ledger.ts';
import { createIntakeCounter } from './outcomes/intake-counter.ts';
import { createOutcomeCounter } from './outcomes/outcome-counter.ts';
import { createBackPressure, memoryBytesMax, shareSpool } from './pressure/index.ts';
import { createReceiver } from './receive/index.ts';
import { createScrubber } from './scrub/index.ts';
import {
  createLateMapHandler,
  createProjectRules,
  createRuleChangeHandler,
  REGROUP_LIMITS,
} from './regroup/index.ts';
import { encodeRecord, openWriter } from './store/index.ts';
import { replayDeadLetters } from './store/replay-dead-letters.ts';
import { createSymbolicator } from './symbolicate/index.ts';

export type Collector = {
  readonly port: number;
  /** Which HTTP adapter answers, for the start line. */
  readonly server: string;
  /** Acknowledged events that are not stored yet. */
  readonly backlog: () => number;
  readonly metrics: () => Promise<string>;
  /** Stops taking requests, finishes the batch in hand and closes the journal; can be called twice. */
  readonly stop: () => Promise<void>;
};

export type CollectorOptions = {
  readonly configuration: Configuration;
  readonly backends: Backends;
  readonly dataDirectory: string;
  readonly logger: Logger;
  /** The journal's disk failed: nothing more can be acknowledged, the process has to end. */
  readonly onFailure: (description: string) => void;
};

/** Wires the collector: HTTP in front, the journal in the middle, the writer behind. */
export async function openCollector(options: CollectorOptions): Promise<Collector> {
  const { backends, configuration, logger } = options;
  const outcomes = createOutcomeCounter();
  const intake = createIntakeCounter();
  const journal = await openJournal({
    directory: join(options.dataDirectory, 'journal'),
    spoolBytesMax: configuration.BUGSAGE_JOURNAL_BYTES_MAX,
    onSealed: (error) => options.onFailure(error.message),
    onDamage: (damage) =>
      logger.error({ damage }, 'the journal is damaged; see docs/operating/failures/journal-damage.md'),
  });
  const keys = createIngestKeyCache(backends.accounts, (error) =>
    logger.warn({ error }, 'ingest keys not refreshed'),
  );
  const settings = createSettingsCache(backends.accounts, (error) =>
    logger.warn({ error }, 'limits and filters not refreshed'),
  );
  await Promise.all([keys.start(), settings.start()]);
  const rules = createProjectRules(backends.rules, (error) =>
    logger.warn({ error }, 'grouping rules not refreshed'),
  );
  await rules.start();
  const fingerprint = rules.fingerprint;
  const symbolicator = createSymbolicator({ artifacts: backends.artifactReader, now: Date.now });
  const writer = openWriter({
    journal,
    backends,
    configuration,
    symbolicate: (events) => symbolicator.symbolicate(events),
    fingerprint,
    recordOutcome: outcomes.record,
    onRetry: (error, attempt) =>
      logger.warn({ error, attempt }, 'a batch could not be stored and is tried again'),
  });
  await writer.start();
  // What an earlier process had acknowledged and not stored.
  intake.resume(writer.backlog());
  const regrouping = {
    deliveriesMax: REGROUP_LIMITS.deliveriesMax,
    leaseMs: REGROUP_LIMITS.leaseMs,
    concurrency: 1,
  };
  const lateMaps = await backends.bus.consume({
    ...regrouping,
    consumer: 'symbolicate',
    subjects: ['artifacts.uploaded'],
    handle: createLateMapHandler({ backends, configuration, symbolicator, fingerprint, now: Date.now }),
  });
  const ruleChanges = await backends.bus.consume({
    ...regrouping,
    consumer: 'fingerprint',
    subjects: ['grouping.rules_changed'],
    handle: createRuleChangeHandler({ backends, rules, now: Date.now }),
  });
  const replay = replayDeadLetters({
    deadLetters: backends.deadLetters,
    append: async (payloads) => {
      await journal.append(payloads.map((payload) => Buffer.from(payload)));
      intake.resume(payloads.length);
    },
    onError: (error) => logger.warn({ error }, 'dead letters could not be replayed and are tried again'),
  });
  const ledger = forgetEventIds({
    ingest: backends.ingest,
    windowDays: configuration.BUGSAGE_DEDUPE_DAYS,
    now: Date.now,
    onError: (error) => logger.warn({ error }, 'old event ids could not be forgotten and wait'),
  });
  const losses = createClientLossCounter();
  const drops = createDropLedger({
    drops: backends.drops,
    now: Date.now,
    onError: (error) => logger.warn({ error }, 'dropped events could not be counted by project and wait'),
  });
  drops.start();
  const pressure = createBackPressure({
    backlog: () => writer.backlog(),
    stored: () => journal.lastPosition - writer.backlog(),
    spoolShare: () => journal.spoolShare,
    memoryShare: () => process.memoryUsage.rss() / memoryBytesMax(configuration),
    now: () => performance.now(),
  });
  pressure.start();
  const registry = createCollectorMetrics({ outcomes, intake, losses, journal, writer, pressure });
  const receiver = createReceiver({
    findIngestKey: (publicKey) => keys.find(publicKey),
    quota: shareSpool(
      createQuota({
        settingsOf: settings.of,
        defaults: {
          key: configuration.BUGSAGE_KEY_EVENTS_PER_MINUTE,
          project: configuration.BUGSAGE_PROJECT_EVENTS_PER_MINUTE,
          organization: configuration.BUGSAGE_ORGANIZATION_EVENTS_PER_MINUTE,
        },
        now: Date.now,
      }),
      { isSpoolFilling: pressure.isSpoolFilling, now: Date.now },
    ),
    filter: createFilter((publicKey) => settings.of(publicKey)?.filters),
    ...createScrubber(
      (key) => (settings.of(key.public_key) ?? settings.ofProject(key.project_id))?.scrubbing,
    ),
    sessionQuota: createSessionQuota({
      perMinute: configuration.BUGSAGE_PROJECT_SESSIONS_PER_MINUTE,
      now: Date.now,
    }),
    append: async (records) => {
      await journal.append(records.map(encodeRecord));
      intake.acknowledge(records.length);
    },
    recordReceived: intake.receive,
    recordOutcome: (outcome, quantity, projectId) => {
      outcomes.record(outcome, quantity);
      drops.record(outcome, quantity, projectId);
    },
    recordClientLoss: losses.record,
    now: Date.now,
    randomId: () => randomUUID().replaceAll('-', ''),
    random: Math.random,
    refusal: pressure.refusal,
    retryAfterSeconds: pressure.retryAfterSeconds,
    operations: collectorOperations({ pressure, journal, backends, registry, writer }),
  });
  const server = await startServer({
    host: configuration.BUGSAGE_HOST,
    port: configuration.BUGSAGE_COLLECTOR_PORT,
    handler: receiver.handle,
    onHandlerError: (error) => logger.error({ error }, 'a request failed'),
  });
  return {
    port: server.port,
    server: server.name,
    backlog: () => writer.backlog(),
    metrics: () => registry.metrics(),
    stop: async () => {
      receiver.stop();
      await server.close();
      await drops.stop();
      keys.stop();
      settings.stop();
      pressure.stop();
      await replay.stop();
      await ledger.stop();
      await lateMaps.stop();
      await ruleChanges.stop();
      rules.stop();
      await writer.stop();
      await symbolicator.stop();
      await journal.close();
    },
  };
}
