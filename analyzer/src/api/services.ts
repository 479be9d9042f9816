import type {
  AccountStore,
  ActivityStore,
  AlertRuleStore,
  AnalysisStore,
  ArtifactStore,
  Bus,
  ChannelStore,
  CommentStore,
  DeliveryStore,
  DropStore,
  EventCountStore,
  EventFateStore,
  EventSearchStore,
  EventStore,
  FixStore,
  GroupingStore,
  IntegrationStore,
  IssueStore,
  LinkStore,
  Outbound,
  OwnershipStore,
  People,
  SecretStore,
  ProjectDirectory,
  ReceivedStore,
  SavedViewStore,
  ReleaseHealthStore,
  ReleaseStore,
  RuleStore,
  EventRewriteStore,
  SimilarityStore,
} from '@bugsage/backends';
import type { Configuration } from '@bugsage/core';
import type { Logger } from 'pino';

/** Whether the process can serve. `reasons` with `ok` true are degraded parts, for people. */
export type Readiness = { readonly ok: boolean; readonly reasons: readonly string[] };

/** Everything the API needs; a wiring decides which engines are behind it. */
export type ApiServices = People & {
  readonly configuration: Configuration;
  readonly accounts: AccountStore;
  readonly activity: ActivityStore;
  readonly comments: CommentStore;
  readonly issues: IssueStore;
  readonly events: EventStore;
  readonly eventCounts: EventCountStore;
  readonly eventFates: EventFateStore;
  readonly eventSearch: EventSearchStore;
  readonly grouping: GroupingStore;
  readonly artifacts: ArtifactStore;
  readonly projectDirectory: ProjectDirectory;
  readonly rules: RuleStore;
  readonly rewrite: EventRewriteStore;
  readonly savedViews: SavedViewStore;
  readonly ownership: OwnershipStore;
  readonly similarity: SimilarityStore;
  readonly releases: ReleaseStore;
  readonly releaseHealth: ReleaseHealthStore;
  readonly alertRules: AlertRuleStore;
  readonly channels: ChannelStore;
  readonly deliveries: DeliveryStore;
  readonly drops: DropStore;
  readonly analyses: AnalysisStore;
  readonly fixes: FixStore;
  readonly integrations: IntegrationStore;
  readonly links: LinkStore;
  readonly received: ReceivedStore;
  readonly secrets: SecretStore;
  readonly bus: Bus;
  /** Where this process reaches a collector. */
  readonly collectorUrl: string;
  readonly outbound: Outbound;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** At least 32 characters; signs all tokens. */
  readonly secretKey: string;
  /** Folder of the built dashboard; null serves the API alone. */
  readonly dashboardDirectory: string | null;
  readonly ready: () => Promise<Readiness>;
  /** Prometheus text format 0.0.4. */
  readonly metrics: () => Promise<string>;
  readonly logger: Logger;
};
