import { EVENT_SEARCH } from '@bugsage/core';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { scopeOf } from '../auth/caller.ts';
import { API_LIMITS } from '../limits.ts';
import { eventSummarySchema } from '../schemas/event.ts';
import { searchQuery } from '../schemas/search.ts';
import { eventCursor, nextBefore } from '../schemas/event-cursor.ts';
import { rowLimit } from '../schemas/paging.ts';
import type { ApiServices } from '../services.ts';
import { projectIdQuery } from './issue-requests.ts';
import { readSearch } from './read-search.ts';

const HOUR_MS = 3_600_000;

export const eventSearchQuery = {
  query: searchQuery.exactOptional(),
  project_id: projectIdQuery.exactOptional(),
  hours: z.coerce.number().int().min(1).max(API_LIMITS.searchHoursMax).default(API_LIMITS.searchHoursDefault),
};

const foundEventSchema = eventSummarySchema.extend({
  project_id: z.int().positive(),
  issue_id: z.uuid().nullable().describe('Null when the issue was deleted'),
});

/** Events across issues. */
export function eventSearchRoutes(api: Api, services: ApiServices): void {
  const { eventSearch, issues, now } = services;

  api.route({
    method: 'GET',
    url: '/events',
    config: { access: 'viewer' },
    schema: {
      operationId: 'searchEvents',
      tags: ['search'],
      summary: 'Search events of the last hours, newest first',
      querystring: z.strictObject({
        ...eventSearchQuery,
        limit: rowLimit,
        before: eventCursor.exactOptional(),
      }),
      response: { 200: z.object({ events: z.array(foundEventSchema), next_before: z.string().nullable() }) },
    },
    handler: async (request) => {
      const { query, project_id, hours, ...page } = request.query;
      const { projectIds } = scopeOf(request, project_id);
      const terms = readSearch(request, { text: query, catalogue: EVENT_SEARCH, now: now() });
      const range = { from: now() - hours * HOUR_MS, to: now() };
      const rows = await eventSearch.search({ projectIds, terms, ...range, ...page });
      const issueOf = await issues.issuesOfFingerprints(rows);
      const events = rows.map(({ fingerprint, ...row }) => ({
        ...row,
        issue_id: issueOf.get(`${row.project_id}:${fingerprint}`) ?? null,
      }));
      return { events, next_before: nextBefore(rows, page.limit) };
    },
  });
}
