import { randomUUID } from 'node:crypto';
import type { IssuePatch } from '@bugsage/backends';
import { issueSchema, type Issue } from '@bugsage/core';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { callerOf, requireAccess } from '../auth/caller.ts';
import { awaitIssue } from '../reports/await-issue.ts';
import { REPORT_LIMITS } from '../reports/limits.ts';
import { reportAsEvent, reportBody, type Report } from '../reports/report-body.ts';
import { sendReport } from '../reports/send-report.ts';
import type { ApiServices } from '../services.ts';

const reportedSchema = z.object({
  event_id: z.string(),
  issue: issueSchema,
  is_new: z.boolean().describe('Whether it was opened since the request came in'),
});

const waitingSchema = z.object({ event_id: z.string(), issue: z.null(), is_new: z.null() });

/** Errors that people and programs report without an SDK. */
export function issueCreateRoutes(api: Api, services: ApiServices): void {
  api.route({
    method: 'POST',
    url: '',
    bodyLimit: REPORT_LIMITS.bodyBytesMax,
    config: {
      access: 'member',
      example: {
        body: {
          project_id: 7003,
          stack_trace:
            "TypeError: Cannot read properties of undefined (reading 'total')\n    at checkout (/app/src/cart.js:42:17)",
          environment: 'production',
          tags: { importer: 'nightly' },
        },
      },
    },
    schema: {
      operationId: 'createIssue',
      tags: ['issues'],
      summary: 'Report an error; it is grouped like every event, and the answer holds its issue',
      body: reportBody,
      response: {
        200: reportedSchema.describe('It joined an issue that was there'),
        201: reportedSchema.describe('It opened an issue'),
        202: waitingSchema.describe('It is durable, and its issue will appear'),
      },
    },
    handler: async (request, reply) => {
      const report = request.body;
      requireAccess(request, report.project_id);
      const eventId = report.event_id ?? randomUUID().replaceAll('-', '');
      const startedAt = await services.eventFates.clock();
      await sendReport(services, report.project_id, reportAsEvent(report, eventId));
      const issueId = await awaitIssue(services, { projectId: report.project_id, eventId });
      const found =
        issueId === null ? null : await services.issues.getIssue(callerOf(request).scope, issueId);
      if (found === null) return reply.code(202).send({ event_id: eventId, issue: null, is_new: null });
      const isNew = Date.parse(found.created_at) >= startedAt;
      const issue = isNew ? await describeIssue(services, request, { issue: found, report }) : found;
      return reply.code(isNew ? 201 : 200).send({ event_id: eventId, issue, is_new: isNew });
    },
  });
}

async function describeIssue(
  { issues }: ApiServices,
  request: FastifyRequest,
  { issue, report }: { readonly issue: Issue; readonly report: Report },
): Promise<Issue> {
  const { title, description, category, assignee } = report;
  const patch: IssuePatch = {
    ...(title !== undefined && title !== issue.title && { title }),
    ...(description !== undefined && { description }),
    ...(category !== undefined && { category }),
    ...(assignee !== undefined && { assignee }),
  };
  if (Object.keys(patch).length === 0) return issue;
  const { scope, user } = callerOf(request);
  return (await issues.updateIssue(scope, issue.id, patch, user.email)) ?? issue;
}
