import { BugSageError } from '@bugsage/core';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { callerOf } from '../auth/caller.ts';
import { EXAMPLE_IDS } from '../openapi/example-ids.ts';
import { API_LIMITS } from '../limits.ts';
import type { ApiServices } from '../services.ts';
import { findIssue, issuePatchBody } from './issue-requests.ts';

const bulkBody = z.strictObject({
  issue_ids: z.array(z.uuid()).min(1).max(API_LIMITS.bulkIssuesMax),
  change: issuePatchBody,
});

const bulkAnswer = z.object({
  changed: z.array(z.uuid()),
  failed: z
    .array(z.object({ issue_id: z.uuid(), code: z.string(), detail: z.string() }))
    .describe('Issues whose state does not allow it; they stay as they were'),
});

/** One change to many issues: each follows its own state, and the answer says which could not. */
export function issueBulkRoutes(api: Api, services: ApiServices): void {
  api.route({
    method: 'POST',
    url: '/bulk',
    config: {
      access: 'member',
      example: { body: { issue_ids: [EXAMPLE_IDS.issue_id], change: { category: 'cart' } } },
    },
    schema: {
      operationId: 'changeIssues',
      tags: ['issues'],
      summary: 'Change many issues at once',
      body: bulkBody,
      response: { 200: bulkAnswer },
    },
    handler: async (request) => {
      const { scope, user } = callerOf(request);
      const issueIds = new Set<string>();
      // Whoever may not change one of them changes none.
      for (const issueId of request.body.issue_ids)
        issueIds.add((await findIssue(services, request, issueId)).id);
      const answer: z.infer<typeof bulkAnswer> = { changed: [], failed: [] };
      for (const issueId of issueIds) {
        try {
          await services.issues.updateIssue(scope, issueId, request.body.change, user.email);
          answer.changed.push(issueId);
        } catch (error) {
          if (!(error instanceof BugSageError) || error.kind !== 'conflict') throw error;
          answer.failed.push({ issue_id: issueId, code: error.code, detail: error.message });
        }
      }
      return answer;
    },
  });
}
