import { openCommitSource, type ConsumeOptions } from '@bugsage/backends';
import { BugSageError } from '@bugsage/core';
import { applyCommits } from './incoming/apply-code-change.ts';
import type { IntegrationParts } from './integration-parts.ts';

const DONE = { kind: 'done' } as const;

/**
 * A release that was announced without its commits gets those since the release before, from the project's code host;
 * the commits of any release resolve what they say they fix.
 */
export function createReleaseHandler(parts: IntegrationParts): ConsumeOptions['handle'] {
  return async ({ message }) => {
    const { subject } = message;
    if (subject === 'release.announced')
      await fetchCommits(parts, message.payload.project_id, message.payload.version);
    if (subject === 'release.commits_set')
      await readCommits(parts, message.payload.project_id, message.payload.version);
    return DONE;
  };
}

async function fetchCommits(parts: IntegrationParts, projectId: number, version: string): Promise<void> {
  const release = await parts.releases.get(projectId, version);
  if (release === null || (await parts.releases.commits(projectId, version)).length > 0) return;
  const open = await parts.integrations.openOf(projectId);
  for (const integration of open) {
    const source = openCommitSource(integration, parts);
    if (source === null) continue;
    // Without a commit the version is a tag, as most teams name them; `shop@1.2.0` is often tagged 1.2.0 or v1.2.0.
    const head = release.commit_sha ?? version.slice(version.lastIndexOf('@') + 1);
    const base = await parts.releases.commitBefore(projectId, version);
    try {
      const commits = await source.compare(base, head);
      // A build may have announced them while we asked; its word counts.
      if ((await parts.releases.commits(projectId, version)).length > 0) return;
      await parts.releases.setCommits(projectId, version, commits);
      await parts.integrations.noteCheck(integration.id, null);
      return;
    } catch (error) {
      if (!(error instanceof BugSageError) || error.retryable) throw error;
      // No such tag or commit there: another code host of the project may have it.
      parts.logger.info({ version, reason: error.message }, 'commits of a release are not known');
    }
  }
}

/** Newest first; people resolve with the newest word. */
async function readCommits(parts: IntegrationParts, projectId: number, version: string): Promise<void> {
  const project = await parts.accounts.getProject(projectId);
  if (project === null) return;
  const commits = await parts.releases.commits(projectId, version);
  await applyCommits(parts, {
    project,
    kind: 'release',
    commits: commits.map(({ sha, message, author_name }) => ({
      sha,
      message: message ?? '',
      by: author_name ?? 'commit',
    })),
  });
}
