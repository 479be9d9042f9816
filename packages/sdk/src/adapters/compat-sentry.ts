import * as sdk from '@bugsage/sdk';
import type { Breadcrumb, CaptureHint, InitOptions, Level, Scope } from '@bugsage/sdk';

import { type SentryEventView, viewAsSentryEvent } from '../sentry-event.ts';
import { errorHandler } from './express.ts';
import { bugsage as fastifyPlugin } from './fastify.ts';
import { bugsage as koaMiddleware } from './koa.ts';

export { close, flush, setContext, setExtra, setExtras, setTag, setTags, setUser } from '@bugsage/sdk';

type SentryLevel = Level | 'log';
type SentryBreadcrumb = Omit<Breadcrumb, 'level' | 'timestampMs'> & {
  level?: SentryLevel;
  type?: string;
  /** Unix seconds. */
  timestamp?: number;
};
type SentryHint = Omit<CaptureHint, 'level'> & { level?: SentryLevel };
type SentryOptions = Omit<InitOptions, 'integrations' | 'tunnel' | 'beforeSend'> & {
  tunnel?: string;
  /** Gets the event in Sentry's shape. Must be synchronous; one that answers a promise drops every event. */
  beforeSend?: (
    event: SentryEventView,
    hint: { originalException: unknown; event_id: string },
  ) => SentryEventView | null;
  initialScope?: { tags?: Record<string, string>; user?: Record<string, unknown> };
  /** Those that tell of sessions, and ours; the others of Sentry have no meaning here. A function gets the defaults. */
  integrations?: readonly unknown[] | ((defaults: Named[]) => readonly unknown[]);
  /** False: Sentry's default, sessions, is off. */
  defaultIntegrations?: false | readonly unknown[];
  autoSessionTracking?: boolean;
  /** False: nothing is sent. */
  enabled?: boolean;
  /** Tracing, replay and the like are not part of this product; their options are accepted and ignored. */
  [option: string]: unknown;
};

type Named = { name: string };

let lastId: string | undefined;
let isStarted = false;

/** Takes the options of Sentry's `init`. A DSN of BugSage belongs into `dsn`. */
export function init(options: SentryOptions): void {
  const { initialScope, integrations: _, beforeSend, enabled, ...rest } = options;
  isStarted = true;
  sdk.init({
    ...(rest as InitOptions),
    // An empty one, because Node would take what is left out from its environment.
    ...(enabled === false && { dsn: '' }),
    integrations: chooseIntegrations(options),
    ...(beforeSend && { beforeSend: inSentryShape(beforeSend) }),
    ...(initialScope?.tags && { tags: initialScope.tags }),
    ...(initialScope?.user && { user: initialScope.user }),
  });
}

/** As in Sentry's SDKs sessions are on unless they are taken out. */
function chooseIntegrations({
  integrations = [],
  defaultIntegrations,
  autoSessionTracking,
}: SentryOptions): sdk.Integration[] {
  const isOff = defaultIntegrations === false || autoSessionTracking === false;
  const session = globalThis.document ? browserSessionIntegration() : processSessionIntegration();
  const defaults = isOff ? [] : [session];
  const wanted: readonly unknown[] =
    typeof integrations === 'function' ? integrations(defaults) : [...defaults, ...integrations];
  return wanted.flatMap((one) => {
    if (/^(?:Browser|Process)Session$/.test((one as Named | undefined)?.name ?? '')) return [sdk.sessions()];
    return isIntegration(one) ? [one] : [];
  });
}

export function captureException(
  error: unknown,
  hint?: SentryHint | ((scope: SentryScope) => unknown),
): string {
  return remember(
    typeof hint === 'function'
      ? sdk.withScope((scope) => {
          hint(toSentryScope(scope));
          return sdk.captureException(error);
        })
      : sdk.captureException(error, hint && toHint(hint)),
  );
}

export function captureMessage(message: string, hint?: SentryLevel | SentryHint): string {
  const ours = typeof hint === 'string' ? { level: hint } : hint;
  return remember(sdk.captureMessage(message, ours && toHint(ours)));
}

type SentryEvent = SentryHint & {
  message?: string;
  exception?: { values?: { type?: string; value?: string }[] };
};

/** An event in Sentry's shape: its message, level, tags, extra, contexts, user and fingerprint. */
export function captureEvent(event: SentryEvent): string {
  const exceptions = (event.exception?.values ?? [])
    .map(({ type = 'Error', value = '' }) => ({ type, value }))
    // oxlint-disable-next-line unicorn/no-array-reverse -- of a new list; Node 18 has no toReversed
    .reverse();
  const { message } = event;
  return remember(sdk.captureEvent({ exceptions, ...(message !== undefined && { message }) }, toHint(event)));
}

export function addBreadcrumb({ level, timestamp, category, message, data }: SentryBreadcrumb): void {
  sdk.addBreadcrumb({
    ...(category !== undefined && { category }),
    ...(message !== undefined && { message }),
    ...(data && { data }),
    ...(level && { level: toLevel(level) }),
    ...(timestamp !== undefined && { timestampMs: timestamp * 1000 }),
  });
}

/** The id of the newest event. */
export function lastEventId(): string | undefined {
  return lastId;
}

/** What Sentry's scopes have besides. */
type SentryScope = Scope & {
  setExtras: (extra: Record<string, unknown>) => void;
  /** Forgets tags, extra, contexts, user, level, fingerprint and breadcrumbs. */
  clear: () => void;
  captureException: (error: unknown, hint?: SentryHint) => string;
  captureMessage: (message: string, level?: SentryLevel) => string;
};

export function withScope<T>(work: (scope: SentryScope) => T): T {
  return sdk.withScope((scope) => work(toSentryScope(scope)));
}

export function withIsolationScope<T>(work: (scope: SentryScope) => T): T {
  return sdk.withIsolationScope((scope) => work(toSentryScope(scope)));
}

export function getCurrentScope(): SentryScope {
  return toSentryScope(sdk.getCurrentScope());
}

export { getCurrentScope as getIsolationScope };

function toSentryScope(scope: Scope): SentryScope {
  return Object.assign(scope, {
    setExtras(extra: Record<string, unknown>) {
      for (const [key, value] of Object.entries(extra)) scope.setExtra(key, value);
    },
    clear() {
      const { url, transaction } = scope.data;
      for (const key of Object.keys(scope.data)) delete (scope.data as Record<string, unknown>)[key];
      Object.assign(scope.data, { tags: {}, contexts: {}, extra: {}, breadcrumbs: [], url, transaction });
    },
    captureException,
    captureMessage,
  });
}

/** True after `init`. */
export function isInitialized(): boolean {
  return isStarted;
}

/** There are no traces; the work is done. */
export function startSpan<T>(_options: unknown, work: (span: undefined) => T): T {
  return work(undefined);
}

export function startSpanManual<T>(_options: unknown, work: (span: undefined, finish: () => void) => T): T {
  return work(undefined, () => undefined);
}

export function getActiveSpan(): undefined {
  return undefined;
}

/** Sessions begin and end by themselves. */
export function startSession(): void {}
export { startSession as captureSession, startSession as endSession };

/** Sentry's parts by their names. Those without a counterpart here are ignored by `init`, so that code keeps running. */
const unused =
  (name: string) =>
  (_options?: unknown): { name: string } => ({ name });
export const browserSessionIntegration = unused('BrowserSession');
export const processSessionIntegration = unused('ProcessSession');
export const browserTracingIntegration = unused('BrowserTracing');
export const replayIntegration = unused('Replay');
export const feedbackIntegration = unused('Feedback');
export const browserProfilingIntegration = unused('BrowserProfiling');
export const captureConsoleIntegration = unused('CaptureConsole');
export const extraErrorDataIntegration = unused('ExtraErrorData');
export const httpIntegration = unused('Http');
export const dedupeIntegration = unused('Dedupe');

/** Reports what routes throw. After the routes, before your own error handler. */
export function setupExpressErrorHandler(app: { use: (handler: never) => unknown }): void {
  app.use(errorHandler() as never);
}

export function setupFastifyErrorHandler(app: { register: (plugin: never) => unknown }): void {
  void app.register(fastifyPlugin as never);
}

/** Reports what later middleware throws. First of all. */
export function setupKoaErrorHandler(app: { use: (middleware: never) => unknown }): void {
  app.use(koaMiddleware() as never);
}

function inSentryShape(
  beforeSend: NonNullable<SentryOptions['beforeSend']>,
): NonNullable<InitOptions['beforeSend']> {
  return (event, { originalException }) => {
    const { view, takeOver } = viewAsSentryEvent(event);
    const changed = beforeSend(view, { originalException, event_id: event.id });
    return changed && takeOver(changed);
  };
}

function remember(id: string | undefined): string {
  lastId = id ?? lastId;
  return id ?? '';
}

function toHint({ level, ...hint }: SentryHint): CaptureHint {
  const { tags, contexts, extra, user, fingerprint, mechanism } = hint;
  return {
    tags,
    contexts,
    extra,
    user,
    fingerprint,
    ...(mechanism && { mechanism }),
    ...(level && { level: toLevel(level) }),
  };
}

function toLevel(level: SentryLevel): Level {
  return level === 'log' ? 'info' : level;
}

function isIntegration(value: unknown): value is sdk.Integration {
  const { setup } = (value ?? {}) as { setup?: unknown };
  return typeof setup === 'function' && !('setupOnce' in (value as object));
}
