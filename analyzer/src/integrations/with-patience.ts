import { setTimeout as pause } from 'node:timers/promises';
import { ProviderError } from '@bugsage/backends';

export type Patience = {
  /** Ends a pause, and all work after it. */
  readonly stopping: AbortSignal;
  /** Says that somebody is still at it. */
  readonly extend: () => Promise<void>;
};

const PATIENCE_LIMITS = {
  /** Below the lease of an import: nobody else takes it up meanwhile. */
  pauseMsMax: 60_000,
  pauseMsUsual: 1_000,
  triesMax: 6,
} as const;

/**
 * One of many calls in a row. A side that counts them asks to wait now and then: that is waited for here, so that the
 * work before is not done again. Throws what is no such wish, the last one, and when the process stops.
 */
export async function withPatience<Answer>(
  { stopping, extend }: Patience,
  call: () => Promise<Answer>,
): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    stopping.throwIfAborted();
    await extend();
    try {
      return await call();
    } catch (error) {
      const isAsked = error instanceof ProviderError && error.retryable && error.status === 429;
      if (!isAsked || tries === PATIENCE_LIMITS.triesMax) throw error;
      const asked = error.retryAfterMs ?? PATIENCE_LIMITS.pauseMsUsual;
      await pause(Math.min(asked, PATIENCE_LIMITS.pauseMsMax), undefined, { signal: stopping });
    }
  }
}
