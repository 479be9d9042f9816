import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { scopeOf } from '../auth/caller.ts';
import { API_LIMITS } from '../limits.ts';
import { timeRange, timeSeries, timeSeriesSchema } from '../schemas/time-series.ts';
import type { ApiServices } from '../services.ts';
import { projectIdQuery } from './issue-requests.ts';

const HOURS_PER_DAY = 24;

export function analyticsRoutes(api: Api, { events, now }: ApiServices): void {
  api.route({
    method: 'GET',
    url: '/timeline',
    config: { access: 'viewer' },
    schema: {
      operationId: 'getTimeline',
      tags: ['analytics'],
      summary: 'Events over time, of one project or of all of mine',
      querystring: z.strictObject({
        days: z.coerce.number().int().min(1).max(API_LIMITS.analyticsDaysMax).default(7),
        project_id: projectIdQuery.exactOptional(),
      }),
      response: { 200: timeSeriesSchema },
    },
    handler: async (request) => {
      const { projectIds } = scopeOf(request, request.query.project_id);
      const range = timeRange(request.query.days * HOURS_PER_DAY, now());
      return timeSeries(range, await events.countsOverTime({ projectIds, ...range }));
    },
  });
}
