import { z } from 'zod';

/** Bounds of a project's own rules. All of them together search a bounded amount of text of one event. */
export const SCRUBBING_LIMITS = {
  keysMax: 200,
  keyLengthMax: 100,
  patternsMax: 20,
  patternLengthMax: 200,
} as const;

const key = z.string().min(1).max(SCRUBBING_LIMITS.keyLengthMax);
const keys = z.array(key).max(SCRUBBING_LIMITS.keysMax);

/**
 * What a project takes out of its events, beside the secrets that are always taken out (passwords, tokens, cards, keys).
 * Names of keys are compared without case.
 */
export const scrubbingSchema = z.strictObject({
  /** E-mail addresses, in any text. */
  emails: z.boolean().default(false),
  /** IP addresses, in any text and of the client itself. */
  ip_addresses: z.boolean().default(false),
  /** Values under these keys. */
  keys: keys.default([]),
  /** What one of these matches. RE2's syntax: linear, so without look-around and back references. */
  patterns: z
    .array(z.string().min(1).max(SCRUBBING_LIMITS.patternLengthMax))
    .max(SCRUBBING_LIMITS.patternsMax)
    .default([]),
  /** Of free data (extra, tags, user, variables, bodies, headers) only what is under these keys is kept; null keeps all. */
  allowed_keys: keys.nullable().default(null),
});

export type Scrubbing = z.infer<typeof scrubbingSchema>;

/** For settings nobody can read: rather too little is kept than something that was to be taken out. */
export const STRICTEST_SCRUBBING: Scrubbing = {
  emails: true,
  ip_addresses: true,
  keys: [],
  patterns: [],
  allowed_keys: [],
};
