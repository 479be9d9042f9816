import type { Api } from '../api-instance.ts';
import { callerOf, scopeOf } from '../auth/caller.ts';
import type { ApiServices } from '../services.ts';
import { anyQuery, findProjects, organizationParams, projectParams } from './tool-requests.ts';

const tags = ['release tools'];

/** Who a token belongs to and what it can see: tools ask before they upload. */
export function identityRoutes(api: Api, services: ApiServices): void {
  api.route({
    method: 'GET',
    url: '/',
    prefixTrailingSlash: 'slash',
    config: { access: 'signed_in', tokens: 'artifacts' },
    schema: { operationId: 'toolToken', tags, summary: 'Check a token', querystring: anyQuery },
    handler: async (request) => {
      const { user } = callerOf(request);
      return {
        version: '0',
        auth: { scopes: ['project:read', 'project:releases', 'org:read', 'event:read'] },
        user: { id: user.id, name: user.name, username: user.email, email: user.email },
      };
    },
  });

  api.route({
    method: 'GET',
    url: '/organizations/',
    config: { access: 'viewer', tokens: 'artifacts' },
    schema: { operationId: 'toolOrganizations', tags, summary: 'My organizations', querystring: anyQuery },
    handler: async (request) => {
      const organizations = await services.projectDirectory.organizations(scopeOf(request));
      return organizations.map(({ id, slug, name }) => ({
        id: String(id),
        slug,
        name,
        status: { id: 'active', name: 'active' },
        features: [],
      }));
    },
  });

  api.route({
    method: 'GET',
    url: '/organizations/:organization/projects/',
    config: { access: 'viewer', tokens: 'artifacts' },
    schema: {
      operationId: 'toolProjects',
      tags,
      summary: 'My projects in an organization',
      params: organizationParams,
      querystring: anyQuery,
    },
    handler: async (request) => {
      const { organization } = request.params;
      const { projects } = await findProjects(services, request, { organization, projects: null });
      return projects.map(projectAnswer);
    },
  });

  api.route({
    method: 'GET',
    url: '/projects/:organization/:project/',
    config: { access: 'viewer', tokens: 'artifacts' },
    schema: {
      operationId: 'toolProject',
      tags,
      summary: 'A project by its slug',
      params: projectParams,
      querystring: anyQuery,
    },
    handler: async (request) => {
      const { organization, project } = request.params;
      const { projects } = await findProjects(services, request, { organization, projects: [project] });
      return projects.map(projectAnswer)[0];
    },
  });
}

function projectAnswer({ id, slug, name }: { id: number; slug: string; name: string }) {
  return { id: String(id), slug, name, platform: null, features: [], status: 'active' };
}
