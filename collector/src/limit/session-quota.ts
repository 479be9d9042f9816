import { createTokenBucket, type TokenBucket } from './token-bucket.ts';

/** Items about sessions a project may send; apart from its events, so that neither takes the other's room. */
export type SessionQuota = {
  /** 0 when one more may pass, which is taken then; else the seconds to wait. */
  take(projectId: number): number;
};

/** `perMinute` 0 is no limit. There are as many buckets as projects that exist: only those authenticate. */
export function createSessionQuota(options: {
  readonly perMinute: number;
  /** Unix milliseconds. */
  readonly now: () => number;
}): SessionQuota {
  const buckets = new Map<number, TokenBucket>();
  return {
    take: (projectId) => {
      let bucket = buckets.get(projectId);
      if (bucket === undefined) buckets.set(projectId, (bucket = createTokenBucket()));
      if (!bucket.has(options.now(), options.perMinute)) return bucket.retryAfterSeconds();
      bucket.take();
      return 0;
    },
  };
}
