import { hashPassword, type User, type Invitation } from '@bugsage/backends';
import { BugSageError } from '@bugsage/core';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { hashSecret } from '../auth/api-tokens.ts';
import { clientOf } from '../auth/sessions.ts';
import { API_LIMITS } from '../limits.ts';
import { EXAMPLE_IDS } from '../openapi/example-ids.ts';
import { notFound } from '../problem/not-found.ts';
import { invitationOfferSchema, tokenPairSchema } from '../schemas/account.ts';
import { emailSchema, linkSecretSchema, newPasswordSchema } from '../schemas/password.ts';
import { text } from '../schemas/text.ts';
import type { ApiServices } from '../services.ts';
import { loginEntry, type AuthParts } from './auth.ts';
import { invitationForOther } from './invitations.ts';

const tags = ['auth'];
const access = 'public';

/** What a link does for somebody who is not signed in. The secret comes in the body: addresses end up in logs. */
export function linkRoutes(api: Api, services: ApiServices, parts: AuthParts): void {
  const { users, invitations } = services;

  api.route({
    method: 'POST',
    url: '/invitations/show',
    config: { access, example: { body: { token: EXAMPLE_IDS.invitation_link } } },
    schema: {
      operationId: 'showInvitation',
      tags,
      summary: 'What an invitation link offers',
      body: z.strictObject({ token: linkSecretSchema }),
      response: { 200: invitationOfferSchema },
    },
    handler: async (request) => {
      const invitation = await invitations.find(hashSecret(request.body.token));
      if (invitation === null) throw notFound('invitation');
      const { organization_name, email, role, invited_by, expires_at } = invitation;
      return { organization_name, email, role, invited_by, expires_at };
    },
  });

  api.route({
    method: 'POST',
    url: '/invitations/accept',
    config: {
      access,
      example: {
        body: {
          token: EXAMPLE_IDS.invitation_link,
          email: 'bob@acme.example',
          name: 'Bob',
          password: 'a password of my own',
        },
      },
    },
    schema: {
      operationId: 'acceptInvitation',
      tags,
      summary: 'Accept an invitation with a new account, and sign in',
      body: z.strictObject({
        token: linkSecretSchema,
        /** Where the invitation names an address it is that one. */
        email: emailSchema.exactOptional(),
        name: text(API_LIMITS.nameLengthMax).trim().min(1),
        password: newPasswordSchema,
      }),
      response: { 200: tokenPairSchema },
    },
    handler: async (request, reply) => {
      await parts.limits.ofAddress(request, reply);
      const { token, name, password } = request.body;
      const invitation = await invitations.find(hashSecret(token));
      if (invitation === null) throw notFound('invitation');
      const email = addressFor(invitation, request.body.email);
      const user = await users.create({ email, name, password_hash: await hashPassword(password) });
      const accepted = await acceptOrUndo(services, hashSecret(token), user);
      request.organizationId = accepted.organization_id;
      const pair = await parts.sessions.open(user, 'invitation', clientOf(request));
      await services.audit.record(loginEntry(request, user, { method: 'invitation', role: accepted.role }));
      parts.cookie.set(request, reply, pair);
      return pair;
    },
  });

  api.route({
    method: 'POST',
    url: '/password-reset',
    config: {
      access,
      example: { body: { token: EXAMPLE_IDS.reset_link, password: 'a password of my own' } },
    },
    schema: {
      operationId: 'resetPassword',
      tags,
      summary: 'Choose a new password by a link; every session ends',
      body: z.strictObject({ token: linkSecretSchema, password: newPasswordSchema }),
      response: { 204: z.undefined().describe('Changed') },
    },
    handler: async (request, reply) => {
      await parts.limits.ofAddress(request, reply);
      const passwordHash = await hashPassword(request.body.password);
      const userId = await users.spendPasswordReset(hashSecret(request.body.token));
      const user = userId === null ? null : await users.get(userId);
      if (user === null) throw invalidLink();
      await users.setPassword(user.id, passwordHash, null);
      const entry = loginEntry(request, user, {});
      await services.audit.record({ ...entry, action: 'resetPassword' });
      parts.cookie.clear(reply);
      return reply.code(204).send();
    },
  });
}

function addressFor(invitation: Invitation, given: string | undefined): string {
  if (invitation.email !== null) {
    if (given !== undefined && given.toLowerCase() !== invitation.email) throw invitationForOther();
    return invitation.email;
  }
  if (given !== undefined) return given;
  throw new BugSageError({
    kind: 'invalid_input',
    code: 'email_missing',
    message: 'This invitation is for whoever has it: send your e-mail address (field email).',
  });
}

/** Of two people with one link the second one finds it spent; the account made for them goes again. */
async function acceptOrUndo(
  { invitations, users }: ApiServices,
  hash: string,
  user: User,
): Promise<Invitation> {
  const accepted = await invitations.accept(hash, user);
  if (accepted !== null) return accepted;
  await users.remove(user.id);
  throw notFound('invitation');
}

function invalidLink(): BugSageError {
  return new BugSageError({
    kind: 'not_found',
    code: 'link_not_found',
    message: 'This link was used, is too old, or was replaced by a newer one. Ask for another.',
  });
}
