import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { openRepository, type Backends, type SourceRepository } from '@bugsage/backends';
import type { Project } from '@bugsage/core';
import type { Case } from '../evidence/case.ts';
import { gatherCase } from '../evidence/gather.ts';

/** Newest events an analysis looks at; enough to choose a telling one. */
const EVENTS_MAX = 20;

/** Mirrors of projects' repositories, below the data directory; each is named by the hash of its address. */
export const REPOSITORIES_FOLDER = 'repositories';

export type CaseSources = {
  readonly backends: Pick<Backends, 'issues' | 'events' | 'accounts'>;
  /** Mirrors and worktrees live below it. */
  readonly dataDirectory: string;
};

/** Reads everything known about an issue; null when issue, project or events are gone (deleted, past retention). */
export async function openCase(
  sources: CaseSources,
  reference: { project_id: number; issue_id: string },
): Promise<Case | null> {
  const { issues, events, accounts } = sources.backends;
  const issue = await issues.getIssue({ projectIds: [reference.project_id] }, reference.issue_id);
  const project = await accounts.getProject(reference.project_id);
  if (issue === null || project === null) return null;
  const fingerprints = await issues.fingerprintsOf(issue.id);
  const latest = await events.latestEvents({ projectId: project.id, fingerprints, limit: EVENTS_MAX });
  if (latest.length === 0) return null;
  return gatherCase({
    issue,
    project,
    events: latest,
    openRepository: (owner) => openProjectRepository(sources.dataDirectory, owner),
  });
}

/** One mirror per address, whichever projects share it. */
export function openProjectRepository(dataDirectory: string, project: Project): Promise<SourceRepository> {
  const url = project.repository?.url;
  if (url === undefined) throw new Error(`Project ${project.id} has no repository.`);
  const name = createHash('sha256').update(url).digest('hex').slice(0, 24);
  return openRepository({ url, mirrorDirectory: join(dataDirectory, REPOSITORIES_FOLDER, name) });
}
