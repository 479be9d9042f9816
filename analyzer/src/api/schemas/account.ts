import { ROLES, TOKEN_SCOPES } from '@bugsage/backends';
import { z } from 'zod';

/** An account; nothing of password and second factor but whether there is one. */
export const accountSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  created_at: z.iso.datetime(),
  /** Runs this installation. */
  is_operator: z.boolean(),
  /** Whether logins need a code of an authenticator app. */
  totp_enabled: z.boolean(),
  /** False: signs in through an identity provider, or has not chosen one yet. */
  has_password: z.boolean(),
});

export const userSchema = accountSchema.extend({
  organizations: z.array(z.object({ organization_id: z.int(), role: z.enum(ROLES) })),
  memberships: z.array(z.object({ organization_id: z.int(), project_id: z.int(), role: z.enum(ROLES) })),
});

export const sessionSchema = z.object({
  id: z.uuid(),
  /** `password`, `password+totp`, `oidc` or `invitation`. */
  method: z.string(),
  user_agent: z.string(),
  address: z.string(),
  created_at: z.iso.datetime(),
  refreshed_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
  is_current: z.boolean(),
});

export const memberSchema = z.object({
  user_id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  totp_enabled: z.boolean(),
  teams: z.array(z.int()),
});

export const teamSchema = z.object({
  id: z.int().positive(),
  organization_id: z.int().positive(),
  name: z.string(),
  slug: z.string(),
  members: z.array(z.uuid()),
  projects: z.array(z.int().positive()),
});

export const invitationSchema = z.object({
  id: z.uuid(),
  organization_id: z.int().positive(),
  /** Null: whoever has the link. */
  email: z.string().nullable(),
  role: z.enum(ROLES),
  invited_by: z.string(),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
  accepted_at: z.iso.datetime().nullable(),
  accepted_by: z.string().nullable(),
});

export const invitationOfferSchema = invitationSchema
  .pick({ email: true, role: true, invited_by: true, expires_at: true })
  .extend({ organization_name: z.string() });

export const auditEntrySchema = z.object({
  id: z.int(),
  /** Null: concerns the user alone, for example a login. */
  organization_id: z.int().nullable(),
  user_id: z.uuid().nullable(),
  actor: z.string(),
  /** The operation (`updateProject`), or `login`, `loginFailed`, `resetPassword`. */
  action: z.string(),
  target: z.string(),
  details: z.record(z.string(), z.unknown()),
  address: z.string(),
  request_id: z.string(),
  created_at: z.iso.datetime(),
});

export const organizationSchema = z.object({
  id: z.int().positive(),
  name: z.string(),
  slug: z.string(),
  /** Of all its projects together; null takes the configured default, 0 is no limit. */
  events_per_minute: z.int().nonnegative().nullable(),
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
