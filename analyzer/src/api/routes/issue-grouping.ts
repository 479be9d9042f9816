import { BugSageError, issueSchema } from '@bugsage/core';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { callerOf, scopeOf } from '../auth/caller.ts';
import { API_LIMITS } from '../limits.ts';
import { EXAMPLE_IDS } from '../openapi/example-ids.ts';
import { notFound } from '../problem/not-found.ts';
import { eventAnswer } from '../schemas/event.ts';
import { groupingAnswer, issueGroupingSchema } from '../schemas/grouping.ts';
import { text } from '../schemas/text.ts';
import type { ApiServices } from '../services.ts';
import { createEventReader } from './event-reader.ts';
import { findIssue, issueParams } from './issue-requests.ts';

const tags = ['grouping'];
const reason = text(API_LIMITS.notesLengthMax).trim().default('');

const groupingQuery = z.strictObject({
  event_id: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .exactOptional()
    .describe('The event to explain; the newest one by default'),
});

const mergeBody = z.strictObject({
  issue_ids: z
    .array(z.uuid())
    .min(1)
    .max(API_LIMITS.mergedIssuesMax)
    .describe('Issues to join into this one'),
  reason,
});

const unmergeBody = z
  .strictObject({
    issue_id: z.uuid().exactOptional().describe('An issue that was merged into this one'),
    fingerprints: z
      .array(z.string().regex(/^[0-9a-f]{32}$/))
      .min(1)
      .max(API_LIMITS.splitFingerprintsMax)
      .exactOptional()
      .describe('Fingerprints of this issue that get an issue of their own'),
    reason,
  })
  .refine(
    ({ issue_id, fingerprints }) => (issue_id === undefined) !== (fingerprints === undefined),
    'Send either issue_id or fingerprints',
  );

/** Why events are in an issue, and people's decisions about it. */
export function issueGroupingRoutes(api: Api, services: ApiServices): void {
  const { grouping } = services;
  const reader = createEventReader(services);

  api.route({
    method: 'GET',
    url: '/:issue_id/grouping',
    config: { access: 'viewer' },
    schema: {
      operationId: 'getGrouping',
      tags,
      summary: 'Why an event is in this issue, its fingerprints, and what was decided about them',
      params: issueParams,
      querystring: groupingQuery,
      response: { 200: issueGroupingSchema },
    },
    handler: async (request) => {
      const issue = await findIssue(services, request, request.params.issue_id);
      const { event_id } = request.query;
      const stored =
        event_id === undefined ? await reader.newestOrNull(issue) : await reader.one(issue, event_id);
      const described = await grouping.describe(issue.id, API_LIMITS.historyMax);
      return {
        issue_id: issue.id,
        event_id: stored?.event.event_id ?? null,
        grouping: stored === null ? null : eventAnswer(stored).grouping,
        ...groupingAnswer(described),
      };
    },
  });

  api.route({
    method: 'POST',
    url: '/:issue_id/merge',
    config: {
      access: 'member',
      example: { body: { issue_ids: [EXAMPLE_IDS.other_issue_id], reason: 'The same bug.' } },
    },
    schema: {
      operationId: 'mergeIssues',
      tags,
      summary: 'Join other issues into this one; future events follow, and unmerge takes it back exactly',
      params: issueParams,
      body: mergeBody,
      response: { 200: issueSchema },
    },
    handler: async (request) => {
      const issue = await findIssue(services, request, request.params.issue_id);
      const { user } = callerOf(request);
      const merged = await grouping.merge(scopeOf(request, issue.project_id), {
        into: issue.id,
        issueIds: request.body.issue_ids,
        by: user.email,
        reason: request.body.reason,
      });
      if (merged === null) throw notFound('issue');
      return merged;
    },
  });

  api.route({
    method: 'POST',
    url: '/:issue_id/unmerge',
    config: {
      access: 'member',
      example: { body: { issue_id: EXAMPLE_IDS.merged_issue_id, reason: 'Another bug.' } },
    },
    schema: {
      operationId: 'unmergeIssue',
      tags,
      summary:
        'Take a merged issue out again, or give fingerprints an issue of their own; answers that issue',
      params: issueParams,
      body: unmergeBody,
      response: { 200: issueSchema },
    },
    handler: async (request) => {
      const issue = await findIssue(services, request, request.params.issue_id);
      const scope = scopeOf(request, issue.project_id);
      const decision = { by: callerOf(request).user.email, reason: request.body.reason };
      const { issue_id: issueId, fingerprints } = request.body;
      if (fingerprints !== undefined) {
        const own = await grouping.split(scope, { issueId: issue.id, fingerprints, ...decision });
        if (own === null) throw notFound('issue');
        return own;
      }
      const { merged } = await grouping.describe(issue.id, 0);
      const below = merged.find(({ id }) => id === issueId);
      if (below === undefined) throw notMerged();
      const own = await grouping.unmerge(scope, { issueId: below.id, ...decision });
      if (own === null) throw notFound('issue');
      return own;
    },
  });
}

function notMerged(): BugSageError {
  return new BugSageError({
    kind: 'conflict',
    code: 'not_merged',
    message: 'That issue is not merged into this one. GET its grouping to see what is.',
  });
}
