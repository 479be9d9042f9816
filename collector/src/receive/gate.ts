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
  /** The filter that kept out the last event which `admit` was asked for. */
  filteredBy(): DropReason | undefined;
  /** Whether one more item about sessions may pass. */
  admitSessions(): boolean;
  /** 200, announcing the limit when it kept something out. */
  accepted(eventId: string | undefined): HttpAnswer;
  /** 429 when the quota kept out all there was, else undefined. */
  refusal(passed: number): HttpAnswer | undefined;
};

export function openGate(
  dependencies: Pick<ReceiverDependencies, 'quota' | 'sessionQuota' | 'filter' | 'recordOutcome'>,
  { key, request }: { readonly key: IngestKey; readonly request: HttpRequest },
): Gate {
  const { quota, filter } = dependencies;
  const drop = dropRecorder(dependencies, key.project_id);
  const userAgent = request.header('user-agent');
  let limited: readonly ExhaustedScope[] = [];
  let filtered: DropReason | undefined;
  let sessionSeconds = 0;

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
      filtered = filter(payload, { publicKey: key.public_key, userAgent });
      if (filtered === undefined) return passes(quota.take(key));
      drop(filtered, 1);
      return false;
    },
    filteredBy: () => filtered,
    admitSessions: () => {
      const seconds = dependencies.sessionQuota.take(key.project_id);
      if (seconds > 0) drop('rate_limited_sessions', 1);
      sessionSeconds = Math.max(sessionSeconds, seconds);
      return seconds === 0;
    },
    accepted: (eventId) => accepted(eventId, rateLimitHeaders(limited, sessionSeconds)),
    refusal: (passed) => {
      if (passed > 0 || (limited.length === 0 && sessionSeconds === 0)) return undefined;
      const whose = limited[0]?.scope ?? 'project’s sessions';
      return refused(429, `The quota of the ${whose} is used up. Send less, or raise it.`, [
        ['retry-after', String(Math.max(longestRetryAfter(limited), sessionSeconds))],
        ...rateLimitHeaders(limited, sessionSeconds),
      ]);
    },
  };
}
