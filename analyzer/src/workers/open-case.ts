import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { openRepository, type Backends, type SecretStore, type SourceRepository } from '@bugsage/backends';
import type { Issue, Project } from '@bugsage/core';
import type { Case } from '../evidence/case.ts';
import { gatherCase } from '../evidence/gather.ts';
import { gatherPopulation, NO_POPULATION, type Population } from '../evidence/population.ts';

/** Newest events an analysis looks at; enough to choose a telling one. */
const EVENTS_MAX = 20;

/** Mirrors of projects' repositories, below the data directory; each is named by the hash of its address. */
export const REPOSITORIES_FOLDER = 'repositories';

export type CaseSources = {
  readonly backends: Pick<Backends, 'issues' | 'events' | 'accounts'>;
  /** Mirrors and worktrees live below it. */
  readonly dataDirectory: string;
  /** Left out, only repositories everybody may read are read. */
  readonly secrets?: Pick<SecretStore, 'reveal'>;
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
    population: await populationOf(sources, issue, fingerprints),
    issue,
    project,
    events: latest,
    openRepository: (owner) => openProjectRepository(sources, owner),
  });
}

/** Counts are worth waiting for, not failing for. */
function populationOf(
  sources: CaseSources,
  issue: Issue,
  fingerprints: readonly string[],
): Promise<Population> {
  return gatherPopulation(sources.backends, issue, fingerprints).catch(() => NO_POPULATION);
}

/** One mirror per address and project: a token opens nothing for a project that does not have it. */
export async function openProjectRepository(
  { dataDirectory, secrets }: Pick<CaseSources, 'dataDirectory' | 'secrets'>,
  project: Project,
): Promise<SourceRepository> {
  const url = project.repository?.url;
  if (url === undefined) throw new Error(`Project ${project.id} has no repository.`);
  const token = (await secrets?.reveal(project.id, 'repository_token')) ?? null;
  const key = token === null ? url : `${project.id} ${url}`;
  const name = createHash('sha256').update(key).digest('hex').slice(0, 24);
  return openRepository({ url, mirrorDirectory: join(dataDirectory, REPOSITORIES_FOLDER, name), token });
}
