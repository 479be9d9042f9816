import type { SavedView } from '@bugsage/backends';
import { BugSageError, EVENT_SEARCH, ISSUE_SEARCH } from '@bugsage/core';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { callerOf, requireOrganization, requireRank } from '../auth/caller.ts';
import { API_LIMITS } from '../limits.ts';
import { notFound } from '../problem/not-found.ts';
import { numberInPath } from '../schemas/ids.ts';
import { newViewBody, viewPatchBody, viewSchema } from '../schemas/saved-view.ts';
import type { ApiServices } from '../services.ts';
import { readSearch } from './read-search.ts';

const tags = ['views'];
const organizationParams = z.strictObject({ organization_id: numberInPath });
const viewParams = organizationParams.extend({ view_id: z.uuid() });

/** Searches people come back to, of their own and of the organization. */
export function savedViewRoutes(api: Api, services: ApiServices): void {
  const { savedViews } = services;

  api.route({
    method: 'GET',
    url: '/:organization_id/views',
    config: { access: 'viewer' },
    schema: {
      operationId: 'listViews',
      tags,
      summary: 'My saved views and the shared ones',
      params: organizationParams,
      response: { 200: z.object({ views: z.array(viewSchema) }) },
    },
    handler: async (request) => {
      const { organization_id: organizationId } = request.params;
      requireOrganization(request, organizationId);
      const views = await savedViews.list(organizationId, callerOf(request).user.id);
      return { views: views.filter((view) => isVisible(request, view)).map(answer) };
    },
  });

  api.route({
    method: 'POST',
    url: '/:organization_id/views',
    config: {
      access: 'viewer',
      tokens: 'refused',
      example: {
        body: {
          name: 'My open crashes',
          query: 'is:unresolved assignee:me',
          settings: { sort: 'last_seen' },
        },
      },
    },
    schema: {
      operationId: 'createView',
      tags,
      summary: 'Save a search; shared ones need the role member',
      params: organizationParams,
      body: newViewBody,
      response: { 201: viewSchema },
    },
    handler: async (request, reply) => {
      const { organization_id: organizationId } = request.params;
      const role = requireOrganization(request, organizationId);
      if (request.body.shared) requireRank(role, 'member');
      checkView(services, request, request.body);
      const userId = callerOf(request).user.id;
      if ((await savedViews.count(organizationId, userId)) >= API_LIMITS.viewsPerPersonMax) throw tooMany();
      const view = await savedViews.create({ ...request.body, organizationId, userId });
      return reply.code(201).send(answer(view));
    },
  });

  api.route({
    method: 'PUT',
    url: '/:organization_id/views/:view_id',
    config: {
      access: 'viewer',
      tokens: 'refused',
      example: { body: { query: 'is:unresolved severity:critical' } },
    },
    schema: {
      operationId: 'updateView',
      tags,
      summary: 'Change a view of mine, or as admin a shared one',
      params: viewParams,
      body: viewPatchBody,
      response: { 200: viewSchema },
    },
    handler: async (request) => {
      const view = await changeable(services, request, request.params);
      const next = { ...view, ...request.body };
      if (next.shared && !view.shared)
        requireRank(requireOrganization(request, view.organization_id), 'member');
      checkView(services, request, next);
      const updated = await savedViews.update(view.id, next);
      if (updated === null) throw notFound('view');
      return answer(updated);
    },
  });

  api.route({
    method: 'DELETE',
    url: '/:organization_id/views/:view_id',
    config: { access: 'viewer', tokens: 'refused' },
    schema: {
      operationId: 'deleteView',
      tags,
      summary: 'Delete a view of mine, or as admin a shared one',
      params: viewParams,
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      const view = await changeable(services, request, request.params);
      await savedViews.remove(view.id);
      return reply.code(204).send(null);
    },
  });
}

/** The view, when the caller may change it. Those of others are not there. */
async function changeable(
  { savedViews }: ApiServices,
  request: FastifyRequest,
  { organization_id: organizationId, view_id: viewId }: { organization_id: number; view_id: string },
): Promise<SavedView> {
  const role = requireOrganization(request, organizationId);
  const { user } = callerOf(request);
  const view = await savedViews.get(organizationId, user.id, viewId);
  if (view === null || !isVisible(request, view)) throw notFound('view');
  if (view.owner !== user.email) requireRank(role, 'admin');
  return view;
}

/** A view of a project of teams is for those who see the project. */
function isVisible(request: FastifyRequest, view: SavedView): boolean {
  return view.project_id === null || callerOf(request).scope.projectIds.includes(view.project_id);
}

/** What is saved can be run: the search is one of its kind, the project one of the caller's. */
function checkView(
  services: ApiServices,
  request: FastifyRequest,
  view: Pick<SavedView, 'kind' | 'query' | 'project_id'>,
): void {
  const catalogue = view.kind === 'issues' ? ISSUE_SEARCH : EVENT_SEARCH;
  readSearch(request, { text: view.query, catalogue, now: services.now() });
  if (view.project_id !== null && !callerOf(request).scope.projectIds.includes(view.project_id))
    throw notFound('project');
}

function tooMany(): BugSageError {
  return new BugSageError({
    kind: 'conflict',
    code: 'too_many_views',
    message: `You have ${API_LIMITS.viewsPerPersonMax} saved views. Delete one before you save another.`,
  });
}

function answer(view: SavedView): z.infer<typeof viewSchema> {
  return { ...view, settings: { ...view.settings } };
}
