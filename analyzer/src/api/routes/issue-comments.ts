import { BugSageError, commentSchema, type Comment } from '@bugsage/core';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { callerOf } from '../auth/caller.ts';
import { API_LIMITS } from '../limits.ts';
import { notFound } from '../problem/not-found.ts';
import { pageFields, pageOf, pagingQuery } from '../schemas/paging.ts';
import { text } from '../schemas/text.ts';
import type { ApiServices } from '../services.ts';
import { findIssue, issueParams } from './issue-requests.ts';

const tags = ['issues'];
const commentBody = z.strictObject({ body: text(API_LIMITS.commentLengthMax).trim().min(1) });
const commentParams = issueParams.extend({ comment_id: z.uuid() });

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
    config: { access: 'member', example: { body: { body: 'Seen after the **last** deploy.' } } },
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

  api.route({
    method: 'PUT',
    url: '/:issue_id/comments/:comment_id',
    config: { access: 'member', example: { body: { body: 'Only in Safari.' } } },
    schema: {
      operationId: 'editComment',
      tags,
      summary: 'Change a comment of mine',
      params: commentParams,
      body: commentBody,
      response: { 200: commentSchema },
    },
    handler: async (request) => {
      const comment = await findOwnComment(services, request, request.params);
      const edited = await comments.edit(comment.id, request.body.body);
      if (edited === null) throw notFound('comment');
      return edited;
    },
  });

  api.route({
    method: 'DELETE',
    url: '/:issue_id/comments/:comment_id',
    config: { access: 'member' },
    schema: {
      operationId: 'deleteComment',
      tags,
      summary: 'Delete a comment of mine',
      params: commentParams,
      response: { 204: z.undefined().describe('Deleted') },
    },
    handler: async (request, reply) => {
      const comment = await findOwnComment(services, request, request.params);
      await comments.remove(comment.id);
      return reply.code(204).send();
    },
  });
}

/** Words stay those of their author: nobody else changes them, whatever the role. */
async function findOwnComment(
  services: ApiServices,
  request: FastifyRequest,
  params: { issue_id: string; comment_id: string },
): Promise<Comment> {
  const issue = await findIssue(services, request, params.issue_id);
  const comment = await services.comments.get(issue.id, params.comment_id);
  if (comment === null) throw notFound('comment');
  if (comment.author === callerOf(request).user.email) return comment;
  throw new BugSageError({
    kind: 'forbidden',
    code: 'not_the_author',
    message: `Only ${comment.author} can change this comment.`,
  });
}
