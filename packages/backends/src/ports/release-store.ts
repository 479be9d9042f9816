import type { Deploy, Release, ReleaseCommit } from '@bugsage/core';
import type { Scope } from './issue-store.ts';

export type ReleaseAnnouncement = {
  readonly project_id: number;
  readonly version: string;
  readonly released_at?: string | null;
  readonly url?: string | null;
  readonly commit_sha?: string | null;
};

/** Releases with what was deployed and which commits are in them. */
export type ReleaseStore = {
  /** Creates it or adds what is given. Safe to repeat. */
  announce(release: ReleaseAnnouncement): Promise<Release>;
  /** Newest first. `search` is matched anywhere in the version. */
  list(
    scope: Scope,
    filter: { search?: string; skip: number; limit: number },
  ): Promise<{ releases: Release[]; total: number }>;
  get(projectId: number, version: string): Promise<Release | null>;
  /** Replaces the commits of a release; the first is the newest. */
  setCommits(projectId: number, version: string, commits: readonly ReleaseCommit[]): Promise<void>;
  commits(projectId: number, version: string): Promise<ReleaseCommit[]>;
  /** The commit of the newest release that was there before this one; null when none has one. */
  commitBefore(projectId: number, version: string): Promise<string | null>;
  addDeploy(deploy: Omit<Deploy, 'id'>): Promise<Deploy>;
  deploys(projectId: number, version: string): Promise<Deploy[]>;
};
