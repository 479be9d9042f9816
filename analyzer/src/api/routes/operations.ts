import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import type { ApiServices, Readiness } from '../services.ts';

const tags = ['operations'];
const access = 'public';

const healthSchema = z.object({
  /** `degraded` serves, but the parts in `reasons` do not work. */
  status: z.enum(['ok', 'degraded', 'unavailable']),
  reasons: z.array(z.string()),
});

export function operationRoutes(api: Api, services: ApiServices): void {
  api.route({
    method: 'GET',
    url: '/health',
    config: { access },
    schema: {
      operationId: 'getHealth',
      tags,
      summary: 'Whether this process can serve, and what does not work',
      response: { 200: healthSchema, 503: healthSchema },
    },
    handler: async (_request, reply) => {
      const { ok, reasons } = await services.ready();
      reply.code(ok ? 200 : 503).header('cache-control', 'no-store');
      return { status: statusOf({ ok, reasons }), reasons: [...reasons] };
    },
  });

  api.route({
    method: 'GET',
    url: '/metrics',
    config: { access },
    schema: {
      operationId: 'getMetrics',
      tags,
      summary: 'Metrics in the Prometheus text format',
      response: { 200: { description: 'Metrics', content: { 'text/plain': { schema: z.string() } } } },
    },
    handler: async (_request, reply) =>
      reply.type('text/plain; version=0.0.4; charset=utf-8').send(await services.metrics()),
  });
}

function statusOf({ ok, reasons }: Readiness): z.infer<typeof healthSchema>['status'] {
  if (!ok) return 'unavailable';
  return reasons.length === 0 ? 'ok' : 'degraded';
}
