import { commentSchema } from '@bugsage/core';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { callerOf } from '../auth/caller.ts';
import { API_LIMITS } from '../limits.ts';
import { pageFields, pageOf, pagingQuery } from '../schemas/paging.ts';
import { text } from '../schemas/text.ts';
import type { ApiServices } from '../services.ts';
import { findIssue, issueParams } from './issue-requests.ts';

const tags = ['issues'];
const commentBody = z.strictObject({ body: text(API_LIMITS.commentLengthMax).trim().min(1) });

export function issueCommentRoutes(api: Api, services: ApiServices): void {
  const { comments } = services;

  api.route({
    method: 'GET',
    url: '/:issue_id/comments',
    config: { access: 'viewer' },
    schema: {
      operationId: 'listComments',
      tags,
      summary: 'What people wrote about an issue, oldest first',
      params: issueParams,
      querystring: z.strictObject(pagingQuery),
      response: { 200: z.object({ comments: z.array(commentSchema), ...pageFields }) },
    },
    handler: async (request) => {
      const issue = await findIssue(services, request, request.params.issue_id);
      const found = await comments.list(issue.id, request.query);
      return { comments: found.comments, ...pageOf(found.total, request.query) };
    },
  });

  api.route({
    method: 'POST',
    url: '/:issue_id/comments',
    config: { access: 'member' },
    schema: {
      operationId: 'addComment',
      tags,
      summary: 'Write about an issue, in Markdown',
      params: issueParams,
      body: commentBody,
      response: { 201: commentSchema },
    },
    handler: async (request, reply) => {
      const issue = await findIssue(services, request, request.params.issue_id);
      reply.code(201);
      return comments.add({
        issue_id: issue.id,
        project_id: issue.project_id,
        author: callerOf(request).user.email,
        body: request.body.body,
      });
    },
  });
}
