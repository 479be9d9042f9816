import { activitySchema } from '@bugsage/core';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { rowLimit } from '../schemas/paging.ts';
import type { ApiServices } from '../services.ts';
import { findIssue, issueParams } from './issue-requests.ts';

/** What happened to an issue, who did it, and when. */
export function issueActivityRoutes(api: Api, services: ApiServices): void {
  api.route({
    method: 'GET',
    url: '/:issue_id/activity',
    config: { access: 'viewer' },
    schema: {
      operationId: 'listActivity',
      tags: ['issues'],
      summary: 'What happened to an issue, newest first',
      params: issueParams,
      querystring: z.strictObject({
        limit: rowLimit,
        before: z.coerce
          .number()
          .int()
          .positive()
          .exactOptional()
          .describe('`next_before` of the page before'),
      }),
      response: { 200: z.object({ activity: z.array(activitySchema), next_before: z.int().nullable() }) },
    },
    handler: async (request) => {
      const issue = await findIssue(services, request, request.params.issue_id);
      const activity = await services.activity.ofIssue(issue.id, request.query);
      const isFull = activity.length === request.query.limit;
      return { activity, next_before: isFull ? (activity.at(-1)?.seq ?? null) : null };
    },
  });
}
