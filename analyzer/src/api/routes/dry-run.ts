import {
  findByAnyKey,
  homesOf,
  keysOfFlows,
  planRegroup,
  targetsOf,
  type RegroupFlow,
} from '@bugsage/backends';
import type { Grouping, Issue, NormalizedEvent } from '@bugsage/core';
import type { z } from 'zod';
import { API_LIMITS } from '../limits.ts';
import type { dryRunSchema } from '../schemas/grouping-rules.ts';
import type { ApiServices } from '../services.ts';

type DryRun = z.infer<typeof dryRunSchema>;
type IssueReference = DryRun['issues'][number]['issue'];

/** Groups the stored events of the last days again without changing anything, and says what would go where. */
export async function dryRun(
  services: Pick<ApiServices, 'issues' | 'rewrite' | 'now'>,
  query: { projectId: number; days: number; fingerprint: (event: NormalizedEvent) => Grouping },
): Promise<DryRun> {
  const { projectId, days, fingerprint } = query;
  const plan = await planRegroup({
    rewrite: services.rewrite,
    projectId,
    from: services.now() - days * 86_400_000,
    eventsMax: API_LIMITS.dryRunEventsMax,
    fingerprint,
  });
  const issueOf = await readIssues(services, projectId, plan.flows);
  const homes = homesOf(plan.flows, new Map([...issueOf].map(([key, { id }]) => [key, id])));
  const byId = new Map([...issueOf.values()].map((issue) => [issue.id, issue]));
  const targets = targetsOf(plan.flows);
  const targetOf = (fingerprintKey: string): IssueReference | null =>
    issueOf.get(fingerprintKey) ?? byId.get(homes.get(fingerprintKey) ?? '') ?? null;

  const losing = new Map<string, DryRun['issues'][number]>();
  const joined = new Set<string>();
  for (const flow of plan.flows) {
    const issue = issueOf.get(flow.from);
    if (issue === undefined) continue;
    const entry = losing.get(issue.id) ?? { issue, events_kept: 0, moves: [] };
    losing.set(issue.id, entry);
    const to = targetOf(flow.to);
    if (to?.id === issue.id) entry.events_kept += flow.events;
    else {
      entry.moves.push({ fingerprint: flow.to, title: flow.title, events: flow.events, to });
      if (to !== null) joined.add(to.id);
    }
  }
  const touched = [...losing.values()].filter(({ moves }) => moves.length > 0);
  const places = ({ events_kept: kept, moves }: DryRun['issues'][number]) =>
    new Set(moves.map(({ fingerprint: key, to }) => to?.id ?? targets.get(key))).size + (kept > 0 ? 1 : 0);
  return {
    events_read: plan.eventsRead,
    complete: plan.complete,
    events_moved: touched.flatMap(({ moves }) => moves).reduce((sum, move) => sum + move.events, 0),
    splits: touched.filter((entry) => places(entry) > 1).length,
    joins: joined.size,
    issues: touched.toSorted((a, b) => a.issue.number - b.issue.number),
  };
}

async function readIssues(
  { issues }: Pick<ApiServices, 'issues'>,
  projectId: number,
  flows: readonly RegroupFlow[],
): Promise<ReadonlyMap<string, IssueReference>> {
  const keys = keysOfFlows(flows);
  const found = await issues.issuesOfFingerprints(
    keys.map((fingerprint) => ({ project_id: projectId, fingerprint })),
  );
  const scope = { projectIds: [projectId] };
  const known = new Map<string, Issue | null>();
  for (const id of new Set(found.values())) known.set(id, await issues.getIssue(scope, id));
  const references = new Map<string, IssueReference>();
  for (const key of keys) {
    const issue = known.get(found.get(`${projectId}:${key}`) ?? '') ?? null;
    if (issue !== null) references.set(key, { id: issue.id, number: issue.number, title: issue.title });
  }
  return findByAnyKey(flows, references);
}
