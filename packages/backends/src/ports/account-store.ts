import type {
  InboundFilters,
  IngestKey,
  ModelGates,
  Project,
  ProjectRepository,
  Retention,
  Scrubbing,
} from '@bugsage/core';

export const ROLES = ['owner', 'admin', 'member', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** What a user may do in one project, through the organization. */
export type Membership = {
  readonly organization_id: number;
  readonly project_id: number;
  readonly role: Role;
};

/** What the collector obeys for events of one key. Events a minute: null takes the configured default, 0 is no limit. */
export type IngestSettings = {
  readonly public_key: string;
  readonly project_id: number;
  readonly organization_id: number;
  readonly key_events_per_minute: number | null;
  readonly project_events_per_minute: number | null;
  readonly organization_events_per_minute: number | null;
  readonly filters: InboundFilters;
  readonly scrubbing: Scrubbing;
};

export type ProjectPatch = {
  readonly name?: string;
  readonly repository?: ProjectRepository | null;
  readonly fix_confidence_min?: number;
  readonly events_per_minute?: number | null;
  readonly filters?: InboundFilters;
  readonly scrubbing?: Scrubbing;
  readonly model_gates?: ModelGates;
  readonly retention?: Retention;
  readonly auto_resolve_days?: number | null;
};

/** Events a minute: null takes the configured default, 0 is no limit. */
export type LimitedIngestKey = IngestKey & { readonly events_per_minute: number | null };

export type AccountStore = {
  findIngestKey(publicKey: string): Promise<IngestKey | null>;
  /** All keys; the collector keeps them in memory so that it can answer while Postgres is away. */
  listIngestKeys(): Promise<IngestKey[]>;
  /** Of all keys; kept in memory like the keys. */
  listIngestSettings(): Promise<IngestSettings[]>;
  listIngestKeysOf(projectId: number): Promise<LimitedIngestKey[]>;
  getProject(projectId: number): Promise<Project | null>;
  listProjects(projectIds: readonly number[]): Promise<Project[]>;
  updateProject(projectId: number, patch: ProjectPatch): Promise<Project | null>;
  membershipsOf(userId: string): Promise<Membership[]>;
};
