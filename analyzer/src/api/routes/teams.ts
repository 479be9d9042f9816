import type { Team } from '@bugsage/backends';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { requireOrganization } from '../auth/caller.ts';
import { API_LIMITS } from '../limits.ts';
import { notFound } from '../problem/not-found.ts';
import { teamSchema } from '../schemas/account.ts';
import { numberInPath } from '../schemas/ids.ts';
import { text } from '../schemas/text.ts';
import type { ApiServices } from '../services.ts';
import { organizationParams } from './organizations.ts';

const tags = ['teams'];
const teamParams = organizationParams.extend({ team_id: numberInPath });
const teamBody = z.strictObject({ name: text(API_LIMITS.nameLengthMax).trim().min(1) });

/** Teams, their members and their projects. A project without a team is open to its whole organization. */
export function teamRoutes(api: Api, services: ApiServices): void {
  const { teams } = services;

  api.route({
    method: 'GET',
    url: '/:organization_id/teams',
    config: { access: 'viewer' },
    schema: {
      operationId: 'listTeams',
      tags,
      summary: 'Teams with their members and projects',
      params: organizationParams,
      response: { 200: z.object({ teams: z.array(teamSchema) }) },
    },
    handler: async (request) => {
      requireOrganization(request, request.params.organization_id);
      return { teams: (await teams.listOf(request.params.organization_id)).map(describe) };
    },
  });

  api.route({
    method: 'POST',
    url: '/:organization_id/teams',
    config: { access: 'admin', example: { body: { name: 'Checkout' } } },
    schema: {
      operationId: 'createTeam',
      tags,
      summary: 'Make a team',
      params: organizationParams,
      body: teamBody,
      response: { 201: teamSchema },
    },
    handler: async (request, reply) => {
      requireOrganization(request, request.params.organization_id);
      const team = await teams.create(request.params.organization_id, request.body.name);
      reply.code(201);
      return describe(team);
    },
  });

  api.route({
    method: 'PUT',
    url: '/:organization_id/teams/:team_id',
    config: { access: 'admin', example: { body: { name: 'Payments' } } },
    schema: {
      operationId: 'renameTeam',
      tags,
      summary: 'Rename a team',
      params: teamParams,
      body: teamBody,
      response: { 200: teamSchema },
    },
    handler: async (request) => {
      const { organization_id, team_id } = request.params;
      requireOrganization(request, organization_id);
      const team = await teams.rename(organization_id, team_id, request.body.name);
      if (team === null) throw notFound('team');
      return describe(team);
    },
  });

  api.route({
    method: 'DELETE',
    url: '/:organization_id/teams/:team_id',
    config: { access: 'admin' },
    schema: {
      operationId: 'removeTeam',
      tags,
      summary: 'Remove a team; its projects are open to the organization again unless another team has them',
      params: teamParams,
      response: { 204: z.undefined().describe('Removed') },
    },
    handler: async (request, reply) => {
      const { organization_id, team_id } = request.params;
      requireOrganization(request, organization_id);
      if (!(await teams.remove(organization_id, team_id))) throw notFound('team');
      return reply.code(204).send();
    },
  });

  belongingRoutes(api, services);
}

/** Adding is `PUT`, removing is `DELETE`; both can be repeated. */
function belongingRoutes(api: Api, { teams }: ApiServices): void {
  for (const method of ['PUT', 'DELETE'] as const) {
    const belongs = method === 'PUT';
    const verb = belongs ? 'Add' : 'Remove';
    api.route({
      method,
      url: '/:organization_id/teams/:team_id/members/:user_id',
      config: { access: 'admin' },
      schema: {
        operationId: belongs ? 'addTeamMember' : 'removeTeamMember',
        tags,
        summary: `${verb} a member of the organization ${belongs ? 'to' : 'from'} the team`,
        params: teamParams.extend({ user_id: z.uuid() }),
        response: { 200: teamSchema },
      },
      handler: async (request) => {
        const { organization_id: organizationId, team_id: teamId, user_id: userId } = request.params;
        requireOrganization(request, organizationId);
        const team = await teams.setMember({ organizationId, teamId, userId, belongs });
        if (team === null) throw notFound('team');
        return describe(team);
      },
    });

    api.route({
      method,
      url: '/:organization_id/teams/:team_id/projects/:project_id',
      config: { access: 'admin' },
      schema: {
        operationId: belongs ? 'addTeamProject' : 'removeTeamProject',
        tags,
        summary: `${verb} a project of the organization ${belongs ? 'to' : 'from'} the team`,
        params: teamParams.extend({ project_id: numberInPath }),
        response: { 200: teamSchema },
      },
      handler: async (request) => {
        const { organization_id: organizationId, team_id: teamId, project_id: projectId } = request.params;
        requireOrganization(request, organizationId);
        const team = await teams.setProject({ organizationId, teamId, projectId, belongs });
        if (team === null) throw notFound('team');
        return describe(team);
      },
    });
  }
}

function describe(team: Team): z.infer<typeof teamSchema> {
  return { ...team, members: [...team.members], projects: [...team.projects] };
}
