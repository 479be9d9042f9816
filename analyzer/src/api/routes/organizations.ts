import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { callerOf, requireOrganization } from '../auth/caller.ts';
import { API_LIMITS } from '../limits.ts';
import { notFound } from '../problem/not-found.ts';
import { organizationSchema } from '../schemas/account.ts';
import { numberInPath } from '../schemas/ids.ts';
import { quotaSchema } from '../schemas/project.ts';
import { text } from '../schemas/text.ts';
import type { ApiServices } from '../services.ts';

const tags = ['organizations'];

export const organizationParams = z.strictObject({ organization_id: numberInPath });

const organizationBody = z.strictObject({ name: text(API_LIMITS.nameLengthMax).trim().min(1) });

const organizationPatch = z
  .strictObject({
    name: organizationBody.shape.name.exactOptional(),
    events_per_minute: quotaSchema.exactOptional(),
  })
  .refine((patch) => Object.keys(patch).length > 0, 'Send at least one field');

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

  api.route({
    method: 'POST',
    url: '',
    config: { access: 'operator', example: { body: { name: 'Acme Payments' } } },
    schema: {
      operationId: 'createOrganization',
      tags,
      summary: 'Make an organization; the caller is its owner',
      body: organizationBody,
      response: { 201: organizationSchema },
    },
    handler: async (request, reply) => {
      const ownerId = callerOf(request).user.id;
      const organization = await organizations.create({ name: request.body.name, ownerId });
      request.organizationId = organization.id;
      reply.code(201);
      return organization;
    },
  });

  api.route({
    method: 'PUT',
    url: '/:organization_id',
    config: { access: 'owner', example: { body: { name: 'Acme' } } },
    schema: {
      operationId: 'renameOrganization',
      tags,
      summary: 'Rename an organization, or set its quota',
      params: organizationParams,
      body: organizationPatch,
      response: { 200: organizationSchema },
    },
    handler: async (request) => {
      requireOrganization(request, request.params.organization_id);
      const organization = await organizations.update(request.params.organization_id, request.body);
      if (organization === null) throw notFound('organization');
      return organization;
    },
  });

  api.route({
    method: 'DELETE',
    url: '/:organization_id',
    config: { access: 'owner', tokens: 'refused' },
    schema: {
      operationId: 'removeOrganization',
      tags,
      summary: 'End an organization: nobody sees it any more, and its keys take no events',
      params: organizationParams,
      response: { 204: z.undefined().describe('Ended') },
    },
    handler: async (request, reply) => {
      requireOrganization(request, request.params.organization_id);
      if (!(await organizations.remove(request.params.organization_id))) throw notFound('organization');
      return reply.code(204).send();
    },
  });
}
