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
      const { user, memberships } = callerOf(request);
      const { id, email, name, created_at } = user;
      return { id, email, name, created_at, memberships: [...memberships] };
    },
  });
}
