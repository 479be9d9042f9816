import { verifyPassword } from '@bugsage/backends';
import { BugSageError } from '@bugsage/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { callerOf } from './caller.ts';
import type { LoginLimits } from './login-limits.ts';

/**
 * Asks for the password again before the account itself is changed: whoever finds a browser open, or an access token,
 * must not be able to keep the account. Accounts without a password pass. Throws `wrong_password` or `rate_limited`.
 */
export async function verifyOwnPassword(
  request: FastifyRequest,
  reply: FastifyReply,
  { password, limits }: { password: string | undefined; limits: LoginLimits },
): Promise<void> {
  const { user } = callerOf(request);
  if (user.password_hash === null) return;
  await limits.ofCaller(request, reply);
  if (await verifyPassword(password ?? '', user.password_hash)) return;
  throw new BugSageError({
    kind: 'forbidden',
    code: 'wrong_password',
    message: 'Your password is not this one.',
  });
}
