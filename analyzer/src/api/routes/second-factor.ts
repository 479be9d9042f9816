import { BugSageError } from '@bugsage/core';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { callerOf } from '../auth/caller.ts';
import type { LoginLimits } from '../auth/login-limits.ts';
import { verifyOwnPassword } from '../auth/own-password.ts';
import type { SecondFactor } from '../auth/second-factor.ts';
import { API_LIMITS } from '../limits.ts';
import { passwordSchema } from '../schemas/password.ts';
import { text } from '../schemas/text.ts';
import type { ApiServices } from '../services.ts';

const tags = ['profile'];
const passwordAgain = z.strictObject({
  /** Mine, again. Accounts without a password leave it out. */
  password: passwordSchema.exactOptional(),
});

type Parts = { readonly secondFactor: SecondFactor; readonly limits: LoginLimits };

/** One-time codes of an authenticator app. */
export function secondFactorRoutes(api: Api, services: ApiServices, { secondFactor, limits }: Parts): void {
  const { secondFactors } = services;

  api.route({
    method: 'POST',
    url: '',
    config: {
      access: 'signed_in',
      tokens: 'refused',
      example: { body: { password: 'correct horse battery' } },
    },
    schema: {
      operationId: 'beginTotp',
      tags,
      summary: 'A secret for my authenticator app; it counts once a code of it was confirmed',
      body: passwordAgain,
      response: { 200: z.object({ secret: z.string(), uri: z.string() }) },
    },
    handler: async (request, reply) => {
      await verifyOwnPassword(request, reply, { password: request.body.password, limits });
      const begun = await secondFactor.begin(callerOf(request).user);
      if (begun === null) throw conflict('totp_enabled', 'A second factor is on. Switch it off first.');
      return begun;
    },
  });

  api.route({
    method: 'POST',
    url: '/confirm',
    config: { access: 'signed_in', tokens: 'refused', audit: true, example: { body: { code: '123456' } } },
    schema: {
      operationId: 'confirmTotp',
      tags,
      summary: 'Switch the second factor on with a first code; answers the recovery codes, once',
      body: z.strictObject({ code: text(API_LIMITS.otpLengthMax).regex(/^\d{6}$/) }),
      response: { 200: z.object({ recovery_codes: z.array(z.string()) }) },
    },
    handler: async (request, reply) => {
      await limits.ofCaller(request, reply);
      const codes = await secondFactor.confirm(callerOf(request).user, request.body.code);
      if (codes === null)
        throw conflict('totp_not_confirmed', 'The code does not belong to the secret, or none was begun.');
      return { recovery_codes: [...codes] };
    },
  });

  api.route({
    method: 'POST',
    url: '/disable',
    config: {
      access: 'signed_in',
      tokens: 'refused',
      audit: true,
      example: { body: { password: 'correct horse battery' } },
    },
    schema: {
      operationId: 'disableTotp',
      tags,
      summary: 'Switch my second factor off',
      body: passwordAgain,
      response: { 204: z.undefined().describe('Switched off') },
    },
    handler: async (request, reply) => {
      await verifyOwnPassword(request, reply, { password: request.body.password, limits });
      await secondFactors.disable(callerOf(request).user.id);
      return reply.code(204).send();
    },
  });
}

function conflict(code: string, message: string): BugSageError {
  return new BugSageError({ kind: 'conflict', code, message });
}
