import { boundEvent } from './capture/bound-event.ts';
import { clip } from './capture/bounded-copy.ts';
import { describeThrown } from './capture/exception-chain.ts';
import { repeatKey } from './capture/repeat-key.ts';
import { diagnose } from './diagnose.ts';
import type { Endpoint } from './dsn.ts';
import { createHexId } from './hex-id.ts';
import { LIMITS } from './limits.ts';
import type { Platform } from './platform.ts';
import type {
  Breadcrumb,
  CaptureHint,
  CapturedEvent,
  CapturedException,
  InitOptions,
  Level,
} from './public-types.ts';
import type { ScopeData } from './scope/scope.ts';
import type { ScopeStore } from './scope/scope-store.ts';
import { scrubText } from './secrets.ts';
import { type Lost, createLost } from './transport/lost.ts';
import type { BatchIdentity } from './transport/encode-batch.ts';
import type { QueueItem } from './transport/queue-item.ts';
import { createRepeats } from './transport/repeats.ts';
import { createTokenBucket } from './transport/token-bucket.ts';
import { Transport } from './transport/transport.ts';
import { SDK_VERSION } from './version.ts';

export type ClientSetup = {
  endpoint: Endpoint;
  options: InitOptions;
  platform: Platform;
  scopes: ScopeStore;
};

type Captured = {
  thrown?: unknown;
  level: Level;
  hint: CaptureHint;
  /** Describes the value; called only when the event is really needed. */
  exceptions: () => CapturedException[];
  message?: string;
};

/** One running SDK. Every public method is safe: a failure inside is counted and never reaches the host. */
export class Client {
  readonly lost: Lost = createLost();
  readonly transport: Transport;
  private readonly setup: ClientSetup;
  /** Values that were captured before: an error that is reported and thrown again is one event. */
  private readonly captured = new WeakMap<object, { id: string | undefined; atMs: number }>();
  private readonly repeats = createRepeats();
  private readonly takeToken = createTokenBucket({
    capacity: LIMITS.bucketCapacity,
    refillPerSecond: LIMITS.bucketRefillPerSecond,
  });
  private stops: (() => void)[] = [];
  private isClosed = false;

  constructor(setup: ClientSetup) {
    const { endpoint, options, platform } = setup;
    const { sdkName, platform: platformName, userAgent, contexts } = platform.identity;
    this.setup = setup;
    this.transport = new Transport({
      url: endpoint.url,
      identity: {
        k: endpoint.key,
        sdk: [sdkName, SDK_VERSION],
        p: platformName,
        ...(options.release && { rel: clip(options.release, LIMITS.nameLengthMax) }),
        ...(options.environment && { env: clip(options.environment, 64) }),
        ...(userAgent && { ua: clip(userAgent, LIMITS.crumbTextLengthMax) }),
        ...(contexts && { ctx: contexts as NonNullable<BatchIdentity['ctx']> }),
      },
      platform,
      lost: this.lost,
      now: Date.now,
      random: Math.random,
    });
  }

  /** Starts the integrations; `close` undoes them. */
  start(): void {
    const { endpoint, options, platform } = this.setup;
    const host = {
      captureException: (thrown: unknown, hint?: CaptureHint) => this.captureException(thrown, hint),
      addBreadcrumb: (crumb: Breadcrumb) => this.addBreadcrumb(crumb),
      flush: (timeoutMs?: number) => this.flush(timeoutMs),
      endpoint: endpoint.url,
      countLost: (reason: string) => this.lost.count(reason),
    };
    for (const { name, setup } of chooseIntegrations(platform.integrations, options.integrations))
      this.guard(() => this.stops.push(setup(host)), name);
    const hooks = {
      url: endpoint.url,
      flush: (timeoutMs: number) => this.flush(timeoutMs),
      drain: (wanted: { withInFlight: boolean }) => this.transport.drain(wanted),
    };
    this.guard(() => platform.onStart && this.stops.push(platform.onStart(hooks, options)));
  }

  captureException(thrown: unknown, hint: CaptureHint = {}, syntheticStack?: string): string | undefined {
    return this.guard(() => {
      const key = typeof thrown === 'object' && thrown !== null ? thrown : undefined;
      const earlier = key && this.captured.get(key);
      const nowMs = Date.now();
      if (earlier && nowMs < earlier.atMs + LIMITS.rethrowWindowMs) return earlier.id;
      const handled = hint.mechanism?.handled ?? true;
      const fallbackType =
        hint.mechanism?.type === 'onunhandledrejection' ? 'UnhandledRejection' : 'NonError';
      const { completeFrame } = this.setup.platform;
      const id = this.capture({
        thrown,
        level: 'error',
        hint: { ...hint, mechanism: { type: hint.mechanism?.type ?? 'generic', handled } },
        exceptions: () => describeThrown(thrown, { fallbackType, syntheticStack, completeFrame }),
      });
      if (key) this.captured.set(key, { id, atMs: nowMs });
      return id;
    });
  }

  captureMessage(message: string, hint: CaptureHint = {}): string | undefined {
    return this.guard(() => {
      const text = scrubText(clip(message, LIMITS.textLengthMax));
      return this.capture({ level: 'info', hint, exceptions: () => [], message: text });
    });
  }

  addBreadcrumb(crumb: Breadcrumb): void {
    const keptMax = Math.min(this.setup.options.maxBreadcrumbs ?? LIMITS.breadcrumbsMax, 100);
    this.guard(() => this.setup.scopes.current().addBreadcrumb(crumb, keptMax));
  }

  flush(timeoutMs: number = LIMITS.flushTimeoutMs): Promise<boolean> {
    return this.transport.flush(timeoutMs);
  }

  async close(timeoutMs?: number): Promise<boolean> {
    this.isClosed = true;
    for (let stop = this.stops.pop(); stop; stop = this.stops.pop()) this.guard(stop);
    return this.flush(timeoutMs);
  }

  /** The way of one occurrence: sample, merge scope, count repeats, limit, build, beforeSend, queue. */
  private capture(captured: Captured): string | undefined {
    const { options, scopes } = this.setup;
    if (this.isClosed) return undefined;
    if (Math.random() >= (options.sampleRate ?? 1)) return this.leaveOut('sampled');
    const scope = scopes.current().merge(captured.hint);
    const nowMs = Date.now();
    const key = repeatKey(captured.message ?? captured.thrown, {
      ...scope,
      isMessage: captured.message !== undefined,
    });
    const repeatOf = key && this.repeats.countInto(key, nowMs);
    if (repeatOf) return repeatOf;
    if (!this.takeToken(nowMs)) return this.leaveOut('rate_limited');
    const event = this.applyBeforeSend(this.build(captured, scope, nowMs), captured.thrown);
    if (!event) return this.leaveOut('before_send');
    const holdUntilMs = nowMs + LIMITS.batchDelayMs;
    const item: QueueItem = { event, repeats: 0, lastSeenMs: nowMs, holdUntilMs, frozen: false };
    if (key) this.repeats.register(key, item);
    return this.transport.enqueue(item) ? event.id : undefined;
  }

  private build(
    { level, hint, exceptions, message }: Captured,
    scope: ScopeData,
    nowMs: number,
  ): CapturedEvent {
    const url = this.setup.platform.pageUrl?.();
    const { user, fingerprint, tags, contexts, extra, breadcrumbs } = scope;
    return {
      id: createHexId(),
      timestampMs: nowMs,
      level: scope.level ?? level,
      exceptions: exceptions(),
      mechanism: hint.mechanism ?? { type: 'generic', handled: true },
      tags,
      contexts,
      extra,
      breadcrumbs,
      ...(message !== undefined && { message }),
      ...(user && { user }),
      ...(fingerprint && {
        fingerprint: fingerprint.slice(0, 20).map((part) => clip(part, LIMITS.nameLengthMax)),
      }),
      ...(url !== undefined && { url: scrubText(clip(url, LIMITS.textLengthMax)) }),
    };
  }

  /** A filter that fails may have been there to remove a secret, so its event is not sent. */
  private applyBeforeSend(event: CapturedEvent, thrown: unknown): CapturedEvent | undefined {
    const { beforeSend } = this.setup.options;
    if (!beforeSend) return event;
    try {
      const changed = beforeSend(event, { originalException: thrown });
      return changed ? boundEvent(changed, event) : undefined;
    } catch (error) {
      this.complain(error);
      return undefined;
    }
  }

  private leaveOut(reason: string): undefined {
    this.lost.count(reason);
  }

  private guard<T>(work: () => T, where?: string): T | undefined {
    try {
      return work();
    } catch (error) {
      this.lost.count('internal');
      this.complain(error, where);
      return undefined;
    }
  }

  private complain(error: unknown, where = 'capture'): void {
    if (this.setup.options.debug) diagnose(where, error);
  }
}

function chooseIntegrations(
  defaults: Platform['integrations'],
  wanted: InitOptions['integrations'],
): Platform['integrations'] {
  if (typeof wanted === 'function') return wanted(defaults);
  const names = new Set(wanted?.map(({ name }) => name));
  return [...defaults.filter(({ name }) => !names.has(name)), ...(wanted ?? [])];
}
