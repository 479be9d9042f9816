import { randomUUID } from 'node:crypto';
import { analysisSchema } from '@bugsage/core';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { callerOf } from '../auth/caller.ts';
import { notFound } from '../problem/not-found.ts';
import type { ApiServices } from '../services.ts';
import { findIssue, issueParams } from './issue-requests.ts';

const tags = ['analysis'];

export function issueAnalysisRoutes(api: Api, services: ApiServices): void {
  const { analyses, bus } = services;

  api.route({
    method: 'POST',
    url: '/:issue_id/analyze',
    config: { access: 'member', example: { body: { force: true } } },
    schema: {
      operationId: 'analyzeIssue',
      tags,
      summary: 'Ask for an analysis; `force` repeats it although nothing changed',
      params: issueParams,
      body: z.strictObject({ force: z.boolean().default(false) }).nullish(),
      response: { 202: z.object({ issue_id: z.uuid(), status: z.literal('requested') }) },
    },
    handler: async (request, reply) => {
      const issue = await findIssue(services, request, request.params.issue_id);
      const payload = {
        project_id: issue.project_id,
        issue_id: issue.id,
        force: request.body?.force ?? false,
      };
      await bus.publish([{ id: randomUUID(), subject: 'analysis.requested', payload }]);
      reply.code(202).header('location', `/api/v1/issues/${issue.id}/analysis`);
      return { issue_id: issue.id, status: 'requested' as const };
    },
  });

  api.route({
    method: 'GET',
    url: '/:issue_id/analysis',
    config: { access: 'viewer' },
    schema: {
      operationId: 'getAnalysis',
      tags,
      summary: 'The newest analysis of an issue; 404 until there is one',
      params: issueParams,
      response: { 200: analysisSchema },
    },
    handler: async (request) => {
      const issue = await findIssue(services, request, request.params.issue_id);
      const analysis = await analyses.latest(callerOf(request).scope, issue.id);
      if (analysis === null) throw notFound('analysis');
      return analysis;
    },
  });
}
