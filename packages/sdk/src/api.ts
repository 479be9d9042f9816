import { attempt } from './attempt.ts';
import { captureOccurrence } from './capture/capture-occurrence.ts';
import { boundedCopy, cleanText } from './capture/bounded-copy.ts';
import { captureBreadcrumb } from './capture/breadcrumb.ts';
import { FLUSH_TIMEOUT_MS } from './limits.ts';
import type {
  Breadcrumb,
  CaptureHint,
  CapturedEvent,
  Level,
  ScopeChange,
  TagValue,
  User,
} from './public-types.ts';
import { Scope } from './scope/scope.ts';
import { updateScope } from './scope/scope-data.ts';
import { stop } from './shared-state.ts';
import { runInScope } from './scope/scope-store.ts';
import { sharedState } from './shared-state.ts';
import { flush as flushTransport } from './transport/flush.ts';

/**
 * Reports anything that was thrown. Answers the event id (32 hex), which is that of the first report when the same
 * error was reported before; undefined when nothing will be sent. Never throws.
 */
export function captureException(thrown: unknown, hint?: CaptureHint): string | undefined {
  // For values without a stack of their own.
  const caller = new Error();
  Error.captureStackTrace?.(caller, captureException);
  return captureOccurrence(sharedState().client, { thrown, hint, caller });
}

/** Reports a text; level `info` unless said otherwise. Answers the event id, or undefined when nothing will be sent. */
export function captureMessage(message: string, hint?: Level | CaptureHint): string | undefined {
  // Typed callers are still JavaScript callers.
  const text = attempt(() => cleanText(message)) ?? '[unreadable]';
  return captureOccurrence(sharedState().client, {
    event: { message: text },
    hint: typeof hint === 'string' ? { level: hint } : hint,
  });
}

/** Reports an event of your own making; what it leaves out is filled in. Its id and time are always new. */
export function captureEvent(event: Partial<CapturedEvent>, hint?: CaptureHint): string | undefined {
  const copied = boundedCopy(event, [20_000, 10]) as Partial<CapturedEvent>;
  return captureOccurrence(sharedState().client, { event: copied, hint });
}

/** Notes something that happened; the newest 30 travel with the next event. */
export function addBreadcrumb(crumb: Breadcrumb): void {
  captureBreadcrumb(crumb);
}

/** Says who is affected; `null` forgets it. */
export function setUser(user: User | null): void {
  update(() => ({ user }));
}

export function setTag(key: string, value: TagValue): void {
  update(() => ({ tags: { [key]: value } }));
}

export function setTags(tags: Record<string, TagValue>): void {
  update(() => ({ tags }));
}

/** Adds a named object of facts; `null` removes it. */
export function setContext(name: string, context: Record<string, unknown> | null): void {
  update(() => ({ contexts: { [name]: context } }));
}

/** Adds one fact of any shape. */
export function setExtra(key: string, value: unknown): void {
  update(() => ({ extra: { [key]: value } }));
}

export function setExtras(extra: Record<string, unknown>): void {
  update(() => ({ extra }));
}

/**
 * Runs `work` in a copy of the current scope: what is set inside ends with it. On servers this holds for everything
 * asynchronous that `work` starts; in browsers until `work` returns.
 */
export function withScope<T>(work: (scope: Scope) => T): T {
  const data = { ...sharedState().scope };
  return runInScope(sharedState(), data, () => work(new Scope(data)));
}

/** The same as `withScope`, by the name under which servers know it: one scope for each request. */
export function withIsolationScope<T>(work: (scope: Scope) => T): T {
  return withScope(work);
}

/** The scope that `setTag` and its kind change. */
export function getCurrentScope(): Scope {
  return new Scope(sharedState().scope);
}

/** `work`, but what it throws, or rejects with, is reported on its way to the caller. */
export function wrap<A extends unknown[], T>(work: (...values: A) => T): (...values: A) => T {
  const report = (error: unknown): never => {
    captureException(error, { mechanism: { type: 'wrap', handled: false } });
    throw error;
  };
  return function wrapped(this: unknown, ...values: A): T {
    try {
      const answer = work.apply(this, values);
      return answer instanceof Promise ? (answer.catch(report) as T) : answer;
    } catch (error) {
      return report(error);
    }
  };
}

/** True when all reported events are delivered within `timeoutMs` (default 2000). */
export function flush(timeoutMs = FLUSH_TIMEOUT_MS): Promise<boolean> {
  const { client } = sharedState();
  return client ? flushTransport(client, timeoutMs) : Promise.resolve(true);
}

/** Stops reporting, restores every function that was wrapped, and delivers what is left as `flush` does. */
export function close(timeoutMs = FLUSH_TIMEOUT_MS): Promise<boolean> {
  const client = stop(sharedState());
  return client ? flushTransport(client, timeoutMs) : Promise.resolve(true);
}

/** A value that cannot be read is left out; the host must not notice. */
function update(change: () => ScopeChange): void {
  attempt(() => updateScope(sharedState().scope, change()));
}
