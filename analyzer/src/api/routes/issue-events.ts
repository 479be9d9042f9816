import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { eventAnswer, eventSchema, eventSummarySchema } from '../schemas/event.ts';
import { eventCursor, nextBefore } from '../schemas/event-cursor.ts';
import { rowLimit } from '../schemas/paging.ts';
import type { ApiServices } from '../services.ts';
import { createEventReader } from './event-reader.ts';
import { findIssue, issueParams } from './issue-requests.ts';

const tags = ['events'];
const access = 'viewer';

const eventListQuery = z.strictObject({
  limit: rowLimit,
  before: eventCursor.exactOptional(),
});

const eventParams = issueParams.extend({
  event_id: z.union([z.literal('latest'), z.string().regex(/^[0-9a-f]{32}$/)], {
    error: 'Expected latest or 32 lower-case hex characters',
  }),
});

export function issueEventRoutes(api: Api, services: ApiServices): void {
  const reader = createEventReader(services);

  api.route({
    method: 'GET',
    url: '/:issue_id/events',
    config: { access },
    schema: {
      operationId: 'listEvents',
      tags,
      summary: 'Events of an issue, newest first, without payload',
      params: issueParams,
      querystring: eventListQuery,
      response: {
        200: z.object({ events: z.array(eventSummarySchema), next_before: z.string().nullable() }),
      },
    },
    handler: async (request) => {
      const issue = await findIssue(services, request, request.params.issue_id);
      const rows = await services.events.listEvents({ ...(await reader.keysOf(issue)), ...request.query });
      return { events: rows, next_before: nextBefore(rows, request.query.limit) };
    },
  });

  api.route({
    method: 'GET',
    url: '/:issue_id/events/:event_id',
    config: { access },
    schema: {
      operationId: 'getEvent',
      tags,
      summary: 'An event whole, or the newest one as `latest`',
      params: eventParams,
      response: { 200: eventSchema },
    },
    handler: async (request) => {
      const { issue_id, event_id } = request.params;
      const issue = await findIssue(services, request, issue_id);
      return eventAnswer(
        event_id === 'latest' ? await reader.newest(issue) : await reader.one(issue, event_id),
      );
    },
  });
}
