import { addBreadcrumb } from '../api.ts';
import { cleanText, clip } from '../capture/bounded-copy.ts';
import { CRUMB_TEXT_LENGTH_MAX } from '../limits.ts';

/**
 * To be called when a request starts; what it answers, at its end, with the status (0: no answer). Notes method, URL
 * without secrets, status and duration; no headers, no bodies. Undefined for a request of our own.
 */
export function startRequest(
  category: string,
  method: unknown,
  address: unknown,
  endpoint: string,
): ((status: number, error?: unknown) => void) | undefined {
  const startMs = Date.now();
  const url = cleanText(address, CRUMB_TEXT_LENGTH_MAX);
  const name = clip(method, 20).toUpperCase();
  if (url.startsWith(endpoint)) return undefined;
  return (status, error) =>
    addBreadcrumb({
      category,
      level: !status || status >= 500 ? 'error' : status >= 400 ? 'warning' : 'info',
      data: { method: name, url, status_code: status || undefined, error, duration_ms: Date.now() - startMs },
    });
}
