import type { Project } from '@bugsage/core';
import type { LimitedIngestKey } from './account-store.ts';

/** Events a minute: null takes the configured default, 0 is no limit. */
export type IngestKeyPatch = { readonly enabled?: boolean; readonly events_per_minute?: number | null };

/** Creation and end of projects and their ingest keys; what is inside a project is the other stores' business. */
export type ProjectStore = {
  /** With one ingest key. Throws `conflict` `name_taken`. */
  create(project: { organizationId: number; name: string }): Promise<Project>;
  /** Hides the project from everybody and disables its keys; collectors stop taking its events within seconds. */
  remove(projectId: number): Promise<boolean>;
  createKey(projectId: number): Promise<LimitedIngestKey>;
  /** Null when the key is not of this project. */
  updateKey(projectId: number, publicKey: string, patch: IngestKeyPatch): Promise<LimitedIngestKey | null>;
};
