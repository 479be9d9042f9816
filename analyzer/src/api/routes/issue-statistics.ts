import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { scopeOf } from '../auth/caller.ts';
import { API_LIMITS } from '../limits.ts';
import { statisticsSchema } from '../schemas/statistics.ts';
import type { ApiServices } from '../services.ts';
import { projectIdQuery } from './issue-requests.ts';

export function issueStatisticsRoutes(api: Api, { issues }: ApiServices): void {
  api.route({
    method: 'GET',
    url: '/statistics/summary',
    config: { access: 'viewer' },
    schema: {
      operationId: 'getStatistics',
      tags: ['issues'],
      summary: 'Counts by status, severity, source, platform, project and verdict',
      querystring: z.strictObject({
        days: z.coerce.number().int().min(1).max(API_LIMITS.statisticsDaysMax).default(30),
        project_id: projectIdQuery.exactOptional(),
      }),
      response: { 200: statisticsSchema },
    },
    handler: async (request) =>
      issues.statistics(scopeOf(request, request.query.project_id), request.query.days),
  });
}
