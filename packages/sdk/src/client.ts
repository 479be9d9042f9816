import { boundedCopy, clip, isObject } from './capture/bounded-copy.ts';
import { describeThrown } from './capture/exception-chain.ts';
import { repeatKey } from './capture/repeat-key.ts';
import { diagnose } from './diagnose.ts';
import type { Endpoint } from './dsn.ts';
import { createHexId } from './hex-id.ts';
import { BREADCRUMBS_MAX, FLUSH_TIMEOUT_MS, RETHROW_WINDOW_MS, TEXT_LENGTH_MAX } from './limits.ts';
import type { EndHooks, Platform } from './platform.ts';
import type {
  Breadcrumb,
  CaptureHint,
  CapturedEvent,
  InitOptions,
  Integration,
  IntegrationHost,
} from './public-types.ts';
import type { ScopeData } from './scope/scope.ts';
import type { ScopeStore } from './scope/scope-store.ts';
import { scrubText } from './secrets.ts';
import { createLost } from './transport/lost.ts';
import { createQueueItem } from './transport/queue-item.ts';
import { createRepeats } from './transport/repeats.ts';
import { createTokenBucket } from './transport/token-bucket.ts';
import { Transport } from './transport/transport.ts';
import { SDK_VERSION } from './version.ts';

export type ClientSetup = {
  target: Endpoint;
  options: InitOptions;
  platform: Platform;
  scopes: ScopeStore;
};

type Occurrence = {
  hint: CaptureHint;
  thrown?: unknown;
  message?: string;
  syntheticStack?: string | undefined;
};

/** One running SDK. Every public method is safe: a failure inside is counted and never reaches the host. */
export class Client implements IntegrationHost, EndHooks {
  readonly endpoint: string;
  private readonly setup: ClientSetup;
  private readonly transport: Transport;
  private readonly lost = createLost();
  private readonly repeats = createRepeats();
  private readonly takeToken = createTokenBucket();
  /** Values that were captured before: an error that is reported and thrown again is one event. */
  private readonly captured = new WeakMap<object, { id: string | undefined; atMs: number }>();
  private readonly undo: (() => void)[] = [];
  private isClosed = false;

  constructor(setup: ClientSetup) {
    const { options, platform, target } = setup;
    this.setup = setup;
    this.endpoint = target.url;
    this.transport = new Transport({
      url: target.url,
      identity: {
        k: target.key,
        sdk: [platform.sdkName, SDK_VERSION],
        p: platform.name,
        rel: options.release && clip(options.release, 200),
        env: options.environment && clip(options.environment, 64),
        ua: platform.userAgent && clip(platform.userAgent, 500),
        ctx: platform.contexts,
      },
      platform,
      lost: this.lost,
      now: Date.now,
      random: Math.random,
    });
  }

  /** Starts the integrations; `close` undoes them. */
  start(): void {
    const { options, platform } = this.setup;
    for (const { setup } of chooseIntegrations(platform.integrations, options.integrations))
      this.guard(() => this.undo.push(setup(this)));
    this.guard(() => platform.sendAtEnd && this.undo.push(platform.sendAtEnd(this, options)));
  }

  captureException(thrown: unknown, hint: CaptureHint = {}, syntheticStack?: string): string | undefined {
    return this.guard(() => {
      const earlier = this.captured.get(thrown as object);
      const atMs = Date.now();
      if (earlier && atMs < earlier.atMs + RETHROW_WINDOW_MS) return earlier.id;
      const id = this.capture({ thrown, hint, syntheticStack });
      if (isObject(thrown)) this.captured.set(thrown, { id, atMs });
      return id;
    });
  }

  captureMessage(message: string, hint: CaptureHint = {}): string | undefined {
    return this.guard(() => this.capture({ message: scrubText(clip(message, TEXT_LENGTH_MAX)), hint }));
  }

  addBreadcrumb(crumb: Breadcrumb): void {
    const keptMax = Math.min(this.setup.options.maxBreadcrumbs ?? BREADCRUMBS_MAX, 100);
    this.guard(() => this.setup.scopes.current().addBreadcrumb(crumb, keptMax));
  }

  countLost(reason: string): undefined {
    this.lost.count(reason);
  }

  flush(timeoutMs = FLUSH_TIMEOUT_MS): Promise<boolean> {
    return this.transport.flush(timeoutMs);
  }

  drain(wanted: { withInFlight: boolean }): ReturnType<EndHooks['drain']> {
    return this.transport.drain(wanted);
  }

  close(timeoutMs?: number): Promise<boolean> {
    this.isClosed = true;
    for (let undo = this.undo.pop(); undo; undo = this.undo.pop()) this.guard(undo);
    return this.flush(timeoutMs);
  }

  /** The way of one occurrence: sample, merge scope, count repeats, limit, build, beforeSend, queue. */
  private capture(occurrence: Occurrence): string | undefined {
    const { options, scopes } = this.setup;
    const nowMs = Date.now();
    if (this.isClosed) return undefined;
    if (Math.random() >= (options.sampleRate ?? 1)) return this.countLost('sampled');
    const scope = scopes.current().merge(occurrence.hint);
    const key = repeatKey(occurrence, scope);
    const repeatOf = key && this.repeats.countInto(key, nowMs);
    if (repeatOf) return repeatOf;
    if (!this.takeToken(nowMs)) return this.countLost('rate_limited');
    const event = this.applyBeforeSend(this.build(occurrence, scope, nowMs), occurrence.thrown);
    if (!event) return this.countLost('before_send');
    const item = createQueueItem(event, nowMs);
    if (key) this.repeats.register(key, item);
    return this.transport.enqueue(item) ? event.id : undefined;
  }

  private build(
    { hint, thrown, message, syntheticStack }: Occurrence,
    scope: ScopeData,
    nowMs: number,
  ): CapturedEvent {
    const { completeFrame, pageUrl } = this.setup.platform;
    const mechanism = hint.mechanism ?? { type: 'generic', handled: true };
    const fallbackType = mechanism.type === 'onunhandledrejection' ? 'UnhandledRejection' : 'NonError';
    const isMessage = message !== undefined;
    return {
      ...scope,
      id: createHexId(),
      timestampMs: nowMs,
      level: scope.level ?? (isMessage ? 'info' : 'error'),
      message,
      mechanism,
      exceptions: isMessage ? [] : describeThrown(thrown, { fallbackType, syntheticStack, completeFrame }),
      url: pageUrl && scrubText(clip(pageUrl(), TEXT_LENGTH_MAX)),
    };
  }

  /** A filter that fails may have been there to remove a secret, so its event is not sent. */
  private applyBeforeSend(event: CapturedEvent, originalException: unknown): CapturedEvent | undefined {
    const { beforeSend } = this.setup.options;
    if (!beforeSend) return event;
    const { id, timestampMs } = event;
    return this.guard(() => {
      // A copy, because the event shares its parts with the scope.
      const answer = beforeSend(copyEvent(event), { originalException });
      if (!answer) return undefined;
      const changed = { ...copyEvent(answer), id, timestampMs };
      // Fails here, alone, when it is no event any more, rather than later together with others.
      this.transport.check(createQueueItem(changed, timestampMs));
      return changed;
    });
  }

  private guard<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (this.setup.options.debug) diagnose('failed', error);
      return undefined;
    }
  }
}

function chooseIntegrations(
  defaults: Integration[],
  wanted: InitOptions['integrations'] = [],
): Integration[] {
  if (typeof wanted === 'function') return wanted(defaults);
  return [...defaults.filter(({ name }) => !wanted.some((other) => other.name === name)), ...wanted];
}

function copyEvent(event: CapturedEvent): CapturedEvent {
  return boundedCopy(event, 20_000, 10) as CapturedEvent;
}
