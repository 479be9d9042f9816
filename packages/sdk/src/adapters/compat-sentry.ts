import * as sdk from '@bugsage/sdk';
import type { Breadcrumb, CaptureHint, InitOptions, Level, Scope } from '@bugsage/sdk';

export {
  close,
  flush,
  getCurrentScope,
  setContext,
  setExtra,
  setExtras,
  setTag,
  setTags,
  setUser,
  withIsolationScope,
  withScope,
} from '@bugsage/sdk';

type SentryLevel = Level | 'log';
type SentryBreadcrumb = Omit<Breadcrumb, 'level' | 'timestampMs'> & {
  level?: SentryLevel;
  type?: string;
  /** Unix seconds. */
  timestamp?: number;
};
type SentryHint = Omit<CaptureHint, 'level'> & { level?: SentryLevel };
type SentryOptions = Omit<InitOptions, 'integrations' | 'tunnel'> & {
  tunnel?: string;
  initialScope?: { tags?: Record<string, string>; user?: Record<string, unknown> };
  /** Integrations of Sentry have no meaning here; ours do. */
  integrations?: unknown;
  /** Tracing, replay and the like are not part of this product; their options are accepted and ignored. */
  [option: string]: unknown;
};

let lastId: string | undefined;

/** Takes the options of Sentry's `init`. A DSN of BugSage belongs into `dsn`; `beforeSend` gets BugSage's event. */
export function init(options: SentryOptions): void {
  const { initialScope, integrations, ...rest } = options;
  const ours = Array.isArray(integrations) ? integrations.filter(isIntegration) : [];
  sdk.init({
    ...(rest as InitOptions),
    integrations: ours,
    ...(initialScope?.tags && { tags: initialScope.tags }),
    ...(initialScope?.user && { user: initialScope.user }),
  });
}

export function captureException(error: unknown, hint?: SentryHint | ((scope: Scope) => unknown)): string {
  return remember(
    typeof hint === 'function'
      ? sdk.withScope((scope) => {
          hint(scope);
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

/** There are no traces; the work is done. */
export function startSpan<T>(_options: unknown, work: (span: undefined) => T): T {
  return work(undefined);
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
