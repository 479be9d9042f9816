import { hashPassword, type User } from '@bugsage/backends';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { hashSecret } from '../auth/api-tokens.ts';
import { callerOf } from '../auth/caller.ts';
import { EXAMPLE_IDS } from '../openapi/example-ids.ts';
import type { LoginLimits } from '../auth/login-limits.ts';
import { verifyOwnPassword } from '../auth/own-password.ts';
import { API_LIMITS } from '../limits.ts';
import { notFound } from '../problem/not-found.ts';
import { sessionSchema, userSchema } from '../schemas/account.ts';
import { numberInPath } from '../schemas/ids.ts';
import { linkSecretSchema, newPasswordSchema, passwordSchema } from '../schemas/password.ts';
import { text } from '../schemas/text.ts';
import type { ApiServices } from '../services.ts';
import { invitationForOther } from './invitations.ts';

const tags = ['profile'];

/** What people do with their own account. */
export function profileRoutes(api: Api, services: ApiServices, limits: LoginLimits): void {
  const { users, sessions, invitations, organizations } = services;

  api.route({
    method: 'GET',
    url: '',
    config: { access: 'signed_in' },
    schema: {
      operationId: 'getMe',
      tags,
      summary: 'Who I am and what I may do where',
      response: { 200: userSchema },
    },
    handler: async (request) => describeUser(callerOf(request)),
  });

  api.route({
    method: 'PUT',
    url: '',
    config: { access: 'signed_in', tokens: 'refused', example: { body: { name: 'Ann Example' } } },
    schema: {
      operationId: 'updateMe',
      tags,
      summary: 'Change my name',
      body: z.strictObject({ name: text(API_LIMITS.nameLengthMax).trim().min(1) }),
      response: { 200: userSchema },
    },
    handler: async (request) => {
      const caller = callerOf(request);
      const user = await users.update(caller.user.id, request.body);
      if (user === null) throw notFound('user');
      return describeUser({ ...caller, user });
    },
  });

  api.route({
    method: 'PUT',
    url: '/password',
    config: {
      access: 'signed_in',
      tokens: 'refused',
      audit: true,
      example: { body: { current_password: 'correct horse battery', new_password: 'a better one, 2026' } },
    },
    schema: {
      operationId: 'changePassword',
      tags,
      summary: 'Change my password; every other session of mine ends',
      body: z.strictObject({ current_password: passwordSchema, new_password: newPasswordSchema }),
      response: { 204: z.undefined().describe('Changed') },
    },
    handler: async (request, reply) => {
      const { user, sessionId } = callerOf(request);
      await verifyOwnPassword(request, reply, { password: request.body.current_password, limits });
      await users.setPassword(user.id, await hashPassword(request.body.new_password), sessionId);
      return reply.code(204).send();
    },
  });

  api.route({
    method: 'GET',
    url: '/sessions',
    config: { access: 'signed_in', tokens: 'refused' },
    schema: {
      operationId: 'listSessions',
      tags,
      summary: 'Where I am signed in',
      response: { 200: z.object({ sessions: z.array(sessionSchema) }) },
    },
    handler: async (request) => {
      const { user, sessionId } = callerOf(request);
      const open = await sessions.listOf(user.id);
      return { sessions: open.map((session) => ({ ...session, is_current: session.id === sessionId })) };
    },
  });

  api.route({
    method: 'DELETE',
    url: '/sessions/:session_id',
    config: { access: 'signed_in', tokens: 'refused', audit: true },
    schema: {
      operationId: 'endSession',
      tags,
      summary: 'Sign out somewhere else',
      params: z.strictObject({ session_id: z.uuid() }),
      response: { 204: z.undefined().describe('Ended') },
    },
    handler: async (request, reply) => {
      const isEnded = await sessions.end(request.params.session_id, callerOf(request).user.id);
      if (!isEnded) throw notFound('session');
      return reply.code(204).send();
    },
  });

  api.route({
    method: 'POST',
    url: '/invitations',
    config: {
      access: 'signed_in',
      tokens: 'refused',
      audit: true,
      example: { body: { token: EXAMPLE_IDS.invitation_link } },
    },
    schema: {
      operationId: 'joinOrganization',
      tags,
      summary: 'Accept an invitation with the account I have',
      body: z.strictObject({ token: linkSecretSchema }),
      response: { 200: z.object({ organization_id: z.int(), organization_name: z.string() }) },
    },
    handler: async (request) => {
      const { user } = callerOf(request);
      const hash = hashSecret(request.body.token);
      const invitation = await invitations.find(hash);
      if (invitation === null) throw notFound('invitation');
      if (invitation.email !== null && invitation.email !== user.email) throw invitationForOther();
      if ((await invitations.accept(hash, user)) === null) throw notFound('invitation');
      request.organizationId = invitation.organization_id;
      const { organization_id, organization_name } = invitation;
      return { organization_id, organization_name };
    },
  });

  api.route({
    method: 'DELETE',
    url: '/organizations/:organization_id',
    config: { access: 'signed_in', tokens: 'refused', audit: true },
    schema: {
      operationId: 'leaveOrganization',
      tags,
      summary: 'Leave an organization',
      params: z.strictObject({ organization_id: numberInPath }),
      response: { 204: z.undefined().describe('Left') },
    },
    handler: async (request, reply) => {
      const { organization_id: id } = request.params;
      if (!(await organizations.removeMember(id, callerOf(request).user.id))) throw notFound('organization');
      request.organizationId = id;
      return reply.code(204).send();
    },
  });
}

type Described = z.infer<typeof userSchema>;

function describeUser({
  user,
  memberships,
  organizations,
}: {
  user: User;
  memberships: Readonly<Described['memberships']>;
  organizations: Readonly<Described['organizations']>;
}): Described {
  return { ...describeAccount(user), memberships: [...memberships], organizations: [...organizations] };
}

/** A user as others may see it: nothing of password and second factor but whether there is one. */
export function describeAccount(user: User): Omit<Described, 'memberships' | 'organizations'> {
  const { id, email, name, created_at, is_operator } = user;
  const isSet = { totp_enabled: user.totp_confirmed, has_password: user.password_hash !== null };
  return { id, email, name, created_at, is_operator, ...isSet };
}
