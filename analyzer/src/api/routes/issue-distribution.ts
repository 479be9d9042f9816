import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { API_LIMITS } from '../limits.ts';
import { timeRange, timeSeries, timeSeriesSchema } from '../schemas/time-series.ts';
import type { ApiServices } from '../services.ts';
import { createEventReader } from './event-reader.ts';
import { findIssue, issueParams } from './issue-requests.ts';

const tags = ['events'];
const access = 'viewer';

export const tagsAnswer = z.object({
  tags: z.array(
    z.object({
      key: z.string(),
      values: z.array(z.object({ value: z.string(), count: z.int().nonnegative() })),
    }),
  ),
});

/** How the events of an issue spread over tags and time. */
export function issueDistributionRoutes(api: Api, services: ApiServices): void {
  const { events, now } = services;
  const reader = createEventReader(services);

  api.route({
    method: 'GET',
    url: '/:issue_id/tags',
    config: { access },
    schema: {
      operationId: 'getTags',
      tags,
      summary: 'How often each tag has which value',
      params: issueParams,
      response: { 200: tagsAnswer },
    },
    handler: async (request) => {
      const issue = await findIssue(services, request, request.params.issue_id);
      const query = { ...(await reader.keysOf(issue)), valuesPerKey: API_LIMITS.tagValuesPerKey };
      const distributions = await events.tagDistribution(query);
      return { tags: distributions.map(({ key, values }) => ({ key, values: [...values] })) };
    },
  });

  api.route({
    method: 'GET',
    url: '/:issue_id/timeline',
    config: { access },
    schema: {
      operationId: 'getIssueTimeline',
      tags,
      summary: 'Events of an issue over time',
      params: issueParams,
      querystring: z.strictObject({
        hours: z.coerce.number().int().min(1).max(API_LIMITS.timelineHoursMax).default(24),
      }),
      response: { 200: timeSeriesSchema },
    },
    handler: async (request) => {
      const issue = await findIssue(services, request, request.params.issue_id);
      const range = timeRange(request.query.hours, now());
      const query = { ...(await reader.keysOf(issue)), ...range };
      return timeSeries(range, await events.countsOverTime(query));
    },
  });
}
