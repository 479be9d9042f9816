import type { Breadcrumb, CaptureHint, Level, User } from './public-types.ts';
import type { Scope } from './scope/scope.ts';
import { sharedState } from './shared-state.ts';

/**
 * Reports anything that was thrown. Answers the event id (32 hex), which is that of the first report when the same
 * error was reported before; undefined when nothing will be sent. Never throws.
 */
export function captureException(thrown: unknown, hint?: CaptureHint): string | undefined {
  const { client } = sharedState();
  if (!client) return undefined;
  return client.captureException(thrown, hint, isObject(thrown) ? undefined : stackOfCaller());
}

/** Reports a text; level `info` unless said otherwise. Answers the event id, or undefined when nothing will be sent. */
export function captureMessage(message: string, hint?: Level | CaptureHint): string | undefined {
  return sharedState().client?.captureMessage(message, typeof hint === 'string' ? { level: hint } : hint);
}

/** Notes something that happened; the newest 30 travel with the next event. */
export function addBreadcrumb(crumb: Breadcrumb): void {
  sharedState().client?.addBreadcrumb(crumb);
}

/** Says who is affected; `null` forgets it. */
export function setUser(user: User | null): void {
  withCurrentScope((scope) => scope.setUser(user));
}

export function setTag(key: string, value: string | number | boolean): void {
  withCurrentScope((scope) => scope.setTag(key, value));
}

export function setTags(tags: Record<string, string | number | boolean>): void {
  withCurrentScope((scope) => scope.setTags(tags));
}

/** Adds a named object of facts; `null` removes it. */
export function setContext(name: string, context: Record<string, unknown> | null): void {
  withCurrentScope((scope) => scope.setContext(name, context));
}

/**
 * Runs `work` in a copy of the current scope: what is set inside ends with it. On Node this holds for everything
 * asynchronous that `work` starts; in browsers until `work` returns.
 */
export function withScope<T>(work: (scope: Scope) => T): T {
  const { scopes } = sharedState();
  const scope = scopes.current().fork();
  return scopes.run(scope, () => work(scope));
}

/** True when all reported events are delivered within `timeoutMs` (default 2000). */
export function flush(timeoutMs?: number): Promise<boolean> {
  return sharedState().client?.flush(timeoutMs) ?? Promise.resolve(true);
}

/** Stops reporting, restores every function that was wrapped, and delivers what is left as `flush` does. */
export function close(timeoutMs?: number): Promise<boolean> {
  const state = sharedState();
  const closing = state.client?.close(timeoutMs) ?? Promise.resolve(true);
  state.client = undefined;
  return closing;
}

function withCurrentScope(change: (scope: Scope) => void): void {
  try {
    change(sharedState().scopes.current());
  } catch {
    // A value that cannot be read is left out; the host must not notice.
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** For thrown values without a stack of their own. */
function stackOfCaller(): string | undefined {
  const holder: { stack?: string } = new Error('stack of the caller');
  Error.captureStackTrace?.(holder, captureException);
  return holder.stack;
}
