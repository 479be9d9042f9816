import type { NormalizedEvent } from '../event.ts';

/** An ordinary error event with nothing in it but what is named. */
export function plainEvent(fields: Partial<NormalizedEvent>): NormalizedEvent {
  return {
    event_id: 'a'.repeat(32),
    project_id: 1,
    source: 'sdk',
    occurred_at: 1_750_000_000_000,
    received_at: 1_750_000_000_000,
    times_seen: 1,
    platform: 'javascript',
    level: 'error',
    logger: null,
    server_name: null,
    release: null,
    dist: null,
    environment: null,
    transaction: null,
    message: null,
    exceptions: [],
    breadcrumbs: [],
    tags: [],
    user: null,
    request: null,
    contexts: {},
    extra: {},
    modules: {},
    sdk: null,
    client_fingerprint: null,
    debug_images: [],
    notes: [],
    ...fields,
  };
}
