import type { CapturedBreadcrumb, CapturedEvent, CapturedException, Level, User } from './public-types.ts';

type SentryException = { type: string; value: string; mechanism?: { type: string; handled: boolean } };

/** The parts of Sentry's event that its `beforeSend` hooks look at and change. */
export type SentryEventView = {
  event_id: string;
  /** Unix seconds. */
  timestamp: number;
  level: Level;
  message?: string;
  /** The cause first, what was thrown last. */
  exception?: { values: SentryException[] };
  breadcrumbs?: (Omit<CapturedBreadcrumb, 'timestampMs'> & { timestamp: number })[];
  request?: { url?: string };
  tags?: CapturedEvent['tags'];
  extra?: CapturedEvent['extra'];
  contexts?: CapturedEvent['contexts'];
  user?: User | null;
  fingerprint?: string[];
  transaction?: string;
  release?: string | undefined;
  environment?: string | undefined;
};

/** The event in Sentry's shape, and how to take over what a hook did to it. */
export function viewAsSentryEvent(event: CapturedEvent): {
  view: SentryEventView;
  takeOver: (changed: SentryEventView) => CapturedEvent;
} {
  const origins = new Map<SentryException, CapturedException>();
  const values = event.exceptions.map((exception, position) => {
    const { type, value } = exception;
    const { mechanism = { type: 'generic', handled: true } } = event;
    const shown = { type, value, ...(position === 0 && { mechanism }) };
    origins.set(shown, exception);
    return shown;
  });
  const { id, timestampMs, message, url, user, fingerprint, transaction } = event;
  const view: SentryEventView = {
    event_id: id,
    timestamp: timestampMs / 1000,
    level: event.level ?? (values.length > 0 ? 'error' : 'info'),
    ...(message !== undefined && { message }),
    ...(values.length > 0 && { exception: { values: values.toReversed() } }),
    breadcrumbs: event.breadcrumbs.map(({ timestampMs: ms, ...crumb }) => ({
      ...crumb,
      timestamp: ms / 1000,
    })),
    ...(url !== undefined && { request: { url } }),
    tags: event.tags,
    extra: event.extra,
    contexts: event.contexts,
    ...(user !== undefined && { user }),
    ...(fingerprint && { fingerprint }),
    ...(transaction !== undefined && { transaction }),
  };
  return { view, takeOver: (changed) => ({ ...event, ...fieldsOf(changed, origins) }) };
}

function fieldsOf(
  changed: SentryEventView,
  origins: ReadonlyMap<SentryException, CapturedException>,
): Partial<CapturedEvent> {
  const { level, message, exception, breadcrumbs = [], request, tags, extra, contexts } = changed;
  const values = (exception?.values ?? []).toReversed();
  // Positions say who refers to whom, so they hold only while all are there.
  const isWhole = values.length === origins.size;
  return {
    level,
    message,
    exceptions: values.map((shown, position) => {
      const { parent, ...origin } = origins.get(shown) ?? {};
      const { type, value } = shown;
      return { ...origin, type, value, parent: isWhole ? parent : position > 0 ? position - 1 : undefined };
    }),
    breadcrumbs: breadcrumbs.map(({ timestamp, ...crumb }) => ({ ...crumb, timestampMs: timestamp * 1000 })),
    url: request?.url,
    tags: tags ?? {},
    extra: extra ?? {},
    contexts: contexts ?? {},
    user: changed.user,
    fingerprint: changed.fingerprint,
    transaction: changed.transaction,
  };
}
