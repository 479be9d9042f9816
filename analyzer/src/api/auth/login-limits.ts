import { BugSageError } from '@bugsage/core';
import rateLimit, { type CreateRateLimitOptions } from '@fastify/rate-limit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Api } from '../api-instance.ts';
import { API_LIMITS } from '../limits.ts';
import { callerOf } from './caller.ts';

/** Checks before a password is hashed or a code compared. They throw `rate_limited` and set `Retry-After`. */
export type LoginLimits = {
  /** Of a login form: from one address, against one account, and tighter for one-time codes. */
  readonly ofForm: (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
  /** Of somebody signed in who is asked for the password or a code again. */
  readonly ofCaller: (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
  /** Of requests without a form that cost us something: one address. */
  readonly ofAddress: (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
};

export async function createLoginLimits(api: Api): Promise<LoginLimits> {
  await api.register(rateLimit, { global: false, cache: API_LIMITS.loginKeysMax });
  const limit = (options: CreateRateLimitOptions) => {
    const check = api.createRateLimit({ timeWindow: API_LIMITS.loginWindowMs, ...options });
    return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
      const answer = await check(request);
      if (answer.isAllowed || !answer.isExceeded) return;
      reply.header('retry-after', String(answer.ttlInSeconds));
      throw new BugSageError({
        kind: 'rate_limited',
        code: 'too_many_logins',
        message: `Too many attempts. Try again in ${answer.ttlInSeconds} seconds.`,
      });
    };
  };
  const ofAddress = limit({ max: API_LIMITS.loginsPerAddressMax, ipv6Subnet: 64 });
  const keyGenerator = ({ body }: FastifyRequest) => accountOf(body);
  const ofAccount = limit({ max: API_LIMITS.loginsPerAccountMax, keyGenerator });
  const codes = { max: API_LIMITS.otpsPerAccountMax, timeWindow: API_LIMITS.otpWindowMs };
  const ofCode = limit({ ...codes, keyGenerator });
  return {
    ofForm: async (request, reply) => {
      await ofAddress(request, reply);
      await ofAccount(request, reply);
      if ((request.body as { otp?: string }).otp !== undefined) await ofCode(request, reply);
    },
    ofCaller: limit({ ...codes, keyGenerator: (request) => callerOf(request).user.id }),
    ofAddress,
  };
}

function accountOf(body: unknown): string {
  return (body as { username: string }).username.trim().toLowerCase();
}
