import type { Backends } from '@bugsage/backends';
import type { Issue } from '@bugsage/core';
import { countsByRelease, type ReleaseCount } from './by-release.ts';
import { EVIDENCE_LIMITS } from './limits.ts';
import { similarIssues, type SimilarIssue } from './similar-issues.ts';
import { tagSkews, type TagSkew } from './tag-skew.ts';

/** What is known beyond the one event: counted by our server, from attacker-writable values. */
export type Population = {
  readonly skews: readonly TagSkew[];
  readonly releases: readonly ReleaseCount[];
  readonly similar: readonly SimilarIssue[];
};

export const NO_POPULATION: Population = { skews: [], releases: [], similar: [] };

/** Reads counts and neighbours of an issue. */
export async function gatherPopulation(
  { events, issues }: Pick<Backends, 'events' | 'issues'>,
  issue: Issue,
  fingerprints: readonly string[],
): Promise<Population> {
  const keys = { projectId: issue.project_id, fingerprints };
  const valuesPerKey = EVIDENCE_LIMITS.tagValuesMax;
  const [ofIssue, ofProject, newest, others] = await Promise.all([
    events.tagDistribution({ ...keys, valuesPerKey }),
    events.projectTagDistribution({ projectId: issue.project_id, valuesPerKey }),
    events.listEvents({ ...keys, limit: EVIDENCE_LIMITS.summariesMax }),
    issues.listIssues(
      { projectIds: [issue.project_id] },
      { sort: 'last_seen', skip: 0, limit: EVIDENCE_LIMITS.comparedIssuesMax },
    ),
  ]);
  return {
    skews: tagSkews(ofIssue, ofProject),
    releases: countsByRelease(newest),
    similar: similarIssues(issue, others.issues),
  };
}
