import { clip } from '../capture/bounded-copy.ts';
import type { Integration } from '../public-types.ts';
import { noteRequest } from './note-request.ts';
import { patchMethod } from './patch.ts';

/** Notes requests made with `fetch`. */
export function fetchBreadcrumbs(): Integration {
  return {
    name: 'fetch',
    setup: ({ endpoint }) =>
      patchMethod(globalThis, 'fetch', (original, isActive) => (...call) => {
        const promise = original.apply(globalThis, call);
        return isActive() ? watch(endpoint, call, promise) : promise;
      }),
  };
}

function watch(
  endpoint: string,
  [input, init]: Parameters<typeof fetch>,
  promise: Promise<Response>,
): Promise<Response> {
  try {
    const request = typeof input === 'object' && 'url' in input ? input : undefined;
    const url = clip(request?.url ?? input);
    if (url.startsWith(endpoint)) return promise;
    const method = init?.method ?? request?.method ?? 'GET';
    const note = { category: 'fetch', method, url, startMs: Date.now() };
    // The host waits for our promise: V8 follows a chain of promises to the callers for the stack of `fetch failed`,
    // but gives up at a promise that two wait for.
    return promise.then(
      (response) => {
        noteRequest({ ...note, status: response.status });
        return response;
      },
      (error: unknown) => {
        noteRequest({ ...note, error });
        throw error;
      },
    );
  } catch {
    // A hostile input object is the host's affair.
    return promise;
  }
}
