import { openTracker, ProviderError, type OpenIntegration, type TrackerIssue } from '@bugsage/backends';
import { BugSageError, issueLinkSchema } from '@bugsage/core';
import { z } from 'zod';
import { seenStateOf } from '../../integrations/seen-state.ts';
import type { Api } from '../api-instance.ts';
import { callerOf } from '../auth/caller.ts';
import { EXAMPLE_IDS } from '../openapi/example-ids.ts';
import { notFound } from '../problem/not-found.ts';
import type { ApiServices } from '../services.ts';
import { findIssue, issueParams } from './issue-requests.ts';

const tags = ['integrations'];
const linkParams = issueParams.extend({ link_id: z.uuid() });
const linkBody = z.strictObject({
  integration_id: z.uuid(),
  /** Number or key of an issue that is there; left out makes a new one. */
  key: z
    .string()
    .regex(/^(?:\d{1,10}|[A-Z][A-Z0-9_]{1,31}-\d{1,10})$/, 'Expected a number, or a key such as SHOP-12')
    .exactOptional(),
});

/** Issues of trackers that stand for one of ours. */
export function issueLinkRoutes(api: Api, services: ApiServices): void {
  const { links } = services;

  api.route({
    method: 'GET',
    url: '/:issue_id/links',
    config: { access: 'viewer' },
    schema: {
      operationId: 'listIssueLinks',
      tags,
      summary: 'Issues of trackers an issue is linked to, with their state',
      params: issueParams,
      response: { 200: z.object({ links: z.array(issueLinkSchema) }) },
    },
    handler: async (request) => {
      const issue = await findIssue(services, request, request.params.issue_id);
      return { links: await links.ofIssue(issue.id) };
    },
  });

  api.route({
    method: 'POST',
    url: '/:issue_id/links',
    config: { access: 'member', example: { body: { integration_id: EXAMPLE_IDS.integration_id } } },
    schema: {
      operationId: 'linkIssue',
      tags,
      summary:
        'Make an issue in GitHub, GitLab or Jira, or link one that is there by its `key`; safe to repeat',
      params: issueParams,
      body: linkBody,
      response: { 202: issueLinkSchema },
    },
    handler: async (request, reply) => {
      const issue = await findIssue(services, request, request.params.issue_id);
      const { integration_id, key } = request.body;
      const integration = await services.integrations.get(issue.project_id, integration_id);
      const open = integration === null ? null : await services.integrations.reveal(integration.id);
      if (integration === null) throw notFound('integration');
      if (open === null) throw cannotLink('The integration is switched off.');
      const existing = key === undefined ? null : await readExisting(services, open, key);
      if (openTracker(open, services) === null) throw cannotLink(`${open.kind} keeps no issues of its own.`);
      reply.code(202);
      return links.request(
        {
          issue_id: issue.id,
          project_id: issue.project_id,
          integration_id,
          created_by: callerOf(request).user.email,
        },
        existing === null ? null : { key: existing.key, ...seenStateOf(existing) },
      );
    },
  });

  api.route({
    method: 'DELETE',
    url: '/:issue_id/links/:link_id',
    config: { access: 'member' },
    schema: {
      operationId: 'unlinkIssue',
      tags,
      summary: 'Forget a link; the issue over there stays as it is',
      params: linkParams,
      response: { 204: z.undefined().describe('Forgotten') },
    },
    handler: async (request, reply) => {
      const issue = await findIssue(services, request, request.params.issue_id);
      if (!(await links.remove(issue.id, request.params.link_id))) throw notFound('link');
      return reply.code(204).send();
    },
  });
}

/** A link to nothing would wait for ever. */
async function readExisting(
  services: ApiServices,
  integration: OpenIntegration,
  key: string,
): Promise<TrackerIssue> {
  try {
    const found = await openTracker(integration, services)?.get(key);
    if (found != null) return found;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    throw cannotLink(error.message, error);
  }
  throw cannotLink(`${integration.name} has no issue ${key}.`);
}

function cannotLink(message: string, cause?: unknown): BugSageError {
  return new BugSageError({ kind: 'conflict', code: 'cannot_link', message, cause });
}
