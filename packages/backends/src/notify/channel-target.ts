import { randomBytes } from 'node:crypto';
import type { ChannelKind } from '@bugsage/core';
import { z } from 'zod';

const webUrl = z.url({ protocol: /^https?$/ }).max(2_048);

/** What a person gives for each kind of channel. */
export const CHANNEL_TARGETS = {
  webhook: z.strictObject({
    url: webUrl,
    /** Signs every message; made by us when left out. */
    secret: z
      .string()
      .min(16)
      .max(200)
      .optional()
      // No default: the OpenAPI document would show one, another one at each start.
      .transform((secret) => secret ?? randomBytes(24).toString('hex')),
    /** The receiver drops what has a `BugSage-Delivery` it has seen: what is in doubt may be sent again. */
    drops_repeats: z.boolean().optional(),
  }),
  slack: z.strictObject({
    token: z.string().regex(/^xox[a-z]-[\w-]{10,250}$/, 'Expected a bot token that begins with xoxb-'),
    channel: z.string().regex(/^[#\w-]{1,80}$/, 'Expected a channel id such as C024BE91L'),
    api: webUrl.optional(),
    /** Buttons that resolve and ignore; the app's interactivity has to lead to `webhooks/slack`. */
    buttons: z.boolean().optional(),
  }),
  discord: z.strictObject({ url: webUrl }),
  teams: z.strictObject({ url: webUrl }),
  email: z.strictObject({ address: z.email().max(320) }),
} as const satisfies Record<ChannelKind, z.ZodType>;

/** Enough to tell channels apart, without what is secret about them. */
export function hintOf(kind: ChannelKind, target: unknown): string {
  const given = target as { url?: string; channel?: string; address?: string };
  if (kind === 'slack') return given.channel ?? '';
  return kind === 'email' ? (given.address ?? '') : new URL(given.url ?? '').host;
}
