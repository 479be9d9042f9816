import { cosineSimilarity, sharedFeatures, similarityVector } from '@bugsage/fingerprint';
import type { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { scopeOf } from '../auth/caller.ts';
import { API_LIMITS } from '../limits.ts';
import { similarIssuesSchema } from '../schemas/grouping.ts';
import type { ApiServices } from '../services.ts';
import { createEventReader } from './event-reader.ts';
import { findIssue, issueParams } from './issue-requests.ts';

/** Below it, what two errors share is chance. */
const SIMILARITY_MIN = 0.5;

/** Issues that look like this one: suggestions with their evidence, for a person to merge. Nothing merges by itself. */
export function issueSimilarRoutes(api: Api, services: ApiServices): void {
  const reader = createEventReader(services);

  api.route({
    method: 'GET',
    url: '/:issue_id/similar',
    config: { access: 'viewer' },
    schema: {
      operationId: 'listSimilarIssues',
      tags: ['grouping'],
      summary: 'Issues that look like this one, with what they share; never merged by themselves',
      params: issueParams,
      response: { 200: similarIssuesSchema },
    },
    handler: async (request) => {
      const issue = await findIssue(services, request, request.params.issue_id);
      const newest = await reader.newestOrNull(issue);
      if (newest === null) return { similar: [] };
      const vector = similarityVector(newest.event);
      const others = await services.rewrite.newestOfFingerprints(
        issue.project_id,
        API_LIMITS.similarComparedMax,
      );
      const near = others
        .map((other) => ({ other, similarity: cosineSimilarity(vector, similarityVector(other.event)) }))
        .filter(({ similarity }) => similarity >= SIMILARITY_MIN)
        .toSorted((a, b) => b.similarity - a.similarity);
      const ofIssues = await services.issues.issuesOfFingerprints(
        near.map(({ other }) => ({
          project_id: issue.project_id,
          fingerprint: other.grouping.fingerprint,
        })),
      );
      const scope = scopeOf(request, issue.project_id);
      const seen = new Set([issue.id]);
      const similar: z.infer<typeof similarIssuesSchema>['similar'] = [];
      for (const { other, similarity } of near) {
        const id = ofIssues.get(`${issue.project_id}:${other.grouping.fingerprint}`);
        if (id === undefined || seen.has(id) || similar.length === API_LIMITS.similarListedMax) continue;
        seen.add(id);
        const found = await services.issues.getIssue(scope, id);
        if (found === null || found.id === issue.id) continue;
        const evidence = [...sharedFeatures(newest.event, other.event)];
        similar.push({ issue: found, similarity: Math.round(similarity * 1_000) / 1_000, evidence });
      }
      return { similar };
    },
  });
}
