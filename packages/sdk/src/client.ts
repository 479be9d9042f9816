import { boundedCopy, cleanText, isObject } from './capture/bounded-copy.ts';
import { describeThrown } from './capture/exception-chain.ts';
import { lossReason } from './capture/loss-reason.ts';
import { repeatKey } from './capture/repeat-key.ts';
import { diagnose } from './diagnose.ts';
import type { Endpoint } from './dsn.ts';
import { createHexId } from './hex-id.ts';
import { RETHROW_WINDOW_MS } from './limits.ts';
import type { Engine, Platform } from './platform.ts';
import type { CaptureHint, CapturedEvent, InitOptions, Integration } from './public-types.ts';
import { type ScopeData, updateScope } from './scope/scope-data.ts';
import { sharedState } from './shared-state.ts';
import { type Lost, countLost } from './transport/lost.ts';
import { createQueueItem } from './transport/queue-item.ts';
import { createRepeats } from './transport/repeats.ts';
import { createTokenBucket } from './transport/token-bucket.ts';
import { createTransport } from './transport/transport.ts';

/** A value that was thrown, or a text, or an event the host made itself. */
export type Occurrence = {
  hint?: CaptureHint | undefined;
  thrown?: unknown;
  message?: string;
  /** Replaces what was built. */
  event?: Partial<CapturedEvent>;
  /** For a value that has no stack. */
  fallbackStack?: string | undefined;
};

/** One running SDK. Every method is safe: a failure inside is counted and never reaches the host. */
export type Client = Engine & {
  /** What the server was not yet told. */
  lost: Lost;
  /** Undoes what integrations did; what is queued is still delivered. */
  stop: () => void;
  guard: <T>(work: () => T) => T | undefined;
  options: InitOptions;
};

type Setup = { target: Endpoint; options: InitOptions; platform: Platform };

export function createClient({ target, options, platform }: Setup): Client {
  const lost: Lost = {};
  const repeats = createRepeats();
  const takeToken = createTokenBucket();
  /** Values that were captured before: an error that is reported and thrown again is one event. */
  const captured = new WeakMap<object, [id: string | undefined, untilMs: number]>();
  const undo: (() => void)[] = [];

  const transport = createTransport({
    identity: { k: target.key, ...platform.identity, rel: options.release, env: options.environment },
    lost,
    send: (body) => client.send(target.url, body),
    platform,
  });
  const client: Client = {
    ...transport,
    endpoint: target.url,
    countLost: (reason, events) => countLost(lost, reason, events),
    send: platform.send,
    leave: (body) => navigator.sendBeacon(target.url, body),
    capture,
    guard,
    options,
    lost,
    stop() {
      for (const restore of undo.splice(0)) guard(restore);
    },
  };
  for (const integration of chooseIntegrations(platform, options))
    // The last one first, so that what wraps others is gone before them.
    guard(() => undo.unshift(...[integration.setup(client)].flat()));
  return client;

  function capture(occurrence: Occurrence): string | undefined {
    const { thrown } = occurrence;
    const nowMs = Date.now();
    const [id, untilMs = 0] = captured.get(thrown as object) ?? [];
    if (nowMs < untilMs) return id;
    const newId = guard(
      () => captureOnce(occurrence, nowMs),
      () => countLost(lost, 'internal'),
    );
    if (isObject(thrown)) captured.set(thrown, [newId, nowMs + RETHROW_WINDOW_MS]);
    return newId;
  }

  /** The way of one occurrence: filter, sample, merge scope, count repeats, limit, build, beforeSend, queue. */
  function captureOnce(occurrence: Occurrence, nowMs: number): string | undefined {
    const unwanted = lossReason(occurrence, options);
    if (unwanted) return countLost(lost, unwanted);
    if (Math.random() >= (options.sampleRate ?? 1)) return countLost(lost, 'sampled');
    const scope = { ...sharedState().scopes.current() };
    updateScope(scope, occurrence.hint ?? {});
    const key = repeatKey(occurrence, scope);
    const repeatOf = key && repeats.countInto(key, nowMs);
    if (repeatOf) return repeatOf;
    if (!takeToken(nowMs)) return countLost(lost, 'rate_limited');
    const event = applyBeforeSend(build(occurrence, scope, nowMs), occurrence.thrown);
    if (!event) return countLost(lost, 'before_send');
    const item = createQueueItem(event);
    // Fails here, alone, when it is no event, rather than later together with others.
    if (occurrence.event) transport.writeBatch([createQueueItem(event)], {});
    if (key) repeats.register(key, item);
    return transport.enqueue(item);
  }

  function build(
    { thrown, message, event: given, fallbackStack }: Occurrence,
    scope: ScopeData,
    timestampMs: number,
  ): CapturedEvent {
    const isMessage = message !== undefined || given;
    const event: CapturedEvent = {
      message: message && cleanText(message),
      url: cleanText(globalThis.location?.href ?? ''),
      exceptions: isMessage ? [] : describeThrown(thrown, fallbackStack),
      ...scope,
      ...given,
      id: createHexId(),
      timestampMs,
    };
    platform.readStacks?.(event.exceptions);
    client.inspect?.(thrown, event);
    return event;
  }

  /** A filter that fails may have been there to remove a secret, so its event is not sent. */
  function applyBeforeSend(event: CapturedEvent, originalException: unknown): CapturedEvent | undefined {
    const { beforeSend } = options;
    const { id, timestampMs } = event;
    if (!beforeSend) return event;
    return guard(() => {
      // A copy, because the event shares its parts with the scope.
      const answer = beforeSend(copyEvent(event), { originalException });
      const changed = answer && { ...copyEvent(answer), id, timestampMs };
      // As below, and counted as what it is.
      if (changed) transport.writeBatch([createQueueItem(changed)], {});
      return changed || undefined;
    });
  }

  function guard<T>(work: () => T, failed?: () => void): T | undefined {
    try {
      return work();
    } catch (error) {
      failed?.();
      if (options.debug) diagnose(error);
      return undefined;
    }
  }
}

/** One of the same name replaces the default. */
function chooseIntegrations(
  { integrations: defaults }: Platform,
  { integrations: wanted = [] }: InitOptions,
): Iterable<Integration> {
  if (typeof wanted === 'function') return wanted(defaults);
  return new Map([...defaults, ...wanted].map((integration) => [integration.name, integration])).values();
}

function copyEvent<T>(event: T): T {
  return boundedCopy(event, 20_000, 10) as T;
}
