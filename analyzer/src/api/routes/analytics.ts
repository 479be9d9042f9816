import { EVENT_GROUPINGS, type EventGrouping } from '@bugsage/backends';
import { EVENT_SEARCH } from '@bugsage/core';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { scopeOf } from '../auth/caller.ts';
import { API_LIMITS } from '../limits.ts';
import { timeRange, timeSeries, timeSeriesSchema } from '../schemas/time-series.ts';
import { searchQuery } from '../schemas/search.ts';
import type { ApiServices } from '../services.ts';
import { tagsAnswer } from './issue-distribution.ts';
import { projectIdQuery } from './issue-requests.ts';
import { readSearch } from './read-search.ts';

const HOURS_PER_DAY = 24;
const tags = ['analytics'];

const rangeQuery = {
  days: z.coerce.number().int().min(1).max(API_LIMITS.analyticsDaysMax).default(7),
  project_id: projectIdQuery.exactOptional(),
  query: searchQuery.exactOptional(),
};

const groupingQuery = z.custom<EventGrouping>(
  (value) =>
    typeof value === 'string' &&
    (EVENT_GROUPINGS.some((name) => name === value) || /^tags\.[^\0]{1,200}$/.test(value)),
  `Expected ${EVENT_GROUPINGS.join(', ')} or tags.<key>`,
);

export function analyticsRoutes(api: Api, services: ApiServices): void {
  const { eventCounts, eventSearch, now } = services;

  api.route({
    method: 'GET',
    url: '/timeline',
    config: { access: 'viewer' },
    schema: {
      operationId: 'getTimeline',
      tags,
      summary: 'Events over time, of one project or of all of mine',
      querystring: z.strictObject(rangeQuery),
      response: { 200: timeSeriesSchema },
    },
    handler: async (request) => {
      const { projectIds } = scopeOf(request, request.query.project_id);
      const range = timeRange(request.query.days * HOURS_PER_DAY, now());
      const terms = readSearch(request, { text: request.query.query, catalogue: EVENT_SEARCH, now: now() });
      // Without conditions the counts answer, which include events whose payload is not stored.
      const counted = terms.length === 0 ? await eventCounts.overTime({ projectIds, ...range }) : null;
      return timeSeries(range, counted ?? (await eventSearch.overTime({ projectIds, terms, ...range })));
    },
  });

  api.route({
    method: 'GET',
    url: '/top',
    config: { access: 'viewer' },
    schema: {
      operationId: 'getTopValues',
      tags,
      summary: 'The most frequent releases, pages, tag values or another field of events',
      querystring: z.strictObject({
        ...rangeQuery,
        by: groupingQuery.default('release').meta({
          type: 'string',
          description: `${EVENT_GROUPINGS.join(', ')} or tags.<key>`,
        }),
        limit: z.coerce
          .number()
          .int()
          .min(1)
          .max(API_LIMITS.topValuesMax)
          .default(API_LIMITS.topValuesDefault),
      }),
      response: { 200: topValuesSchema },
    },
    handler: async (request) => {
      const { by, limit, project_id, days, query } = request.query;
      const { projectIds } = scopeOf(request, project_id);
      const { from, to } = timeRange(days * HOURS_PER_DAY, now());
      const terms = readSearch(request, { text: query, catalogue: EVENT_SEARCH, now: now() });
      const values = await eventSearch.top({ projectIds, terms, from, to, by, limit });
      return { by, values: values.map((value) => ({ ...value })) };
    },
  });
}

/** How the events of a search spread over tags. */
export function tagAnalyticsRoutes(api: Api, services: ApiServices): void {
  const { eventSearch, now } = services;

  api.route({
    method: 'GET',
    url: '/tags',
    config: { access: 'viewer' },
    schema: {
      operationId: 'getTagDistribution',
      tags,
      summary: 'How often each tag has which value among the newest events of a search',
      querystring: z.strictObject({
        ...rangeQuery,
        values: z.coerce
          .number()
          .int()
          .min(1)
          .max(API_LIMITS.topValuesMax)
          .default(API_LIMITS.tagValuesPerKey),
      }),
      response: { 200: tagsAnswer },
    },
    handler: async (request) => {
      const { project_id, days, query, values: valuesPerKey } = request.query;
      const { projectIds } = scopeOf(request, project_id);
      const { from, to } = timeRange(days * HOURS_PER_DAY, now());
      const terms = readSearch(request, { text: query, catalogue: EVENT_SEARCH, now: now() });
      const found = await eventSearch.tags({ projectIds, terms, from, to, valuesPerKey });
      return { tags: found.map(({ key, values }) => ({ key, values: [...values] })) };
    },
  });
}

const topValuesSchema = z.object({
  by: z.string(),
  values: z.array(
    z.object({
      value: z.string(),
      count: z.int().nonnegative().describe('With the repeats that clients counted themselves'),
      users: z.int().nonnegative(),
    }),
  ),
});
