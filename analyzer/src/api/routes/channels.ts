import { CHANNEL_TARGETS, hintOf } from '@bugsage/backends';
import { BugSageError, CHANNEL_KINDS, channelSchema, deliverySchema, type Channel } from '@bugsage/core';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { requireAccess } from '../auth/caller.ts';
import { API_LIMITS } from '../limits.ts';
import { notFound } from '../problem/not-found.ts';
import { pageFields, pageOf, pagingQuery } from '../schemas/paging.ts';
import { text } from '../schemas/text.ts';
import type { ApiServices } from '../services.ts';
import { projectIdQuery } from './issue-requests.ts';

const tags = ['alerts'];
const projectParams = z.strictObject({ project_id: projectIdQuery });
const channelParams = projectParams.extend({ channel_id: z.uuid() });
const deliveryParams = projectParams.extend({ delivery_id: z.uuid() });

const channelFields = {
  name: text(API_LIMITS.nameLengthMax).trim().min(1),
  enabled: z.boolean().default(true),
};

/** Each kind has a target of its own. It is written, never read again. */
const channelBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('webhook'), ...channelFields, target: CHANNEL_TARGETS.webhook }),
  z.strictObject({ kind: z.literal('slack'), ...channelFields, target: CHANNEL_TARGETS.slack }),
  z.strictObject({ kind: z.literal('discord'), ...channelFields, target: CHANNEL_TARGETS.discord }),
  z.strictObject({ kind: z.literal('teams'), ...channelFields, target: CHANNEL_TARGETS.teams }),
  z.strictObject({ kind: z.literal('email'), ...channelFields, target: CHANNEL_TARGETS.email }),
]);

/** The secret of a webhook is shown once, when it was made. */
const createdSchema = channelSchema.extend({ secret: z.string().nullable() });
const patchBody = z.strictObject({ name: channelFields.name, enabled: z.boolean() });

/** Where alerts go, and the log of what went there. */
export function channelRoutes(api: Api, services: ApiServices): void {
  const { channels, deliveries, outbound } = services;

  api.route({
    method: 'GET',
    url: '/:project_id/channels',
    config: { access: 'viewer' },
    schema: {
      operationId: 'listChannels',
      tags,
      summary: 'Where alerts of a project can go; targets are never shown',
      params: projectParams,
      response: { 200: z.object({ channels: z.array(channelSchema) }) },
    },
    handler: async (request) => {
      requireAccess(request, request.params.project_id);
      return { channels: await channels.list(request.params.project_id) };
    },
  });

  api.route({
    method: 'POST',
    url: '/:project_id/channels',
    config: {
      access: 'admin',
      example: {
        body: { kind: 'webhook', name: 'On call', target: { url: 'https://hooks.example.com/bugsage' } },
      },
    },
    schema: {
      operationId: 'createChannel',
      tags,
      summary: `Add a channel: ${CHANNEL_KINDS.join(', ')}`,
      params: projectParams,
      body: channelBody,
      response: { 201: createdSchema },
    },
    handler: async (request, reply) => {
      const { project_id } = request.params;
      requireAccess(request, project_id);
      const { kind, name, enabled, target } = request.body;
      // Addresses of this network are refused now, not with the first alert.
      if ('url' in target) outbound.check(target.url);
      if ('api' in target && target.api !== undefined) outbound.check(target.api);
      const channel = await channels.create({
        project_id,
        kind,
        name,
        enabled,
        hint: hintOf(kind, target),
        target: JSON.stringify(target),
      });
      reply.code(201);
      return { ...channel, secret: 'secret' in target ? target.secret : null };
    },
  });

  api.route({
    method: 'PUT',
    url: '/:project_id/channels/:channel_id',
    config: { access: 'admin', example: { body: { name: 'On call, nights', enabled: true } } },
    schema: {
      operationId: 'updateChannel',
      tags,
      summary: 'Rename a channel, or switch it off and on; for another target add a new one',
      params: channelParams,
      body: patchBody,
      response: { 200: channelSchema },
    },
    handler: async (request) => {
      requireAccess(request, request.params.project_id);
      const channel = await findChannel(services, request.params);
      const { project_id, kind } = channel;
      const changed = await channels.replace(channel.id, { project_id, kind, ...request.body });
      if (changed === null) throw notFound('channel');
      return changed;
    },
  });

  api.route({
    method: 'DELETE',
    url: '/:project_id/channels/:channel_id',
    config: { access: 'admin' },
    schema: {
      operationId: 'deleteChannel',
      tags,
      summary: 'Delete a channel; rules that have no other are switched off',
      params: channelParams,
      response: { 204: z.undefined().describe('Deleted') },
    },
    handler: async (request, reply) => {
      const { project_id, channel_id } = request.params;
      requireAccess(request, project_id);
      if (!(await channels.remove(project_id, channel_id))) throw notFound('channel');
      return reply.code(204).send();
    },
  });

  api.route({
    method: 'POST',
    url: '/:project_id/channels/:channel_id/test',
    config: { access: 'admin' },
    schema: {
      operationId: 'testChannel',
      tags,
      summary: 'Send a test message; its delivery tells what became of it',
      params: channelParams,
      response: { 202: deliverySchema },
    },
    handler: async (request, reply) => {
      requireAccess(request, request.params.project_id);
      const channel = await findChannel(services, request.params);
      if (!channel.enabled) throw channelIsOff();
      reply.code(202);
      return deliveries.addTest(channel);
    },
  });

  api.route({
    method: 'GET',
    url: '/:project_id/deliveries',
    config: { access: 'viewer' },
    schema: {
      operationId: 'listDeliveries',
      tags,
      summary: 'Messages of a project, newest first, and what became of them',
      params: projectParams,
      querystring: z.strictObject(pagingQuery),
      response: { 200: z.object({ deliveries: z.array(deliverySchema), ...pageFields }) },
    },
    handler: async (request) => {
      requireAccess(request, request.params.project_id);
      const found = await deliveries.list(request.params.project_id, request.query);
      return { deliveries: found.deliveries, ...pageOf(found.total, request.query) };
    },
  });

  api.route({
    method: 'POST',
    url: '/:project_id/deliveries/:delivery_id/replay',
    config: { access: 'member' },
    schema: {
      operationId: 'replayDelivery',
      tags,
      summary: 'Send a message once more',
      params: deliveryParams,
      response: { 202: deliverySchema },
    },
    handler: async (request, reply) => {
      const { project_id, delivery_id } = request.params;
      requireAccess(request, project_id);
      const delivery = await deliveries.replay(project_id, delivery_id);
      if (delivery === null) throw notFound('delivery');
      reply.code(202);
      return delivery;
    },
  });
}

async function findChannel(
  services: ApiServices,
  { project_id, channel_id }: z.infer<typeof channelParams>,
): Promise<Channel> {
  const channel = await services.channels.get(project_id, channel_id);
  if (channel === null) throw notFound('channel');
  return channel;
}

function channelIsOff(): BugSageError {
  return new BugSageError({
    kind: 'conflict',
    code: 'channel_off',
    message: 'The channel is switched off. Switch it on first.',
  });
}
