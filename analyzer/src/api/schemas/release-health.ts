import type { SessionCounts } from '@bugsage/backends';
import { z } from 'zod';

const count = z.int().nonnegative();
const share = z.number().min(0).max(1).nullable();

const sessionParts = {
  total: count,
  healthy: count,
  errored: count.describe('Met handled errors only'),
  unhandled: count.describe('Met an error nobody caught, and went on'),
  abnormal: count.describe('Ended without a word: killed, frozen'),
  frozen: count.describe('Of the abnormal ones, those that stopped answering (ANR)'),
  crashed: count,
};

const userParts = { total: count, errored: count, frozen: count, crashed: count };

/** Rates are shares from 0 to 1, null while there is nothing to share. */
const releaseHealthSchema = z.object({
  sessions: z.object({ ...sessionParts, crash_free_rate: share }),
  users: z.object({ ...userParts, crash_free_rate: share, frozen_rate: share }),
});

const healthBucketSchema = z.object({
  at: z.iso.datetime(),
  sessions: z.object(sessionParts),
  users: z.object(userParts),
});

const adoptionSchema = z
  .object({ hours: z.int().positive(), sessions: share, users: share })
  .describe('Share of the project’s sessions and users that ran this release');

/** One release over a time, and in buckets of it. */
export const releaseHealthAnswer = z.object({
  version: z.string(),
  environment: z.string().nullable(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  ...releaseHealthSchema.shape,
  adoption: adoptionSchema,
  bucket_seconds: z.int().positive(),
  buckets: z.array(healthBucketSchema),
});

/** Beside a release in a list: the last day. */
export const healthSummarySchema = z.object({
  hours: z.int().positive(),
  sessions: count,
  users: count,
  crash_free_sessions: share,
  crash_free_users: share,
  adoption: share.describe('Share of the project’s sessions'),
});

export type ReleaseHealth = z.infer<typeof releaseHealthSchema>;

export function partsOf(counts: SessionCounts): Omit<z.infer<typeof healthBucketSchema>, 'at'> {
  const { sessions, healthy, errored, unhandled, abnormal, frozen, crashed } = counts;
  const { users, users_errored, users_frozen, users_crashed } = counts;
  return {
    sessions: { total: sessions, healthy, errored, unhandled, abnormal, frozen, crashed },
    users: { total: users, errored: users_errored, frozen: users_frozen, crashed: users_crashed },
  };
}

export function healthOf(counts: SessionCounts): ReleaseHealth {
  const { sessions, users } = partsOf(counts);
  return {
    sessions: { ...sessions, crash_free_rate: restOf(sessions.crashed, sessions.total) },
    users: {
      ...users,
      crash_free_rate: restOf(users.crashed, users.total),
      frozen_rate: shareOf(users.frozen, users.total),
    },
  };
}

export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.min(1, part / whole);
}

export function restOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.max(0, 1 - part / whole);
}
