import { attempt } from '../attempt.ts';
import type { Client } from '../client.ts';
import { createHexId } from '../hex-id.ts';
import { RETHROW_WINDOW_MS } from '../limits.ts';
import type { CaptureHint, CapturedEvent } from '../public-types.ts';
import { updateScope } from '../scope/scope-data.ts';
import { sharedState } from '../shared-state.ts';
import { encodeBatch } from '../transport/encode-batch.ts';
import { createQueueItem } from '../transport/queue-item.ts';
import { countInto, register } from '../transport/repeats.ts';
import { takeToken } from '../transport/token-bucket.ts';
import { enqueue } from '../transport/transport.ts';
import { boundedCopy, cleanText, isObject } from './bounded-copy.ts';
import { describeThrown } from './exception-chain.ts';
import { lossReason } from './loss-reason.ts';
import { repeatKey } from './repeat-key.ts';

/** A value that was thrown, or a text, or an event the host made itself. */
export type Occurrence = {
  hint?: CaptureHint | undefined;
  thrown?: unknown;
  /** Replaces what was built. */
  event?: Partial<CapturedEvent>;
  /** For what was thrown: has a stack for a value without one. */
  caller?: { stack?: string | undefined };
};

/** Answers the event id; undefined when nothing will be sent. A failure inside is counted and never reaches the host. */
export function captureOccurrence(client: Client | undefined, occurrence: Occurrence): string | undefined {
  if (!client) return undefined;
  const { thrown } = occurrence;
  const nowMs = Date.now();
  let [id, untilMs = 0] = client.captured.get(thrown as object) ?? [];
  if (nowMs >= untilMs) {
    id = attempt(() => captureOnce(client, occurrence, nowMs), client, 'internal') as string | undefined;
    if (isObject(thrown)) client.captured.set(thrown, [id, nowMs + RETHROW_WINDOW_MS]);
  }
  client.settle?.(occurrence, id);
  return id;
}

/** The way of one occurrence: sample, build, filter, count repeats, limit, beforeSend, queue. */
function captureOnce(
  client: Client,
  { thrown, event: given, hint, caller }: Occurrence,
  timestampMs: number,
): string | undefined | void {
  const { beforeSend } = client.options;
  const scope = { ...sharedState().scope };
  updateScope(scope, hint);
  const event: CapturedEvent = {
    url: cleanText(globalThis.location ?? ''),
    exceptions: caller ? describeThrown(thrown, caller) : [],
    ...scope,
    ...given,
    id: createHexId(),
    timestampMs,
  };
  const unwanted = lossReason(event, client.options);
  if (unwanted) return client.countLost(unwanted);
  const key = repeatKey(event);
  const repeatOf = countInto(client, key, timestampMs);
  if (repeatOf) return repeatOf;
  if (!takeToken(client, timestampMs)) return client.countLost('rate_limited');
  client.inspect?.(thrown, event);
  // Fails here, alone, when it is no event, rather than later together with others.
  if (given) tryOut(client, event);
  const wanted = beforeSend
    ? attempt(() => {
        // A copy, because the event shares its parts with the scope.
        const answer = beforeSend(copyEvent(event), { originalException: thrown });
        return answer && tryOut(client, { ...copyEvent(answer), id: event.id, timestampMs });
      }, client)
    : event;
  if (!wanted) return client.countLost('before_send');
  const item = createQueueItem(wanted);
  register(client, key, item);
  return enqueue(client, item);
}

function tryOut(client: Client, event: CapturedEvent): CapturedEvent {
  encodeBatch(client, [createQueueItem(event)], {});
  return event;
}

function copyEvent<T>(event: T): T {
  return boundedCopy(event, [20_000, 10]) as T;
}
