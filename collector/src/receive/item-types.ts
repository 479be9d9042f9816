/** Types of Sentry's envelope items that are known and not stored by this version (protocol.md 1.5). */
const UNSUPPORTED = new Set([
  'transaction',
  'span',
  'log',
  'trace_metric',
  'attachment',
  'user_report',
  'feedback',
  'check_in',
  'replay_event',
  'replay_recording',
  'replay_video',
  'profile',
  'profile_chunk',
  'profile_chunk_ui',
  'raw_security',
  'security',
  'nel',
  'form_data',
  'unreal_report',
  'statsd',
  'metric_buckets',
  'metric',
  'otel_span',
  'otel_log',
  'integration',
]);

/** Updates of sessions, and counts of them. */
const SESSIONS = new Set(['session', 'sessions']);

export type ItemTreatment = 'event' | 'client_report' | 'sessions' | 'unsupported_item' | 'unknown_item';

export function treatmentOf(itemType: string): ItemTreatment {
  if (itemType === 'event' || itemType === 'client_report') return itemType;
  if (SESSIONS.has(itemType)) return 'sessions';
  return UNSUPPORTED.has(itemType) ? 'unsupported_item' : 'unknown_item';
}

/** Event JSON whose own `type` says that it is something else, as in the store endpoint of old clients. */
export function isOtherThanError(payload: { readonly [key: string]: unknown }): boolean {
  const { type } = payload;
  return typeof type === 'string' && (UNSUPPORTED.has(type) || SESSIONS.has(type));
}
