import type { DropReason, IngestKey, JsonObject } from '@bugsage/core';
import type { HttpAnswer, HttpRequest } from '../http/index.ts';
import { type ExhaustedScope, longestRetryAfter, rateLimitHeaders } from '../limit/index.ts';
import { accepted, refused } from './answers.ts';
import { dropRecorder, type ReceiverDependencies } from './dependencies.ts';

/** What one request may send: its project's filters, then the quotas. Counts whatever it keeps out. */
export type Gate = {
  /** False when the quota is used up already, so that nothing has to be parsed. */
  isOpen(): boolean;
  /** Filtered events take nothing from the quota. */
  admit(payload: JsonObject): boolean;
  /** 200, announcing the limit when it kept something out. */
  accepted(eventId: string | undefined): HttpAnswer;
  /** 429 when the quota kept out all there was, else undefined. */
  refusal(passed: number): HttpAnswer | undefined;
};

export function openGate(
  dependencies: Pick<ReceiverDependencies, 'quota' | 'filter' | 'recordOutcome'>,
  { key, request }: { readonly key: IngestKey; readonly request: HttpRequest },
): Gate {
  const { quota, filter } = dependencies;
  const drop = dropRecorder(dependencies, key.project_id);
  const userAgent = request.header('user-agent');
  let limited: readonly ExhaustedScope[] = [];

  const passes = (exhausted: readonly ExhaustedScope[]): boolean => {
    const [narrowest] = exhausted;
    if (narrowest === undefined) return true;
    limited = exhausted;
    drop(`rate_limited_${narrowest.scope}`, 1);
    return false;
  };
  return {
    isOpen: () => passes(quota.exhausted(key)),
    admit: (payload) => {
      const reason: DropReason | undefined = filter(payload, { publicKey: key.public_key, userAgent });
      if (reason === undefined) return passes(quota.take(key));
      drop(reason, 1);
      return false;
    },
    accepted: (eventId) => accepted(eventId, rateLimitHeaders(limited)),
    refusal: (passed) =>
      passed > 0 || limited.length === 0
        ? undefined
        : refused(429, `The quota of the ${limited[0]?.scope} is used up. Send less, or raise it.`, [
            ['retry-after', String(longestRetryAfter(limited))],
            ...rateLimitHeaders(limited),
          ]),
  };
}
