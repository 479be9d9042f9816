import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { requireOrganization } from '../auth/caller.ts';
import { API_LIMITS } from '../limits.ts';
import { auditEntrySchema } from '../schemas/account.ts';
import type { ApiServices } from '../services.ts';
import { organizationParams } from './organizations.ts';

export function auditLogRoutes(api: Api, { audit }: ApiServices): void {
  api.route({
    method: 'GET',
    url: '/:organization_id/audit-log',
    config: { access: 'admin' },
    schema: {
      operationId: 'listAuditLog',
      tags: ['organizations'],
      summary: 'Who changed what, and who signed in, newest first',
      params: organizationParams,
      querystring: z.strictObject({
        before: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).exactOptional(),
        limit: z.coerce
          .number()
          .int()
          .min(1)
          .max(API_LIMITS.auditPageSizeMax)
          .default(API_LIMITS.auditPageSizeDefault),
      }),
      response: {
        200: z.object({
          entries: z.array(auditEntrySchema),
          /** Pass as `before` for the next page; null on the last one. */
          next_before: z.int().nullable(),
        }),
      },
    },
    handler: async (request) => {
      requireOrganization(request, request.params.organization_id);
      const entries = await audit.list(request.params.organization_id, request.query);
      const isFull = entries.length === request.query.limit;
      return {
        entries: entries.map((entry) => ({ ...entry, details: { ...entry.details } })),
        next_before: isFull ? (entries.at(-1)?.id ?? null) : null,
      };
    },
  });
}
