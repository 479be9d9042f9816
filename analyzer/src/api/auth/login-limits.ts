import { BugSageError } from '@bugsage/core';
import rateLimit from '@fastify/rate-limit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Api } from '../api-instance.ts';
import { API_LIMITS } from '../limits.ts';

/** A check before a password is hashed. Throws `rate_limited` and sets `Retry-After`. */
export type LoginLimits = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/** Bounds guessing, from one address and against one account. */
export async function createLoginLimits(api: Api): Promise<LoginLimits> {
  await api.register(rateLimit, { global: false, cache: API_LIMITS.loginKeysMax });
  const window = { timeWindow: API_LIMITS.loginWindowMs, cache: API_LIMITS.loginKeysMax };
  const perAddress = api.createRateLimit({ ...window, max: API_LIMITS.loginsPerAddressMax, ipv6Subnet: 64 });
  const perAccount = api.createRateLimit({
    ...window,
    max: API_LIMITS.loginsPerAccountMax,
    keyGenerator: ({ body }) => accountOf(body),
  });
  const perAccountOtp = api.createRateLimit({
    timeWindow: API_LIMITS.otpWindowMs,
    max: API_LIMITS.otpsPerAccountMax,
    keyGenerator: ({ body }) => accountOf(body),
  });
  return async (request, reply) => {
    const hasCode = (request.body as { otp?: string }).otp !== undefined;
    for (const check of [perAddress, perAccount, ...(hasCode ? [perAccountOtp] : [])]) {
      const answer = await check(request);
      if (answer.isAllowed || !answer.isExceeded) continue;
      reply.header('retry-after', String(answer.ttlInSeconds));
      throw new BugSageError({
        kind: 'rate_limited',
        code: 'too_many_logins',
        message: `Too many logins. Try again in ${answer.ttlInSeconds} seconds.`,
      });
    }
  };
}

function accountOf(body: unknown): string {
  return (body as { username: string }).username.trim().toLowerCase();
}
