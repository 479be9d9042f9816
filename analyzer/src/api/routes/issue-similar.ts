import type { z } from 'zod';
import { findSimilar } from '../../similar/find-similar.ts';
import type { Api } from '../api-instance.ts';
import { scopeOf } from '../auth/caller.ts';
import { similarIssuesSchema } from '../schemas/grouping.ts';
import type { ApiServices } from '../services.ts';
import { createEventReader } from './event-reader.ts';
import { findIssue, issueParams } from './issue-requests.ts';

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
      const scope = scopeOf(request, issue.project_id);
      const similar: z.infer<typeof similarIssuesSchema>['similar'] = [];
      for (const { issueId, similarity, evidence } of await findSimilar(services, issue, newest.event)) {
        const other = await services.issues.getIssue(scope, issueId);
        if (other === null || other.id === issue.id) continue;
        similar.push({
          issue: other,
          similarity: Math.round(similarity * 1_000) / 1_000,
          evidence: [...evidence],
        });
      }
      return { similar };
    },
  });
}
