import { ROLES, type Member } from '@bugsage/backends';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { requireOrganization, requireRank } from '../auth/caller.ts';
import { notFound } from '../problem/not-found.ts';
import { memberSchema } from '../schemas/account.ts';
import type { ApiServices } from '../services.ts';
import { organizationParams } from './organizations.ts';

const tags = ['members'];
const memberParams = organizationParams.extend({ user_id: z.uuid() });

/** Who belongs to an organization. Nobody gives or takes a role above their own; the last owner stays. */
export function memberRoutes(api: Api, { organizations }: ApiServices): void {
  const find = async (organizationId: number, userId: string): Promise<Member> => {
    const members = await organizations.members(organizationId);
    const member = members.find((row) => row.user_id === userId);
    if (member === undefined) throw notFound('member');
    return member;
  };
  const describe = (member: Member) => ({ ...member, teams: [...member.teams] });

  api.route({
    method: 'GET',
    url: '/:organization_id/members',
    config: { access: 'viewer' },
    schema: {
      operationId: 'listMembers',
      tags,
      summary: 'Members with their roles and teams',
      params: organizationParams,
      response: { 200: z.object({ members: z.array(memberSchema) }) },
    },
    handler: async (request) => {
      requireOrganization(request, request.params.organization_id);
      const members = await organizations.members(request.params.organization_id);
      return { members: members.map(describe) };
    },
  });

  api.route({
    method: 'PUT',
    url: '/:organization_id/members/:user_id',
    config: { access: 'admin', example: { body: { role: 'member' } } },
    schema: {
      operationId: 'changeRole',
      tags,
      summary: 'Change the role of a member; it counts from the next request on',
      params: memberParams,
      body: z.strictObject({ role: z.enum(ROLES) }),
      response: { 200: memberSchema },
    },
    handler: async (request) => {
      const { organization_id, user_id } = request.params;
      const own = requireOrganization(request, organization_id);
      const member = await find(organization_id, user_id);
      requireRank(own, member.role);
      requireRank(own, request.body.role);
      await organizations.setRole(organization_id, user_id, request.body.role);
      return describe({ ...member, role: request.body.role });
    },
  });

  api.route({
    method: 'DELETE',
    url: '/:organization_id/members/:user_id',
    config: { access: 'admin' },
    schema: {
      operationId: 'removeMember',
      tags,
      summary: 'Remove a member; access ends with the next request',
      params: memberParams,
      response: { 204: z.undefined().describe('Removed') },
    },
    handler: async (request, reply) => {
      const { organization_id, user_id } = request.params;
      const own = requireOrganization(request, organization_id);
      requireRank(own, (await find(organization_id, user_id)).role);
      await organizations.removeMember(organization_id, user_id);
      return reply.code(204).send();
    },
  });
}
