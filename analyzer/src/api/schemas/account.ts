import { ROLES, TOKEN_SCOPES } from '@bugsage/backends';
import { z } from 'zod';

export const userSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  created_at: z.iso.datetime(),
  /** Runs this installation. */
  is_operator: z.boolean(),
  /** Whether logins need a code of an authenticator app. */
  totp_enabled: z.boolean(),
  /** False: signs in through an identity provider only. */
  has_password: z.boolean(),
  organizations: z.array(z.object({ organization_id: z.int(), role: z.enum(ROLES) })),
  memberships: z.array(z.object({ organization_id: z.int(), project_id: z.int(), role: z.enum(ROLES) })),
});

export const organizationSchema = z.object({
  id: z.int().positive(),
  name: z.string(),
  slug: z.string(),
  created_at: z.iso.datetime(),
});

/** RFC 6749 5.1, and how long the refresh token lives. Lifetimes are seconds. */
export const tokenPairSchema = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.int().positive(),
  refresh_expires_in: z.int().positive(),
});

export const apiTokenSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  /** The first characters, to know it by. */
  prefix: z.string(),
  scopes: z.array(z.enum(TOKEN_SCOPES)),
  project_ids: z.array(z.int()).nullable(),
  created_at: z.iso.datetime(),
  last_used_at: z.iso.datetime().nullable(),
  expires_at: z.iso.datetime().nullable(),
});

export type TokenPair = z.infer<typeof tokenPairSchema>;
