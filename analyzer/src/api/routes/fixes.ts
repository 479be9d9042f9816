import { BugSageError, FIX_STATUSES, fixSchema, type FixStatus } from '@bugsage/core';
import { z } from 'zod';
import { mailPatch, reverseDiff } from '../../publish/patch-file.ts';
import type { Api } from '../api-instance.ts';

import { callerOf, scopeOf } from '../auth/caller.ts';
import { API_LIMITS } from '../limits.ts';
import { EXAMPLE_IDS } from '../openapi/example-ids.ts';
import { notFound } from '../problem/not-found.ts';
import { pageFields, pageOf, pagingQuery } from '../schemas/paging.ts';
import { text } from '../schemas/text.ts';
import type { ApiServices } from '../services.ts';
import { findFix, fixParams } from './fix-requests.ts';
import { findIssue, projectIdQuery } from './issue-requests.ts';

const tags = ['fixes'];

const fixListQuery = z.strictObject({
  issue_id: z.uuid().exactOptional(),
  project_id: projectIdQuery.exactOptional(),
  status: z.enum(FIX_STATUSES).exactOptional(),
  ...pagingQuery,
});

const reviewBody = z.strictObject({
  approved: z.boolean(),
  notes: text(API_LIMITS.notesLengthMax).nullable().default(null),
});

export function fixRoutes(api: Api, services: ApiServices): void {
  const { fixes, analyses } = services;

  api.route({
    method: 'GET',
    url: '',
    config: { access: 'viewer' },
    schema: {
      operationId: 'listFixes',
      tags,
      summary: 'List fixes, newest first',
      querystring: fixListQuery,
      response: { 200: z.object({ fixes: z.array(fixSchema), ...pageFields }) },
    },
    handler: async (request) => {
      const scope = scopeOf(request, request.query.project_id);
      if (request.query.issue_id !== undefined) await findIssue(services, request, request.query.issue_id);
      const found = await fixes.list(scope, request.query);
      return { fixes: found.fixes, ...pageOf(found.total, request.query) };
    },
  });

  api.route({
    method: 'POST',
    url: '',
    config: { access: 'member', example: { body: { issue_id: EXAMPLE_IDS.issue_id } } },
    schema: {
      operationId: 'generateFix',
      tags,
      summary: 'Ask for a fix; answers the open one when there is one',
      body: z.strictObject({ issue_id: z.uuid() }),
      response: { 202: fixSchema },
    },
    handler: async (request, reply) => {
      const issue = await findIssue(services, request, request.body.issue_id);
      const analysis = await analyses.latest(callerOf(request).scope, issue.id);
      const fix = await fixes.request({
        issue_id: issue.id,
        project_id: issue.project_id,
        analysis_id: analysis?.id ?? null,
        type: 'manual',
        title: `Fix for ${issue.title}`,
      });
      reply.code(202).header('location', `/api/v1/fixes/${fix.id}`);
      return fix;
    },
  });

  fixByIdRoutes(api, services);
}

function fixByIdRoutes(api: Api, services: ApiServices): void {
  api.route({
    method: 'GET',
    url: '/:fix_id',
    config: { access: 'viewer' },
    schema: {
      operationId: 'getFix',
      tags,
      summary: 'A fix with its diff and the log of its verification',
      params: fixParams,
      response: { 200: fixSchema },
    },
    handler: async (request) => findFix(services, request, request.params.fix_id),
  });

  api.route({
    method: 'GET',
    url: '/:fix_id/patch',
    config: { access: 'viewer' },
    schema: {
      operationId: 'downloadPatch',
      tags,
      summary: 'The patch as a file, for git am or git apply',
      params: fixParams,
      querystring: z.strictObject({ reverse: z.enum(['true', 'false']).default('false') }),
      response: {
        200: { description: 'Mail of git format-patch', content: { 'text/x-diff': { schema: z.string() } } },
      },
    },
    handler: async (request, reply) => {
      const fix = await findFix(services, request, request.params.fix_id);
      if (fix.code_diff === '') throw notFound('patch');
      return reply
        .type('text/x-diff; charset=utf-8')
        .header('content-disposition', `attachment; filename="bugsage-${fix.id}.patch"`)
        .send(request.query.reverse === 'true' ? mailPatch(fix, reverseDiff(fix.code_diff)) : mailPatch(fix));
    },
  });

  api.route({
    method: 'POST',
    url: '/:fix_id/review',
    config: { access: 'member', example: { body: { approved: true, notes: 'Looks right.' } } },
    schema: {
      operationId: 'reviewFix',
      tags,
      summary: 'Record what a person thinks of a fix',
      params: fixParams,
      body: reviewBody,
      response: { 200: fixSchema },
    },
    handler: async (request) => {
      const fix = await findFix(services, request, request.params.fix_id);
      if (!REVIEWABLE.has(fix.status)) throw notReviewable(fix.status);
      const reviewed = await services.fixes.patch(fix.id, {
        reviewed_at: new Date(services.now()).toISOString(),
        reviewed_by: callerOf(request).user.email,
        review_approved: request.body.approved,
        review_notes: request.body.notes,
      });
      if (reviewed === null) throw notFound('fix');
      return reviewed;
    },
  });
}

/** The work on these has ended, so that a review cannot be about a patch that is still changing. */
const REVIEWABLE: ReadonlySet<FixStatus> = new Set(['ready', 'applied', 'failed', 'rolled_back']);

function notReviewable(status: FixStatus): BugSageError {
  return new BugSageError({
    kind: 'conflict',
    code: 'fix_not_reviewable',
    message: `A fix that is ${status} cannot be reviewed. Possible when it is: ${[...REVIEWABLE].join(', ')}.`,
  });
}
