import { COUNTED_SECONDS } from '@bugsage/backends';
import { ISSUE_SEARCH, issueSchema } from '@bugsage/core';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { callerOf, scopeOf } from '../auth/caller.ts';
import { API_LIMITS } from '../limits.ts';
import { notFound } from '../problem/not-found.ts';
import { pageFields, pageOf } from '../schemas/paging.ts';
import type { ApiServices } from '../services.ts';
import { issueActivityRoutes } from './issue-activity.ts';
import { issueAnalysisRoutes } from './issue-analysis.ts';
import { issueBulkRoutes } from './issue-bulk.ts';
import { issueCommentRoutes } from './issue-comments.ts';
import { issueCreateRoutes } from './issue-create.ts';
import { issueDistributionRoutes } from './issue-distribution.ts';
import { issueEventRoutes } from './issue-events.ts';
import { issueGroupingRoutes } from './issue-grouping.ts';
import { issueOwnerRoutes } from './issue-owners.ts';
import { issueSimilarRoutes } from './issue-similar.ts';
import { issueLinkRoutes } from './issue-links.ts';
import { findIssue, issueListQuery, issueParams, issuePatchBody } from './issue-requests.ts';
import { issueStatisticsRoutes } from './issue-statistics.ts';
import { readSearch } from './read-search.ts';

const tags = ['issues'];
const DAY_MS = 86_400_000;

/** Everything about issues; mounted as `issues` and again as `errors`. */
export function issueRoutes(api: Api, services: ApiServices): void {
  const { issues } = services;

  api.route({
    method: 'GET',
    url: '',
    config: { access: 'viewer' },
    schema: {
      operationId: 'listIssues',
      tags,
      summary: 'List issues, newest activity first',
      querystring: issueListQuery,
      response: { 200: z.object({ issues: z.array(issueSchema), ...pageFields }) },
    },
    handler: async (request) => {
      const scope = scopeOf(request, request.query.project_id);
      const { query, ...filter } = request.query;
      const terms = readSearch(request, { text: query, catalogue: ISSUE_SEARCH, now: services.now() });
      const found = await issues.listIssues(scope, { ...filter, terms });
      return { issues: found.issues, ...pageOf(found.total, request.query) };
    },
  });

  api.route({
    method: 'GET',
    url: '/:issue_id',
    config: { access: 'viewer' },
    schema: {
      operationId: 'getIssue',
      tags,
      summary: 'Show an issue',
      params: issueParams,
      response: { 200: issueSchema },
    },
    handler: async (request) => findIssue(services, request, request.params.issue_id),
  });

  api.route({
    method: 'PUT',
    url: '/:issue_id',
    config: { access: 'member', example: { body: { severity: 'high', category: 'cart' } } },
    schema: {
      operationId: 'updateIssue',
      tags,
      summary: 'Change status, severity, assignee or words of an issue',
      params: issueParams,
      body: issuePatchBody,
      response: { 200: issueSchema },
    },
    handler: async (request) => {
      const issue = await findIssue(services, request, request.params.issue_id);
      const { scope, user } = callerOf(request);
      const updated = await issues.updateIssue(scope, issue.id, request.body, user.email);
      if (updated === null) throw notFound('issue');
      return updated;
    },
  });

  api.route({
    method: 'DELETE',
    url: '/:issue_id',
    config: { access: 'admin' },
    schema: {
      operationId: 'deleteIssue',
      tags,
      summary: 'Delete an issue with its events, analyses, fixes and comments',
      params: issueParams,
      response: { 204: z.undefined().describe('Deleted') },
    },
    handler: async (request, reply) => {
      const issue = await findIssue(services, request, request.params.issue_id);
      const { scope, user } = callerOf(request);
      const keys = { projectId: issue.project_id, fingerprints: await issues.fingerprintsOf(issue.id) };
      const to = services.now();
      const from = to - API_LIMITS.analyticsDaysMax * DAY_MS;
      const counted = await services.events.countsOverTime({
        ...keys,
        from,
        to,
        bucketSeconds: COUNTED_SECONDS,
      });
      // Events first: without their issue nobody could find and delete them any more.
      await services.events.deleteEvents(keys);
      await issues.deleteIssue(scope, issue.id, { by: user.email, counted });
      return reply.code(204).send();
    },
  });

  issueActivityRoutes(api, services);
  issueAnalysisRoutes(api, services);
  issueBulkRoutes(api, services);
  issueCommentRoutes(api, services);
  issueLinkRoutes(api, services);
  issueCreateRoutes(api, services);
  issueDistributionRoutes(api, services);
  issueEventRoutes(api, services);
  issueGroupingRoutes(api, services);
  issueOwnerRoutes(api, services);
  issueSimilarRoutes(api, services);
  issueStatisticsRoutes(api, services);
}
