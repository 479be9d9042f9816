import { ROLES } from '@bugsage/backends';
import { BugSageError } from '@bugsage/core';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { createSecret } from '../auth/api-tokens.ts';
import { callerOf, requireOrganization, requireRank } from '../auth/caller.ts';
import { dashboardUrl, secretLink } from '../auth/links.ts';
import { API_LIMITS } from '../limits.ts';
import { notFound } from '../problem/not-found.ts';
import { invitationSchema } from '../schemas/account.ts';
import { emailSchema } from '../schemas/password.ts';
import type { ApiServices } from '../services.ts';
import { organizationParams } from './organizations.ts';

const tags = ['invitations'];
const access = 'admin';
const DAY_MS = 86_400_000;

/** Invitations of an organization: links that count once, sent however people like. */
export function invitationRoutes(api: Api, { invitations, configuration, now }: ApiServices): void {
  api.route({
    method: 'GET',
    url: '/:organization_id/invitations',
    config: { access },
    schema: {
      operationId: 'listInvitations',
      tags,
      summary: 'Invitations, newest first',
      params: organizationParams,
      response: { 200: z.object({ invitations: z.array(invitationSchema) }) },
    },
    handler: async (request) => {
      requireOrganization(request, request.params.organization_id);
      return { invitations: await invitations.listOf(request.params.organization_id) };
    },
  });

  api.route({
    method: 'POST',
    url: '/:organization_id/invitations',
    config: { access, example: { body: { email: 'bob@acme.example', role: 'member' } } },
    schema: {
      operationId: 'createInvitation',
      tags,
      summary: 'Invite somebody; the answer is the only one that shows the link',
      params: organizationParams,
      body: z.strictObject({
        /** Null: whoever has the link. */
        email: emailSchema.nullable().default(null),
        role: z.enum(ROLES),
        expires_in_days: z
          .int()
          .min(1)
          .max(API_LIMITS.invitationDaysMax)
          .default(API_LIMITS.invitationDaysDefault),
      }),
      response: { 201: invitationSchema.extend({ url: z.string() }) },
    },
    handler: async (request, reply) => {
      const { organization_id } = request.params;
      requireRank(requireOrganization(request, organization_id), request.body.role);
      const { secret, hash } = createSecret();
      const invitation = await invitations.create({
        organization_id,
        email: request.body.email?.toLowerCase() ?? null,
        role: request.body.role,
        invited_by: callerOf(request).user.email,
        hash,
        expiresAt: now() + request.body.expires_in_days * DAY_MS,
      });
      reply.code(201);
      return { ...invitation, url: secretLink(dashboardUrl(configuration, request), 'invitation', secret) };
    },
  });

  api.route({
    method: 'DELETE',
    url: '/:organization_id/invitations/:invitation_id',
    config: { access },
    schema: {
      operationId: 'revokeInvitation',
      tags,
      summary: 'Revoke an invitation that was not accepted yet',
      params: organizationParams.extend({ invitation_id: z.uuid() }),
      response: { 204: z.undefined().describe('Revoked') },
    },
    handler: async (request, reply) => {
      const { organization_id, invitation_id } = request.params;
      requireOrganization(request, organization_id);
      if (!(await invitations.revoke(organization_id, invitation_id))) throw notFound('invitation');
      return reply.code(204).send();
    },
  });
}

export function invitationForOther(): BugSageError {
  return new BugSageError({
    kind: 'conflict',
    code: 'invitation_for_other',
    message: 'This invitation is for another e-mail address. Ask for one of your own.',
  });
}
