import { z } from 'zod';
import type { Api } from './api-instance.ts';

const noQuery = z.strictObject({});

/** What holds for every route of the API unless it says otherwise: no query parameters, and a token. */
export function applyRouteDefaults(api: Api): void {
  api.addHook('onRoute', (route) => {
    if (route.config?.access === 'public') route.schema = { ...route.schema, security: [] };
    if (route.url.startsWith('/api')) route.schema = { querystring: noQuery, ...route.schema };
  });
  api.addHook('onSend', async (request, reply) => {
    // Answers hold what one caller may see; no cache between may keep them.
    if (request.url.startsWith('/api') && !reply.hasHeader('cache-control')) {
      reply.header('cache-control', 'no-store');
    }
  });
}
