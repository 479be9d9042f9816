import type { Client } from './client.ts';
import { diagnose } from './diagnose.ts';

/**
 * The answer of `work`, or undefined when it throws: a failure inside never reaches the host. It is counted as a loss where
 * a reason is named, and shown to who wants to see it.
 */
export function attempt<T>(work: () => T, client?: Client, lossReason?: string): T | undefined {
  try {
    return work();
  } catch (error) {
    if (lossReason) client?.countLost(lossReason);
    if (client?.options.debug) diagnose(error);
    return undefined;
  }
}
