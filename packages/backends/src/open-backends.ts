import type { Configuration } from '@bugsage/core';
import { createOutboxRelay, type OutboxRelay } from './bus/outbox-relay.ts';
import { openPostgresBus } from './bus/postgres-bus.ts';
import { openClickHouse } from './clickhouse/clickhouse-client.ts';
import { openClickHouseEventExpiry } from './clickhouse/clickhouse-event-expiry.ts';
import { openClickHouseEventSearch } from './clickhouse/clickhouse-event-search.ts';
import { openClickHouseEventRewrite } from './clickhouse/clickhouse-event-rewrite.ts';
import { openClickHouseEventStore } from './clickhouse/clickhouse-event-store.ts';
import { openClickHouseReleaseHealth } from './clickhouse/clickhouse-release-health.ts';
import type { EngineUrls } from './data-directory/connection-file.ts';
import { createOutbound, type Outbound } from './outbound/index.ts';
import type {
  AccountStore,
  ActivityStore,
  AlertRuleStore,
  AnalysisStore,
  ArtifactReader,
  ArtifactStore,
  Bus,
  CommentStore,
  DeadLetterStore,
  DropStore,
  EventRewriteStore,
  DeliveryStore,
  EventCountStore,
  EventExpiry,
  EventFateStore,
  EventSearchStore,
  EventStore,
  FixStore,
  GroupingStore,
  IngestStore,
  IssueStore,
  ModelLedger,
  IssueSweep,
  LinkStore,
  OwnershipStore,
  ProjectDirectory,
  RegroupStore,
  RetentionStore,
  RuleStore,
  ReceivedStore,
  ReleaseHealthStore,
  SavedViewStore,
  ReleaseStore,
  TaskStore,
  SimilarityStore,
} from './ports/index.ts';
import { openPostgresDeliveryStore } from './postgres/alerts/postgres-delivery-store.ts';
import { openPostgresRuleStore } from './postgres/alerts/postgres-rule-store.ts';
import { openPostgresArtifactReader } from './postgres/artifacts/postgres-artifact-reader.ts';
import { openPostgresArtifactStore } from './postgres/artifacts/postgres-artifact-store.ts';
import { openProjectDirectory } from './postgres/artifacts/postgres-project-directory.ts';
import { openPostgresRegroupStore } from './postgres/grouping/move-events.ts';
import { openGroupingRuleStore } from './postgres/grouping/postgres-rule-store.ts';
import { openPostgresGroupingStore } from './postgres/grouping/postgres-grouping-store.ts';
import { openPeople, type People } from './postgres/accounts/open-people.ts';
import { openPostgresIngestStore } from './postgres/ingest/postgres-ingest-store.ts';
import { openPostgresLinkStore } from './postgres/integrations/postgres-link-store.ts';
import { openPostgresReceivedStore } from './postgres/integrations/postgres-received-store.ts';
import { openPostgresTaskStore } from './postgres/integrations/postgres-task-store.ts';
import { openPostgresAccountStore } from './postgres/postgres-account-store.ts';
import { openPostgresActivityStore } from './postgres/postgres-activity-store.ts';
import { openPostgresAnalysisStore } from './postgres/postgres-analysis-store.ts';
import { openPostgres, type Sql } from './postgres/postgres-client.ts';
import { openPostgresCommentStore } from './postgres/postgres-comment-store.ts';
import { openPostgresDeadLetterStore } from './postgres/postgres-dead-letter-store.ts';
import { openPostgresDropStore } from './postgres/postgres-drop-store.ts';
import { openPostgresEventCounts } from './postgres/postgres-event-counts.ts';
import { openPostgresEventFateStore } from './postgres/postgres-event-fate-store.ts';
import { openPostgresFixStore } from './postgres/postgres-fix-store.ts';
import { openPostgresModelLedger } from './postgres/postgres-model-ledger.ts';
import { openPostgresIssueStore } from './postgres/postgres-issue-store.ts';
import { openPostgresIssueSweep } from './postgres/postgres-issue-sweep.ts';
import { openPostgresOwnershipStore } from './postgres/postgres-ownership-store.ts';
import { openPostgresRetentionStore } from './postgres/postgres-retention-store.ts';
import { openPostgresSavedViewStore } from './postgres/postgres-saved-view-store.ts';
import { openPostgresReleaseStore } from './postgres/postgres-release-store.ts';
import { prepareDatabase } from './postgres/prepare-database.ts';
import { openPostgresSimilarityStore } from './postgres/similarity/postgres-similarity-store.ts';

export type { People } from './postgres/accounts/open-people.ts';

/** Every store and the bus, open and migrated. */
export type Backends = People & {
  readonly accounts: AccountStore;
  readonly activity: ActivityStore;
  readonly comments: CommentStore;
  readonly issues: IssueStore;
  readonly events: EventStore;
  readonly expiry: EventExpiry;
  readonly retention: RetentionStore;
  readonly eventCounts: EventCountStore;
  readonly eventFates: EventFateStore;
  readonly eventSearch: EventSearchStore;
  readonly ingest: IngestStore;
  readonly grouping: GroupingStore;
  readonly artifacts: ArtifactStore;
  readonly artifactReader: ArtifactReader;
  readonly rewrite: EventRewriteStore;
  readonly regroup: RegroupStore;
  readonly rules: RuleStore;
  readonly ownership: OwnershipStore;
  readonly savedViews: SavedViewStore;
  readonly projectDirectory: ProjectDirectory;
  readonly releases: ReleaseStore;
  readonly releaseHealth: ReleaseHealthStore;
  readonly similarity: SimilarityStore;
  readonly alertRules: AlertRuleStore;
  readonly deliveries: DeliveryStore;
  readonly links: LinkStore;
  readonly tasks: TaskStore;
  readonly received: ReceivedStore;
  readonly deadLetters: DeadLetterStore;
  /** What collectors dropped. */
  readonly drops: DropStore;
  readonly analyses: AnalysisStore;
  readonly fixes: FixStore;
  readonly modelLedger: ModelLedger;
  readonly sweep: IssueSweep;
  readonly bus: Bus;
  readonly relay: OutboxRelay;
  /** Every call to an address that a user, a project or another server chose. */
  readonly outbound: Outbound;
  /** False where the database does not let us index the words of issues: searches take longer the more issues there are. */
  readonly hasWordIndex: boolean;
  /** For start-up and maintenance only; everything else goes through a store. */
  readonly sql: Sql;
  /** Parts that do not answer now, with the reason; empty when all is well. */
  unreachable(): Promise<readonly string[]>;
  close(): Promise<void>;
};

/** Bound of a health check's question; an engine that needs longer is not well. */
const HEALTH_TIMEOUT_MS = 2_000;

export async function openBackends(options: {
  configuration: Configuration;
  engines: EngineUrls;
  onRelayError: (error: unknown) => void;
}): Promise<Backends> {
  const { configuration, engines } = options;
  const { hasWordIndex } = await prepareDatabase(engines.databaseUrl);
  const sql = openPostgres(engines.databaseUrl, { connectionsMax: 16 });
  const clickhouse = openClickHouse(engines.clickhouseUrl);
  const events = await openClickHouseEventStore(clickhouse, configuration.BUGSAGE_RETENTION_DAYS);
  const natsUrl = configuration.BUGSAGE_NATS_URL;
  const bus = natsUrl === undefined ? openPostgresBus(sql) : await openNats(natsUrl, sql);
  const outbound = createOutbound({ allow: configuration.BUGSAGE_OUTBOUND_ALLOW });
  const relay = createOutboxRelay({ sql, bus, onError: options.onRelayError });
  return {
    ...openPeople(sql),
    accounts: openPostgresAccountStore(sql),
    activity: openPostgresActivityStore(sql),
    comments: openPostgresCommentStore(sql),
    issues: openPostgresIssueStore(sql),
    events,
    expiry: openClickHouseEventExpiry(clickhouse),
    retention: openPostgresRetentionStore(sql),
    eventCounts: openPostgresEventCounts(sql),
    eventFates: openPostgresEventFateStore(sql),
    eventSearch: openClickHouseEventSearch(clickhouse),
    ingest: openPostgresIngestStore(sql),
    grouping: openPostgresGroupingStore(sql),
    artifacts: openPostgresArtifactStore(sql),
    artifactReader: openPostgresArtifactReader(sql),
    rewrite: openClickHouseEventRewrite(clickhouse),
    regroup: openPostgresRegroupStore(sql),
    rules: openGroupingRuleStore(sql),
    ownership: openPostgresOwnershipStore(sql),
    savedViews: openPostgresSavedViewStore(sql),
    projectDirectory: openProjectDirectory(sql),
    releases: openPostgresReleaseStore(sql),
    releaseHealth: await openClickHouseReleaseHealth(clickhouse, configuration.BUGSAGE_RETENTION_DAYS),
    similarity: await openPostgresSimilarityStore(sql),
    alertRules: openPostgresRuleStore(sql),
    deliveries: openPostgresDeliveryStore(sql),
    links: openPostgresLinkStore(sql),
    tasks: openPostgresTaskStore(sql),
    received: openPostgresReceivedStore(sql),
    deadLetters: openPostgresDeadLetterStore(sql),
    drops: openPostgresDropStore(sql),
    analyses: openPostgresAnalysisStore(sql),
    fixes: openPostgresFixStore(sql),
    modelLedger: openPostgresModelLedger(sql),
    sweep: openPostgresIssueSweep(sql),
    bus,
    relay,
    outbound,
    hasWordIndex,
    sql,
    unreachable: async () => {
      const checks = {
        Postgres: async () => void (await sql`SELECT 1`),
        ClickHouse: async () => assertPing(await clickhouse.ping()),
      };
      const answers = await Promise.all(
        Object.entries(checks).map(async ([name, check]) => {
          const timeout = new Promise<string>((resolve) =>
            setTimeout(() => resolve('no answer'), HEALTH_TIMEOUT_MS).unref(),
          );
          const problem = await Promise.race([check().then(() => null, String), timeout]);
          return problem === null ? [] : [`${name}: ${problem}`];
        }),
      );
      return answers.flat();
    },
    close: async () => {
      await relay.stop();
      await outbound.close();
      await bus.close();
      await clickhouse.close();
      await sql.end({ timeout: 5 });
    },
  };
}

/** Its packages are loaded only where there is a NATS. */
async function openNats(url: string, sql: Sql): Promise<Bus> {
  const { openJetStreamBus } = await import('./bus/jetstream-bus.ts');
  return openJetStreamBus({ url, sql });
}

function assertPing(answer: { success: boolean; error?: Error }): void {
  if (!answer.success) throw answer.error ?? new Error('ping failed');
}
