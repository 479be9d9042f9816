import { REQUEST_TIMEOUT_MS } from '../limits.ts';
import type { SendAnswer } from '../platform.ts';

/**
 * Posts a batch. `text/plain` and no own headers make it a request that needs no CORS pre-flight; `keepalive` lets it
 * outlive its page. Status 0 when there is no answer.
 */
export async function sendWithFetch(url: string, body: string): Promise<SendAnswer> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), REQUEST_TIMEOUT_MS);
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      keepalive: true,
      credentials: 'omit',
      referrerPolicy: 'origin',
      headers: { 'Content-Type': 'text/plain;charset=UTF-8' },
      signal: abort.signal,
    });
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      rateLimits: response.headers.get('x-sentry-rate-limits'),
    };
  } catch {
    return { status: 0 };
  } finally {
    clearTimeout(timer);
  }
}
