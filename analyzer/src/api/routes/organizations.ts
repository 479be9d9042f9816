import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { callerOf, requireOrganization } from '../auth/caller.ts';
import { notFound } from '../problem/not-found.ts';
import { organizationSchema } from '../schemas/account.ts';
import { numberInPath } from '../schemas/ids.ts';
import type { ApiServices } from '../services.ts';

const tags = ['organizations'];

export const organizationParams = z.strictObject({ organization_id: numberInPath });

export function organizationRoutes(api: Api, { organizations }: ApiServices): void {
  api.route({
    method: 'GET',
    url: '',
    config: { access: 'signed_in' },
    schema: {
      operationId: 'listOrganizations',
      tags,
      summary: 'The organizations I belong to',
      response: { 200: z.object({ organizations: z.array(organizationSchema) }) },
    },
    handler: async (request) => {
      const ids = callerOf(request).organizations.map((row) => row.organization_id);
      return { organizations: await organizations.list(ids) };
    },
  });

  api.route({
    method: 'GET',
    url: '/:organization_id',
    config: { access: 'viewer' },
    schema: {
      operationId: 'getOrganization',
      tags,
      summary: 'An organization',
      params: organizationParams,
      response: { 200: organizationSchema },
    },
    handler: async (request) => {
      requireOrganization(request, request.params.organization_id);
      const organization = await organizations.get(request.params.organization_id);
      if (organization === null) throw notFound('organization');
      return organization;
    },
  });
}
