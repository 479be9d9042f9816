import { ROLES } from '@bugsage/backends';
import { z } from 'zod';

export const userSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  created_at: z.iso.datetime(),
  memberships: z.array(z.object({ organization_id: z.int(), project_id: z.int(), role: z.enum(ROLES) })),
});

/** RFC 6749 5.1, and how long the refresh token lives. Lifetimes are seconds. */
export const tokenPairSchema = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.int().positive(),
  refresh_expires_in: z.int().positive(),
});

export type TokenPair = z.infer<typeof tokenPairSchema>;
