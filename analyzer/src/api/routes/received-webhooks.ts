import { RECEIVED_STATUSES, receivedWebhookSchema } from '@bugsage/core';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { requireAccess } from '../auth/caller.ts';
import { notFound } from '../problem/not-found.ts';
import { pageFields, pageOf, pagingQuery } from '../schemas/paging.ts';
import { projectParams } from '../schemas/project.ts';
import type { ApiServices } from '../services.ts';

const tags = ['integrations'];
const receivedParams = projectParams.extend({ received_id: z.uuid() });

/** The log of webhooks that came in, and those that wait for a person. */
export function receivedWebhookRoutes(api: Api, { received }: ApiServices): void {
  api.route({
    method: 'GET',
    url: '/:project_id/received-webhooks',
    config: { access: 'viewer' },
    schema: {
      operationId: 'listReceivedWebhooks',
      tags,
      summary: 'Webhooks that came in, newest first, and what became of them; `status=dead` waits for you',
      params: projectParams,
      querystring: z.strictObject({ status: z.enum(RECEIVED_STATUSES).exactOptional(), ...pagingQuery }),
      response: { 200: z.object({ webhooks: z.array(receivedWebhookSchema), ...pageFields }) },
    },
    handler: async (request) => {
      requireAccess(request, request.params.project_id);
      const found = await received.list(request.params.project_id, request.query);
      return { webhooks: found.webhooks, ...pageOf(found.total, request.query) };
    },
  });

  api.route({
    method: 'POST',
    url: '/:project_id/received-webhooks/:received_id/replay',
    config: { access: 'member' },
    schema: {
      operationId: 'replayReceivedWebhook',
      tags,
      summary: 'Work on a webhook once more',
      params: receivedParams,
      response: { 202: receivedWebhookSchema },
    },
    handler: async (request, reply) => {
      const { project_id, received_id } = request.params;
      requireAccess(request, project_id);
      const webhook = await received.replay(project_id, received_id);
      if (webhook === null) throw notFound('webhook');
      reply.code(202);
      return webhook;
    },
  });
}
