import { clip } from '../capture/bounded-copy.ts';
import { CRUMB_TEXT_LENGTH_MAX, NAME_LENGTH_MAX, TEXT_LENGTH_MAX } from '../limits.ts';
import type { Integration, IntegrationHost, Level } from '../public-types.ts';
import { scrubText } from '../secrets.ts';
import { patchMethod } from './patch.ts';

/** Notes requests made with `fetch`: method, URL without secrets, status and duration. No headers, no bodies. */
export function fetchBreadcrumbs(): Integration {
  return {
    name: 'fetch',
    setup: (host) =>
      patchMethod(globalThis, 'fetch', (original, isActive) => (...call) => {
        const promise = original.apply(globalThis, call);
        return isActive() ? watch(host, call, promise) : promise;
      }),
  };
}

function watch(
  host: IntegrationHost,
  [input, init]: Parameters<typeof fetch>,
  promise: Promise<Response>,
): Promise<Response> {
  try {
    const request = typeof input === 'object' && 'url' in input ? input : undefined;
    const url = clip(request?.url ?? input, TEXT_LENGTH_MAX);
    if (url.startsWith(host.endpoint)) return promise;
    const method = (init?.method ?? request?.method ?? 'GET').toUpperCase();
    const startMs = Date.now();
    const note = (level: Level, outcome: Record<string, unknown>): void =>
      host.addBreadcrumb({
        category: 'fetch',
        level,
        data: {
          method,
          url: scrubText(clip(url, CRUMB_TEXT_LENGTH_MAX)),
          ...outcome,
          duration_ms: Date.now() - startMs,
        },
      });
    // The host waits for our promise: V8 follows a chain of promises to the callers for the stack of `fetch failed`,
    // but gives up at a promise that two wait for.
    return promise.then(
      (response) => {
        note(levelOf(response.status), { status_code: response.status });
        return response;
      },
      (error: unknown) => {
        note('error', { error: clip(String(error), NAME_LENGTH_MAX) });
        throw error;
      },
    );
  } catch {
    // A hostile input object is the host's affair.
    return promise;
  }
}

function levelOf(status: number): Level {
  if (status >= 500) return 'error';
  return status >= 400 ? 'warning' : 'info';
}
