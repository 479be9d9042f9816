import { z } from 'zod';
import type { IntegrationKind } from './settings.ts';
import { INTEGRATION_LIMITS } from './limits.ts';

/** Goes into a header: printable, without spaces. */
const token = z
  .string()
  .trim()
  .min(1)
  .max(INTEGRATION_LIMITS.credentialLengthMax)
  .regex(/^[\x21-\x7E]+$/, 'Expected printable characters without spaces');
const number = z.int().positive().max(Number.MAX_SAFE_INTEGER);

/** What opens the other side, by kind. Written by people, read by the product only. */
export const INTEGRATION_CREDENTIALS = {
  github: z.union([
    z.strictObject({ token }),
    z.strictObject({
      app_id: number,
      installation_id: number,
      /** PEM, as GitHub hands it out. */
      private_key: z
        .string()
        .max(INTEGRATION_LIMITS.credentialLengthMax)
        .regex(/^-----BEGIN [A-Z ]+-----[\s\S]+-----END [A-Z ]+-----\s*$/, 'Expected a PEM private key'),
    }),
  ]),
  gitlab: z.strictObject({ token }),
  jira: z.strictObject({ email: z.email().max(320), api_token: token }),
  /** Without a token Sentry can only send, and nothing is imported. */
  sentry: z.strictObject({ token: token.optional() }),
  slack: z.strictObject({}),
} as const satisfies Record<IntegrationKind, z.ZodType>;

export type IntegrationCredentials = {
  readonly [Kind in IntegrationKind]: z.infer<(typeof INTEGRATION_CREDENTIALS)[Kind]>;
};

/** Signs what comes in. GitHub, GitLab and Jira take one of ours; Sentry and Slack hand out their own. */
export const webhookSecretSchema = z
  .string()
  .min(INTEGRATION_LIMITS.secretLengthMin)
  .max(INTEGRATION_LIMITS.secretLengthMax)
  .regex(/^[\x21-\x7E]+$/, 'Expected printable characters without spaces');
