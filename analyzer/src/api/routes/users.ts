import type { User } from '@bugsage/backends';
import type { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { callerOf } from '../auth/caller.ts';
import { userSchema } from '../schemas/account.ts';

export function userRoutes(api: Api): void {
  api.route({
    method: 'GET',
    url: '/me',
    config: { access: 'signed_in' },
    schema: {
      operationId: 'getMe',
      tags: ['users'],
      summary: 'Who I am and what I may do where',
      response: { 200: userSchema },
    },
    handler: async (request) => {
      const { user, memberships, organizations } = callerOf(request);
      return describeUser(user, { memberships: [...memberships], organizations: [...organizations] });
    },
  });
}

function describeUser(
  user: User,
  belongs: Pick<z.infer<typeof userSchema>, 'memberships' | 'organizations'>,
): z.infer<typeof userSchema> {
  const { id, email, name, created_at, is_operator } = user;
  const isSet = { totp_enabled: user.totp_confirmed, has_password: user.password_hash !== null };
  return { id, email, name, created_at, is_operator, ...isSet, ...belongs };
}
