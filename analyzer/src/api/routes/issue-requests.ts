import {
  EVENT_SOURCES,
  ignoredWhileSchema,
  ISSUE_STATUSES,
  RELEASE_LIMITS,
  RESOLUTIONS,
  SEVERITIES,
  type Issue,
} from '@bugsage/core';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { callerOf, requireAccess } from '../auth/caller.ts';
import { API_LIMITS } from '../limits.ts';
import { notFound } from '../problem/not-found.ts';
import { moment, momentOrDate } from '../schemas/moment.ts';
import { pagingQuery } from '../schemas/paging.ts';
import { searchQuery } from '../schemas/search.ts';
import { text } from '../schemas/text.ts';
import type { ApiServices } from '../services.ts';

export const issueParams = z.strictObject({ issue_id: z.uuid() });

export const projectIdQuery = z.coerce
  .number()
  .int()
  .positive()
  .max(2 ** 31 - 1);

export const issueFilterQuery = {
  severity: z.enum(SEVERITIES).exactOptional(),
  status: z.enum(ISSUE_STATUSES).exactOptional(),
  source: z.enum(EVENT_SOURCES).exactOptional(),
  project_id: projectIdQuery.exactOptional(),
  search: text(API_LIMITS.searchLengthMax).exactOptional(),
  query: searchQuery.exactOptional(),
  date_from: momentOrDate('start').exactOptional(),
  date_to: momentOrDate('end').exactOptional(),
};

export const issueListQuery = z.strictObject({
  ...issueFilterQuery,
  sort: z.enum(['last_seen', 'first_seen', 'event_count', 'users_affected']).default('last_seen'),
  ...pagingQuery,
});

/** What people may change. Counts, times and the substatus follow from events alone. */
export const issuePatchBody = z
  .strictObject({
    title: text(API_LIMITS.titleLengthMax).trim().min(1).exactOptional(),
    description: text(API_LIMITS.descriptionLengthMax).nullable().exactOptional(),
    severity: z.enum(SEVERITIES).exactOptional(),
    status: z.enum(ISSUE_STATUSES).exactOptional(),
    category: text(API_LIMITS.nameLengthMax).nullable().exactOptional(),
    assignee: text(API_LIMITS.emailLengthMax).nullable().exactOptional(),
    resolution: z.enum(RESOLUTIONS).exactOptional(),
    resolved_in_release: text(RELEASE_LIMITS.versionLengthMax).nullable().exactOptional(),
    resolved_in_commit: z
      .string()
      .regex(/^[0-9a-f]{7,64}$/, 'Expected 7 to 64 lower-case hex characters')
      .nullable()
      .exactOptional(),
    ignored_until: moment().nullable().exactOptional(),
    ignored_while: ignoredWhileSchema.nullable().exactOptional(),
  })
  .refine((patch) => Object.keys(patch).length > 0, 'Send at least one field');

/** The issue of the path, when the caller may do with it what the route declares. */
export async function findIssue(
  services: ApiServices,
  request: FastifyRequest,
  issueId: string,
): Promise<Issue> {
  const issue = await services.issues.getIssue(callerOf(request).scope, issueId);
  if (issue === null) throw notFound('issue');
  requireAccess(request, issue.project_id);
  return issue;
}
