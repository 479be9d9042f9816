import type { ProjectReference } from '@bugsage/backends';
import { RELEASE_LIMITS, type Release, type ReleaseCommit } from '@bugsage/core';
import { z } from 'zod';
import { projectNames, releaseName } from './tool-requests.ts';

const moment = z.coerce.date().nullish();
const url = z.string().max(2_048).nullish();
const text = z.string().max(8_192).nullish();

const commitFields = z.object({
  id: z.string().min(1).max(64),
  author_email: text,
  author_name: text,
  message: text,
  timestamp: moment,
});

/** What tools send to complete a release; `refs` names repositories, which BugSage knows from the project. */
export const completeBody = z.object({
  projects: projectNames.optional(),
  url,
  ref: z.string().max(64).nullish(),
  dateReleased: moment,
  commits: z.array(commitFields).max(RELEASE_LIMITS.commitsMax).nullish(),
});
export const createBody = completeBody.extend({ version: releaseName.min(1) });
export const deployBody = z.object({
  environment: z.string().min(1).max(64),
  name: z.string().max(64).nullish(),
  url,
  dateStarted: moment,
  dateFinished: moment,
  projects: projectNames.optional(),
});

export function commitOf(commit: z.infer<typeof commitFields>): ReleaseCommit {
  return {
    sha: commit.id,
    author_email: commit.author_email ?? null,
    author_name: commit.author_name ?? null,
    message: commit.message ?? null,
    committed_at: commit.timestamp?.toISOString() ?? null,
  };
}

/** One release of several projects, in the shape tools read. */
export function releaseAnswer(release: Release, projects: readonly ProjectReference[]) {
  return {
    version: release.version,
    shortVersion: release.version,
    url: release.url,
    ref: release.commit_sha,
    dateCreated: release.created_at,
    dateReleased: release.released_at,
    newGroups: release.new_issues,
    commitCount: 0,
    lastEvent: null,
    projects: projects.map(({ id, slug, name }) => ({ id, slug, name, platform: null })),
  };
}
