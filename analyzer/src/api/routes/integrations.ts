import { randomUUID } from 'node:crypto';
import { openSentry, openTracker, type OpenIntegration } from '@bugsage/backends';
import {
  BugSageError,
  describeError,
  INTEGRATION_KINDS,
  INTEGRATION_LIMITS,
  type Integration,
} from '@bugsage/core';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { createSecret } from '../auth/api-tokens.ts';
import { callerOf, requireAccess } from '../auth/caller.ts';
import { dashboardUrl } from '../auth/links.ts';
import { notFound } from '../problem/not-found.ts';
import { integrationBody, integrationPatchBody, shownIntegrationSchema } from '../schemas/integration.ts';
import { projectParams } from '../schemas/project.ts';
import type { ApiServices } from '../services.ts';

const tags = ['integrations'];
const integrationParams = projectParams.extend({ integration_id: z.uuid() });
/** The secret of webhooks is shown once, when it was made here. */
const createdSchema = shownIntegrationSchema.extend({ webhook_secret: z.string().nullable() });
const checkSchema = z.object({ ok: z.boolean(), detail: z.string() });

const EXAMPLE = {
  kind: 'github',
  name: 'Shop on GitHub',
  settings: { repository: 'acme/shop' },
  credentials: { token: 'github_pat_exampletoken' },
};

/** Connections of a project to GitHub, GitLab, Jira, Sentry and Slack. */
export function integrationRoutes(api: Api, services: ApiServices): void {
  const { integrations } = services;
  const shown = (request: FastifyRequest, integration: Integration) => ({
    ...integration,
    webhook_url: `${dashboardUrl(services.configuration, request)}/api/v1/webhooks/${integration.kind}?integration=${integration.id}`,
  });

  api.route({
    method: 'GET',
    url: '/:project_id/integrations',
    config: { access: 'viewer' },
    schema: {
      operationId: 'listIntegrations',
      tags,
      summary: 'Connections of a project to other services; credentials are never shown',
      params: projectParams,
      response: { 200: z.object({ integrations: z.array(shownIntegrationSchema) }) },
    },
    handler: async (request) => {
      requireAccess(request, request.params.project_id);
      const found = await integrations.list(request.params.project_id);
      return { integrations: found.map((integration) => shown(request, integration)) };
    },
  });

  api.route({
    method: 'POST',
    url: '/:project_id/integrations',
    config: { access: 'admin', example: { body: EXAMPLE } },
    schema: {
      operationId: 'createIntegration',
      tags,
      summary: `Connect a project: ${INTEGRATION_KINDS.join(', ')}`,
      params: projectParams,
      body: integrationBody,
      response: { 201: createdSchema },
    },
    handler: async (request, reply) => {
      const { project_id } = request.params;
      requireAccess(request, project_id);
      const { webhook_secret: given, ...draft } = request.body;
      checkAddress(services, draft.settings);
      const isOurs = given === undefined && draft.kind !== 'sentry' && draft.kind !== 'slack';
      const made = isOurs ? createSecret().secret : null;
      const created = await integrations.create({
        project_id,
        ...draft,
        webhookSecret: given ?? made,
        created_by: callerOf(request).user.email,
      });
      reply.code(201);
      return { ...shown(request, created), webhook_secret: made };
    },
  });

  api.route({
    method: 'PUT',
    url: '/:project_id/integrations/:integration_id',
    config: { access: 'admin', example: { body: { kind: 'github', name: 'Shop', enabled: true } } },
    schema: {
      operationId: 'updateIntegration',
      tags,
      summary: 'Rename a connection, switch it off and on, or replace its settings or credentials',
      params: integrationParams,
      body: integrationPatchBody,
      response: { 200: shownIntegrationSchema },
    },
    handler: async (request) => {
      const { project_id, integration_id } = request.params;
      requireAccess(request, project_id);
      const known = await findIntegration(services, request.params);
      const { kind, webhook_secret, ...patch } = request.body;
      if (kind !== known.kind) throw otherKind(known.kind);
      if ('settings' in patch && patch.settings !== undefined) checkAddress(services, patch.settings);
      const changed = await integrations.update(project_id, integration_id, {
        ...patch,
        ...(webhook_secret === undefined ? {} : { webhookSecret: webhook_secret }),
      });
      if (changed === null) throw notFound('integration');
      return shown(request, changed);
    },
  });

  api.route({
    method: 'DELETE',
    url: '/:project_id/integrations/:integration_id',
    config: { access: 'admin' },
    schema: {
      operationId: 'removeIntegration',
      tags,
      summary: 'Disconnect, with the links of issues; nothing changes over there',
      params: integrationParams,
      response: { 204: z.undefined().describe('Removed') },
    },
    handler: async (request, reply) => {
      const { project_id, integration_id } = request.params;
      requireAccess(request, project_id);
      if (!(await integrations.remove(project_id, integration_id))) throw notFound('integration');
      return reply.code(204).send();
    },
  });

  api.route({
    method: 'POST',
    url: '/:project_id/integrations/:integration_id/test',
    config: { access: 'admin' },
    schema: {
      operationId: 'testIntegration',
      tags,
      summary: 'Ask the other side whether the credentials open what the settings name',
      params: integrationParams,
      response: { 200: checkSchema },
    },
    handler: async (request) => {
      requireAccess(request, request.params.project_id);
      const integration = await findIntegration(services, request.params);
      const open = await integrations.reveal(integration.id);
      if (open === null) return { ok: false, detail: 'It is switched off.' };
      const result = await check(services, open);
      await integrations.noteCheck(integration.id, result.ok ? null : result.detail);
      return result;
    },
  });

  api.route({
    method: 'POST',
    url: '/:project_id/integrations/:integration_id/import',
    config: { access: 'admin' },
    schema: {
      operationId: 'importFromSentry',
      tags,
      summary:
        'Import the unresolved issues of a Sentry project; one that was cut off goes on where it stopped',
      params: integrationParams,
      response: { 202: shownIntegrationSchema },
    },
    handler: async (request, reply) => {
      requireAccess(request, request.params.project_id);
      const integration = await findIntegration(services, request.params);
      if (integration.kind !== 'sentry') throw otherKind(integration.kind);
      if (integration.import?.status !== 'running') {
        await integrations.saveImport(integration, nextImport(integration, new Date(services.now())));
      }
      reply.code(202);
      return shown(request, await findIntegration(services, request.params));
    },
  });
}

/** A failed one goes on from the page it failed at, another one begins. */
function nextImport({ import: last }: Integration, now: Date): NonNullable<Integration['import']> {
  const fresh = { cursor: null, issues: 0, events: 0, skipped: 0 };
  const from = last?.status === 'failed' ? last : fresh;
  const { cursor, issues, events, skipped } = from;
  return {
    cursor,
    issues,
    events,
    skipped,
    id: randomUUID(),
    status: 'running',
    error: null,
    started_at: now.toISOString(),
    ended_at: null,
  };
}

/** Addresses of this network are refused now, not with the first call. */
function checkAddress({ outbound }: ApiServices, settings: object): void {
  const { url, api_url } = settings as { url?: string; api_url?: string | null };
  for (const address of [url, api_url]) {
    if (typeof address === 'string') outbound.check(address);
  }
}

async function check(
  services: ApiServices,
  integration: OpenIntegration,
): Promise<z.infer<typeof checkSchema>> {
  try {
    const client =
      integration.kind === 'sentry' ? openSentry(integration, services) : openTracker(integration, services);
    if (client !== null) return { ok: true, detail: await client.check() };
    return integration.webhookSecret === null
      ? { ok: false, detail: 'It has neither a token nor a secret for webhooks.' }
      : { ok: true, detail: 'Webhooks can be verified. Nothing is called.' };
  } catch (error) {
    return { ok: false, detail: describeError(error).slice(0, INTEGRATION_LIMITS.textLengthMax) };
  }
}

async function findIntegration(
  services: ApiServices,
  { project_id, integration_id }: z.infer<typeof integrationParams>,
): Promise<Integration> {
  const integration = await services.integrations.get(project_id, integration_id);
  if (integration === null) throw notFound('integration');
  return integration;
}

function otherKind(kind: Integration['kind']): BugSageError {
  return new BugSageError({
    kind: 'conflict',
    code: 'other_kind',
    message: `This integration is of the kind ${kind}, which cannot do that.`,
  });
}
