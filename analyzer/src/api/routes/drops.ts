import { DROP_REASONS } from '@bugsage/core';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { requireAccess } from '../auth/caller.ts';
import { dropSchema } from '../schemas/drop.ts';
import type { ApiServices } from '../services.ts';
import { projectIdQuery } from './issue-requests.ts';

const HOUR_MS = 3_600_000;
/** As long as collectors' counts are kept: 30 days. */
const HOURS_MAX = 720;

/** What a project sent and was not stored, with the reason. */
export function dropRoutes(api: Api, { drops, now }: ApiServices): void {
  api.route({
    method: 'GET',
    url: '/:project_id/drops',
    config: { access: 'viewer' },
    schema: {
      operationId: 'listDrops',
      tags: ['projects'],
      summary: 'Events that were dropped before they were stored, by hour and reason; seconds late',
      params: z.strictObject({ project_id: projectIdQuery }),
      querystring: z.strictObject({
        hours: z.coerce.number().int().min(1).max(HOURS_MAX).default(24),
      }),
      response: { 200: z.object({ drops: z.array(dropSchema) }) },
    },
    handler: async (request) => {
      const { project_id } = request.params;
      requireAccess(request, project_id);
      const found = await drops.list(project_id, now() - request.query.hours * HOUR_MS);
      return {
        drops: found.map(({ hour, reason, events }) => ({
          hour: new Date(hour).toISOString(),
          reason,
          explanation: DROP_REASONS[reason],
          events,
        })),
      };
    },
  });
}
