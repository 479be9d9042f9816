import {
  INTEGRATION_CREDENTIALS,
  INTEGRATION_SETTINGS,
  integrationSchema,
  webhookSecretSchema,
} from '@bugsage/core';
import { z } from 'zod';
import { API_LIMITS } from '../limits.ts';
import { text } from './text.ts';

/** With the address webhooks of the other side go to. */
export const shownIntegrationSchema = integrationSchema.extend({ webhook_url: z.string() });

const name = text(API_LIMITS.nameLengthMax).trim().min(1);
const common = { name, enabled: z.boolean().default(true) };
/** Made by us when left out. */
const ours = { webhook_secret: webhookSecretSchema.exactOptional() };

/** Each kind has settings and credentials of its own. Credentials are written, never read again. */
export const integrationBody = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('github'),
    ...common,
    ...ours,
    settings: INTEGRATION_SETTINGS.github,
    credentials: INTEGRATION_CREDENTIALS.github,
  }),
  z.strictObject({
    kind: z.literal('gitlab'),
    ...common,
    ...ours,
    settings: INTEGRATION_SETTINGS.gitlab,
    credentials: INTEGRATION_CREDENTIALS.gitlab,
  }),
  z.strictObject({
    kind: z.literal('jira'),
    ...common,
    ...ours,
    settings: INTEGRATION_SETTINGS.jira,
    credentials: INTEGRATION_CREDENTIALS.jira,
  }),
  z.strictObject({
    kind: z.literal('sentry'),
    ...common,
    settings: INTEGRATION_SETTINGS.sentry,
    credentials: INTEGRATION_CREDENTIALS.sentry,
    webhook_secret: webhookSecretSchema
      .exactOptional()
      .describe('Client secret of the Sentry integration; without it no webhooks are taken'),
  }),
  z.strictObject({
    kind: z.literal('slack'),
    ...common,
    settings: INTEGRATION_SETTINGS.slack.default({}),
    credentials: INTEGRATION_CREDENTIALS.slack.default({}),
    webhook_secret: webhookSecretSchema.describe('Signing secret of the Slack app'),
  }),
]);

const patched = { name: name.exactOptional(), enabled: z.boolean().exactOptional(), ...ours };

/** What is left out stays. `settings` and `credentials` are replaced whole; `kind` says which they are. */
export const integrationPatchBody = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('github'),
    ...patched,
    settings: INTEGRATION_SETTINGS.github.exactOptional(),
    credentials: INTEGRATION_CREDENTIALS.github.exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('gitlab'),
    ...patched,
    settings: INTEGRATION_SETTINGS.gitlab.exactOptional(),
    credentials: INTEGRATION_CREDENTIALS.gitlab.exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('jira'),
    ...patched,
    settings: INTEGRATION_SETTINGS.jira.exactOptional(),
    credentials: INTEGRATION_CREDENTIALS.jira.exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('sentry'),
    ...patched,
    settings: INTEGRATION_SETTINGS.sentry.exactOptional(),
    credentials: INTEGRATION_CREDENTIALS.sentry.exactOptional(),
  }),
  z.strictObject({ kind: z.literal('slack'), ...patched }),
]);
