import { REQUEST_TIMEOUT_MS } from '../limits.ts';
import type { SendAnswer } from '../platform.ts';

/**
 * Posts a batch. A text without own headers is `text/plain`, a request that needs no CORS pre-flight; `keepalive` lets
 * it outlive its page. Status 0 when there is no answer.
 */
export async function sendWithFetch(url: string, body: string | Blob): Promise<SendAnswer> {
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
}
