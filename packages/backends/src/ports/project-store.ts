import type { IngestKey, Project } from '@bugsage/core';

/** Creation and end of projects and their ingest keys; what is inside a project is the other stores' business. */
export type ProjectStore = {
  /** With one ingest key. Throws `conflict` `name_taken`. */
  create(project: { organizationId: number; name: string }): Promise<Project>;
  /** Hides the project from everybody and disables its keys; collectors stop taking its events within seconds. */
  remove(projectId: number): Promise<boolean>;
  createKey(projectId: number): Promise<IngestKey>;
  /** Null when the key is not of this project. */
  setKeyEnabled(projectId: number, publicKey: string, enabled: boolean): Promise<IngestKey | null>;
};
