import { REQUEST_TIMEOUT_MS } from '../limits.ts';
import type { Send } from '../platform.ts';

/**
 * Posts batches. A text without own headers is `text/plain`, a request that needs no CORS pre-flight; `keepalive` lets it
 * outlive its page. Status 0 when there is no answer. With `fetch` as it was before breadcrumbs: they are about others.
 */
export function createFetchSend(): Send {
  const { fetch } = globalThis;
  return async (url, body) => {
    try {
      return await fetch(url, {
        method: 'POST',
        body,
        keepalive: true,
        credentials: 'omit',
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      });
    } catch {
      return Response.error();
    }
  };
}
